// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// Distributes as `StickyAssignor`, while members keep their partitions: those that change their owner stay unassigned
/// until the owner has given them up and joined again (KIP-429).
///
/// So a rebalance has two steps. In the first the leader leaves out, for the new owner, partitions that another member
/// still owns; that one finds them missing in its assignment, gives them up and joins again, and then they are free.
/// Members that do not move partitions never stop. Source: Kafka's `CooperativeStickyAssignor`.
///
/// Cost: as `StickyAssignor`.
public struct CooperativeStickyAssignor: PartitionAssignor {
    /// The assignor; it has no state.
    public init() {}

    /// `cooperative-sticky`
    public var name: String { "cooperative-sticky" }
    /// Members keep their partitions while they join again.
    public var rebalanceProtocol: RebalanceProtocol { .cooperative }

    /// The generation of the last assignment, which members before version 2 of the subscription cannot tell otherwise.
    public func userData(lastAssignment: [TopicPartition]?, generationID: Int32) -> ByteSlice? {
        var writer = WireWriter(capacity: 4)
        writer.writeInteger(lastAssignment == nil ? -1 : generationID)
        return writer.finish()
    }

    /// Assigns by the partitions that members own, less those that another member has to give up first.
    public func assign(members: [GroupMember], topics: [AssignableTopic]) -> [String: [TopicPartition]] {
        let result = StickyAssignment(members: members, topics: topics, claims: Self.claims(of:))
        let transferred = result.transferred ?? Self.transferred(result)
        return result.group.named(result.partitions.map { $0.filter { !transferred.contains($0) } })
    }

    /// The generation is the subscription's, or else the user data's.
    private static func claims(of member: GroupMember) -> StickyUserData {
        var generationID = member.generationID
        if generationID < 0, let userData = member.userData {
            var reader = WireReader(userData)
            // Bytes of another form say nothing about the generation.
            generationID = max((try? reader.readInt32()) ?? -1, -1)
        }
        return StickyUserData(partitions: member.ownedPartitions, generationID: generationID)
    }

    /// Partitions that a member owns, but does not have in the assignment, and another one has.
    private static func transferred(_ result: StickyAssignment) -> Set<Int> {
        var added: Set<Int> = []
        var revoked: Set<Int> = []
        for (member, assigned) in zip(result.group.members, result.partitions) {
            let owned = Set(member.ownedPartitions.compactMap(result.group.number(of:)))
            added.formUnion(assigned.lazy.filter { !owned.contains($0) })
            revoked.formUnion(owned.subtracting(assigned))
        }
        return added.intersection(revoked)
    }
}
