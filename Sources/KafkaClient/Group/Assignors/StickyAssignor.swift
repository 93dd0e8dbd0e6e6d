// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// Keeps partitions with their owners as far as an even distribution allows; members give up all of them while they
/// join.
///
/// Members tell the leader what they had in their user data. The numbers of partitions of members with equal topics
/// differ by one at most. With racks, a replica in the member's rack counts more than staying, and an even distribution
/// more than both (KIP-881). Source: Kafka's `StickyAssignor` (KIP-54).
///
/// Cost: for members with equal topics near linear in partitions, with racks at worst partitions × members. For members
/// with different topics, partitions × subscribers of a topic.
public struct StickyAssignor: PartitionAssignor {
    /// The assignor; it has no state.
    public init() {}

    /// `sticky`
    public var name: String { "sticky" }
    /// Members give up all partitions before they join again.
    public var rebalanceProtocol: RebalanceProtocol { .eager }

    /// The last assignment and its generation, in version 1 of Kafka's `StickyAssignor`; nil if there is none.
    public func userData(lastAssignment: [TopicPartition]?, generationID: Int32) -> ByteSlice? {
        guard let lastAssignment else { return nil }
        return StickyUserData(partitions: lastAssignment, generationID: generationID).encoded()
    }

    /// Assigns by user data alone: what a member lists as owned is ignored, and user data that cannot be read claim
    /// nothing.
    public func assign(members: [GroupMember], topics: [AssignableTopic]) -> [String: [TopicPartition]] {
        let result = StickyAssignment(members: members, topics: topics) { StickyUserData(decoding: $0.userData) }
        return result.group.named(result.partitions)
    }
}
