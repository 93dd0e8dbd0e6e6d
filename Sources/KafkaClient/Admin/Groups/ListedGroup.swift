// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A group in the list of all groups. Source: ListGroups.
public struct ListedGroup: Hashable, Sendable {
    /// The group's id.
    public var groupID: String
    /// The kind; nil if the broker does not tell it (before Kafka 3.8).
    public var kind: GroupKind?
    /// The state; nil if the broker does not tell it (before Kafka 2.6).
    public var state: GroupState?
    /// The classic protocol's use: `consumer` for consumers, empty for a group that has offsets only.
    public var protocolType: String
    /// The id of the broker that listed it: its coordinator.
    public var coordinator: Int32
}
