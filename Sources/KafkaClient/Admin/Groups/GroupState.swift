// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The state of a group, as its coordinator names it. Source: `GroupState` of the Java client.
public struct GroupState: Hashable, Sendable, CustomStringConvertible {
    /// The coordinator's name, such as `Stable`.
    public var name: String

    /// A state by name.
    public init(_ name: String) { self.name = name }

    /// The name.
    public var description: String { name }

    /// No members; offsets may be there.
    public static let empty = GroupState("Empty")
    /// All members have their partitions.
    public static let stable = GroupState("Stable")
    /// Classic: waits for members to join.
    public static let preparingRebalance = GroupState("PreparingRebalance")
    /// Classic: waits for the leader's assignment.
    public static let completingRebalance = GroupState("CompletingRebalance")
    /// Consumer: computes an assignment.
    public static let assigning = GroupState("Assigning")
    /// Consumer: members move towards the assignment.
    public static let reconciling = GroupState("Reconciling")
    /// Does not exist.
    public static let dead = GroupState("Dead")
}
