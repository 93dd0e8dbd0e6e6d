// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

extension ClusterClient {
    /// The positions of a share group in all partitions that it has read.
    ///
    /// - Returns: a result for every partition with a position.
    /// - Throws: `KafkaError` for a failure of the whole group; `CancellationError`. Source: DescribeShareGroupOffsets
    ///   (Kafka 4.1).
    public func describeShareOffsets(
        group: String
    ) async throws -> [TopicPartition: Result<ShareGroupOffset, KafkaError>] {
        try await call(DescribeShareGroupOffsetsRequest.self, to: .coordinator(.group(group))) { _ in
            var wanted = DescribeShareGroupOffsetsRequest.DescribeShareGroupOffsetsRequestGroup()
            wanted.groupID = group
            wanted.topics = nil
            return DescribeShareGroupOffsetsRequest(groups: [wanted])
        } read: { response in
            guard let found = response.groups.first(where: { $0.groupID == group }) else {
                throw KafkaError(
                    .invalidResponse, "the DescribeShareGroupOffsets response leaves group \"\(group)\" out")
            }
            try KafkaError.check(found.errorCode, "offsets of share group \"\(group)\"", text: found.errorMessage)
            var results: [TopicPartition: Result<ShareGroupOffset, KafkaError>] = [:]
            for topic in found.topics {
                for answer in topic.partitions {
                    let partition = TopicPartition(topic: topic.topicName, partition: answer.partitionIndex)
                    let outcome = KafkaError.outcome(
                        answer.errorCode, "offsets of share group \"\(group)\"", text: answer.errorMessage,
                        topicPartition: partition)
                    // −1: the group has not read the partition.
                    if case .success = outcome, answer.startOffset < 0 { continue }
                    results[partition] = outcome.map {
                        ShareGroupOffset(
                            startOffset: answer.startOffset,
                            leaderEpoch: answer.leaderEpoch >= 0 ? answer.leaderEpoch : nil,
                            lag: answer.lag >= 0 ? answer.lag : nil)
                    }
                }
            }
            return results
        }
    }

    /// Sets the positions of a share group without members.
    ///
    /// - Parameters:
    ///   - group: the group's id.
    ///   - offsets: for each partition the first offset to deliver.
    /// - Returns: a result for every partition.
    /// - Throws: `KafkaError` for a failure of the whole group; `CancellationError`. Source: AlterShareGroupOffsets
    ///   (Kafka 4.1).
    public func alterShareOffsets(
        group: String, _ offsets: [TopicPartition: Int64]
    ) async throws -> [TopicPartition: Result<Void, KafkaError>] {
        let target = RequestTarget.coordinator(.group(group))
        return try await perItem("AlterShareGroupOffsets", offsets.keys, to: target) { partitions in
            var request = AlterShareGroupOffsetsRequest()
            request.groupID = group
            request.topics = Dictionary(grouping: partitions.sorted(), by: \.topic).map { name, partitions in
                var topic = AlterShareGroupOffsetsRequest.AlterShareGroupOffsetsRequestTopic()
                topic.topicName = name
                topic.partitions = partitions.map { partition in
                    var wire = AlterShareGroupOffsetsRequest.AlterShareGroupOffsetsRequestPartition()
                    wire.partitionIndex = partition.partition
                    wire.startOffset = offsets[partition] ?? 0
                    return wire
                }
                return topic
            }
            let response = try await self.ask(target) { [request] _ in request }
            try KafkaError.check(
                response.errorCode, "altering offsets of share group \"\(group)\"", text: response.errorMessage)
            var results: [TopicPartition: Result<Void, KafkaError>] = [:]
            for topic in response.responses {
                for answer in topic.partitions {
                    let partition = TopicPartition(topic: topic.topicName, partition: answer.partitionIndex)
                    results[partition] = KafkaError.settled(
                        answer.errorCode, "altering offsets of share group \"\(group)\"", text: answer.errorMessage,
                        topicPartition: partition)
                }
            }
            return results
        }
    }

    /// Deletes the positions of a share group, which must have no members, in all partitions of topics.
    ///
    /// - Returns: a result for every topic.
    /// - Throws: `KafkaError` for a failure of the whole group; `CancellationError`. Source: DeleteShareGroupOffsets
    ///   (Kafka 4.1).
    public func deleteShareOffsets(
        group: String, topics: [String]
    ) async throws -> [String: Result<Void, KafkaError>] {
        let target = RequestTarget.coordinator(.group(group))
        return try await perItem("DeleteShareGroupOffsets", topics, to: target) { topics in
            var request = DeleteShareGroupOffsetsRequest()
            request.groupID = group
            request.topics = topics.sorted().map { name in
                var topic = DeleteShareGroupOffsetsRequest.DeleteShareGroupOffsetsRequestTopic()
                topic.topicName = name
                return topic
            }
            let response = try await self.ask(target) { [request] _ in request }
            try KafkaError.check(
                response.errorCode, "deleting offsets of share group \"\(group)\"", text: response.errorMessage)
            return Dictionary(
                response.responses.map { answer in
                    (
                        answer.topicName,
                        KafkaError.settled(
                            answer.errorCode, "deleting offsets of topic \"\(answer.topicName)\"",
                            text: answer.errorMessage)
                    )
                }
            ) { $1 }
        }
    }
}
