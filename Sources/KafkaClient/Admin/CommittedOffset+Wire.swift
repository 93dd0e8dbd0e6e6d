// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

extension CommittedOffset {
    /// The offsets in a response about one group; partitions without one are absent.
    ///
    /// - Throws: `KafkaError` for a failure of the whole group.
    static func read(
        _ response: OffsetFetchResponse, _ group: String
    ) throws -> [TopicPartition: Result<CommittedOffset, KafkaError>] {
        let found = response.groups.first { $0.groupID == group }
        try KafkaError.check(found?.errorCode ?? response.errorCode, "OffsetFetch of group \"\(group)\"")
        var results: [TopicPartition: Result<CommittedOffset, KafkaError>] = [:]
        func note(_ partition: TopicPartition, _ offset: Int64, _ epoch: Int32, _ metadata: String?, _ error: Int16) {
            if error != 0 {
                results[partition] = .failure(
                    KafkaError.broker(
                        BrokerErrorCode(rawValue: error), "OffsetFetch of group \"\(group)\"",
                        topicPartition: partition))
            } else if offset >= 0 {
                results[partition] = .success(
                    CommittedOffset(offset: offset, leaderEpoch: epoch >= 0 ? epoch : nil, metadata: metadata ?? ""))
            }
        }
        for topic in response.topics {
            for part in topic.partitions {
                let partition = TopicPartition(topic: topic.name, partition: part.partitionIndex)
                note(partition, part.committedOffset, part.committedLeaderEpoch, part.metadata, part.errorCode)
            }
        }
        for topic in found?.topics ?? [] {
            for part in topic.partitions {
                let partition = TopicPartition(topic: topic.name, partition: part.partitionIndex)
                note(partition, part.committedOffset, part.committedLeaderEpoch, part.metadata, part.errorCode)
            }
        }
        return results
    }
}
