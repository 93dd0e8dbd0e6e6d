// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// Distributes a classic group's partitions among its members, in the process of the member that leads the group.
///
/// Those of Kafka's Java client are here under their names: `RangeAssignor`, `RoundRobinAssignor`, `StickyAssignor`,
/// `CooperativeStickyAssignor`. Each is a pure function of its arguments, and gives the members what Java's gives them,
/// so that it does not matter who leads a group. Source: Kafka's `ConsumerPartitionAssignor`.
public protocol PartitionAssignor: Sendable {
    /// Name in JoinGroup's list of protocols; the members of a group choose one that all of them have.
    var name: String { get }

    /// Whether members keep their partitions while they join again.
    var rebalanceProtocol: RebalanceProtocol { get }

    /// Bytes for the leader's assignor that the member sends with its subscription; nil if there are none.
    ///
    /// - Parameters:
    ///   - lastAssignment: All partitions that the member got with its last assignment, in their order there; nil if it
    ///     has had none since it started.
    ///   - generationID: Generation of that assignment, −1 without one.
    func userData(lastAssignment: [TopicPartition]?, generationID: Int32) -> ByteSlice?

    /// Assigns each partition of the members' topics to at most one member.
    ///
    /// - Parameters:
    ///   - members: The group's members with their subscriptions, in any order. Member ids differ from each other.
    ///   - topics: Topics that exist. One that nobody subscribes to is ignored, as is a subscribed one that is missing
    ///     here.
    /// - Returns: The partitions of each member by its id. Every member has an entry.
    func assign(members: [GroupMember], topics: [AssignableTopic]) -> [String: [TopicPartition]]
}
