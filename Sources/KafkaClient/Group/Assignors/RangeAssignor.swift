// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// Gives each member a contiguous range of each topic's partitions; the first members get one more where the number
/// does not divide evenly.
///
/// Topics are divided independently, so topics with equally many partitions and the same members are co-partitioned:
/// equal numbers go to the same member. If members and replicas have racks, members get partitions with a replica in
/// their rack first, as far as the even division allows (KIP-881). Source: Kafka's `RangeAssignor`.
///
/// Cost: linear in partitions and subscriptions; with racks, at worst partitions × members of a topic.
public struct RangeAssignor: PartitionAssignor {
    /// The assignor; it has no state.
    public init() {}

    /// `range`
    public var name: String { "range" }
    /// Members give up all partitions before they join again.
    public var rebalanceProtocol: RebalanceProtocol { .eager }

    /// None: the division does not depend on the last one.
    public func userData(lastAssignment: [TopicPartition]?, generationID: Int32) -> ByteSlice? { nil }

    /// Divides each topic among its subscribers: static members by instance id, then the others by member id.
    public func assign(members: [GroupMember], topics: [AssignableTopic]) -> [String: [TopicPartition]] {
        let group = AssignableGroup(members: members, topics: topics)
        let ranks = group.ranks(by: GroupMember.precedes)
        let racks = GroupRacks(group)
        var assignment: [[Int]] = Array(repeating: [], count: group.members.count)
        var divisions = group.topicsInHashOrder.map { RangeDivision(of: $0, in: group, ranks: ranks, racks: racks) }
        let needsRacks = divisions.contains(where: \.needsRacks)
        if needsRacks { matchRacks(of: &divisions, racks, into: &assignment) }
        for place in divisions.indices {
            divisions[place].distribute(into: &assignment) { _, _ in true }
        }
        if needsRacks {
            for member in assignment.indices { assignment[member].sort() }
        }
        return group.named(assignment)
    }

    /// Assigns partitions to members in a rack of theirs; topics that are co-partitioned stay so.
    private func matchRacks(of divisions: inout [RangeDivision], _ racks: GroupRacks, into assignment: inout [[Int]]) {
        struct Kind: Hashable {
            var members: [Int]
            var partitionCount: Int
        }
        let kinds = Dictionary(grouping: divisions.indices) {
            Kind(members: divisions[$0].members, partitionCount: divisions[$0].partitions.count)
        }
        for (kind, places) in kinds {
            if let only = places.first, places.count == 1 {
                guard divisions[only].needsRacks else { continue }
                divisions[only].distribute(into: &assignment) { racks.match(member: $0, partition: $1) }
            } else if kind.members.contains(where: { racks.ofMember[$0] != nil }) {
                matchTogether(places, of: &divisions, racks, into: &assignment)
            }
        }
    }

    /// Assigns the partitions with equal numbers of co-partitioned topics to one member, if it is in a rack of each.
    private func matchTogether(
        _ places: [Int], of divisions: inout [RangeDivision], _ racks: GroupRacks, into assignment: inout [[Int]]
    ) {
        let model = divisions[places[0]]
        var candidates = Array(model.members.indices)
        for partition in 0..<model.partitions.count {
            let match = candidates.firstIndex { candidate in
                places.allSatisfy {
                    racks.match(
                        member: model.members[candidate], partition: divisions[$0].partitions.lowerBound + partition)
                        && divisions[$0].room(candidate) > 0
                }
            }
            guard let match else { continue }
            let candidate = candidates[match]
            for place in places {
                assignment[model.members[candidate]].append(divisions[place].take(partition, for: candidate))
            }
            if places.allSatisfy({ divisions[$0].room(candidate) == 0 }) { candidates.remove(at: match) }
        }
    }
}
