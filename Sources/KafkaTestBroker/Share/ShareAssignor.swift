// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Spreads the members of a share group over the partitions: every partition has a member, and every member a
/// partition of its topics, while a partition may have several members.
///
/// Partitions are dealt to members in turn until both have had one. Members keep nothing, because another member in
/// their place loses nothing. Source: KIP-932, assignor `simple`; the order is ours.
enum ShareAssignor {
    static let name = "simple"

    /// Assigns; every member has an entry.
    ///
    /// - Parameters:
    ///   - members: Ids and the topics that they want, in a fixed order.
    ///   - partitionCounts: Number of partitions of each topic that exists.
    static func assign(
        _ members: [(id: String, topics: Set<KafkaUUID>)], partitionCounts: [KafkaUUID: Int]
    ) -> [String: TopicPartitionSets] {
        var result = Dictionary(members.map { ($0.id, TopicPartitionSets()) }) { first, _ in first }
        // Members with the same topics are dealt to together.
        var groups: [Set<KafkaUUID>: [String]] = [:]
        for member in members {
            groups[member.topics.filter { partitionCounts[$0] != nil }, default: []].append(member.id)
        }
        for (topics, ids) in groups {
            let partitions = topics.sorted { $0 < $1 }.flatMap { topic in
                (0..<Int32(partitionCounts[topic] ?? 0)).map { (topic, $0) }
            }
            if partitions.isEmpty { continue }
            for turn in 0..<max(ids.count, partitions.count) {
                let (topic, partition) = partitions[turn % partitions.count]
                result[ids[turn % ids.count]]?[topic, default: []].insert(partition)
            }
        }
        return result
    }
}
