// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// Deals all partitions, sorted by topic and number, to the members in turn; a member that does not subscribe to a
/// topic is passed over.
///
/// Static members come first, by instance id, then the others by member id. If all members have the same topics, their
/// numbers of partitions differ by one at most. Racks are not considered. Source: Kafka's `RoundRobinAssignor`.
///
/// Cost: linear in partitions and subscriptions, times the logarithm of the number of members.
public struct RoundRobinAssignor: PartitionAssignor {
    /// The assignor; it has no state.
    public init() {}

    /// `roundrobin`
    public var name: String { "roundrobin" }
    /// Members give up all partitions before they join again.
    public var rebalanceProtocol: RebalanceProtocol { .eager }

    /// None: the assignment does not depend on the last one.
    public func userData(lastAssignment: [TopicPartition]?, generationID: Int32) -> ByteSlice? { nil }

    /// Deals the partitions. Those of a member are sorted.
    public func assign(members: [GroupMember], topics: [AssignableTopic]) -> [String: [TopicPartition]] {
        let group = AssignableGroup(members: members, topics: topics)
        let ranks = group.ranks(by: GroupMember.precedes)
        var assignment: [[Int]] = Array(repeating: [], count: group.members.count)
        // Rank of the member whose turn it is.
        var turn = 0
        for topic in group.topics.indices {
            let subscribers = group.subscribers[topic].sorted { ranks[$0] < ranks[$1] }
            var place = subscribers.partitioningIndex { ranks[$0] >= turn }
            for partition in group.partitions(of: topic) {
                if place == subscribers.count { place = 0 }
                assignment[subscribers[place]].append(partition)
                turn = ranks[subscribers[place]] + 1
                place += 1
            }
        }
        return group.named(assignment)
    }
}

extension Array {
    /// First place whose element belongs to the second part, in an array whose first part's elements do not.
    fileprivate func partitioningIndex(where belongsToSecond: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if belongsToSecond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
