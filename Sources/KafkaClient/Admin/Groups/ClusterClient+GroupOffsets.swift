// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

extension ClusterClient {
    /// All offsets that a group has committed, with leader epoch and metadata.
    ///
    /// Offsets of open transactions are waited for, until the call's deadline (KIP-447, Kafka 2.5).
    /// - Returns: a result for every partition with a commit.
    /// - Throws: `KafkaError` for a failure of the whole group; `CancellationError`. Source: OffsetFetch.
    public func committed(group: String) async throws -> [TopicPartition: Result<CommittedOffset, KafkaError>] {
        let target = RequestTarget.coordinator(.group(group))
        return try await retrying("OffsetFetch", target: target) {
            let connection = try await cluster.connection(for: target, role: .group)
            // From version 10 on topics have ids in place of names.
            let version = try connection.version(for: OffsetFetchRequest.self, cap: 9)
            guard version >= 2 else {
                throw KafkaError(
                    .unsupportedVersion,
                    "broker \(connection.address) is older than Kafka 0.10.2 and cannot list a group's offsets: name the "
                        + "partitions")
            }
            var request = OffsetFetchRequest()
            if version >= 7 { request.requireStable = true }
            if version >= 8 {
                request.groups = [.init(groupID: group, topics: nil)]
            } else {
                request.groupID = group
                request.topics = nil
            }
            let results = try CommittedOffset.read(try await connection.send(request, version: version), group)
            // Until the transaction ends, or the deadline.
            let unstable = results.values.contains { result in
                if case .failure(let error) = result { error.brokerError == .unstableOffsetCommit } else { false }
            }
            if unstable { throw KafkaError.broker(.unstableOffsetCommit, "OffsetFetch of group \"\(group)\"") }
            return results
        }
    }

    /// Deletes offsets that a group has committed. No member may subscribe to their topics.
    ///
    /// - Returns: a result for every partition.
    /// - Throws: `KafkaError` for a failure of the whole group; `CancellationError`. Source: OffsetDelete (Kafka 2.4).
    public func deleteOffsets(
        group: String, _ partitions: [TopicPartition]
    ) async throws -> [TopicPartition: Result<Void, KafkaError>] {
        let target = RequestTarget.coordinator(.group(group))
        return try await perItem("OffsetDelete", partitions, to: target) { partitions in
            let topics = Dictionary(grouping: partitions, by: \.topic).map { topic, partitions in
                OffsetDeleteRequest.OffsetDeleteRequestTopic(
                    name: topic, partitions: partitions.map { .init(partitionIndex: $0.partition) })
            }
            let response = try await self.ask(target, role: .group) { _ in
                OffsetDeleteRequest(groupID: group, topics: topics)
            }
            try KafkaError.check(response.errorCode, "OffsetDelete of group \"\(group)\"")
            var results: [TopicPartition: Result<Void, KafkaError>] = [:]
            for topic in response.topics {
                for answer in topic.partitions {
                    let partition = TopicPartition(topic: topic.name, partition: answer.partitionIndex)
                    results[partition] = KafkaError.settled(
                        answer.errorCode, "OffsetDelete of group \"\(group)\"", topicPartition: partition)
                }
            }
            return results
        }
    }

    /// The distance of a group from the end of each partition that it has committed an offset for.
    ///
    /// - Parameters:
    ///   - group: the group's id.
    ///   - isolation: with `.readCommitted` the end is the last stable offset, which open transactions hold back.
    /// - Returns: a result for every partition with a commit.
    /// - Throws: `KafkaError` for a failure of the whole group; `CancellationError`. Source: OffsetFetch, ListOffsets.
    public func lag(
        group: String, isolation: IsolationLevel = .readUncommitted
    ) async throws -> [TopicPartition: Result<GroupLag, KafkaError>] {
        let committed = try await committed(group: group)
        let ends = try await offsets(committed.mapValues { _ in .latest }, isolation: isolation)
        var results: [TopicPartition: Result<GroupLag, KafkaError>] = [:]
        for (partition, commit) in committed {
            results[partition] = commit.flatMap { commit in
                guard let end = ends[partition] else {
                    return .failure(KafkaError(.invalidResponse, "there is no end offset", topicPartition: partition))
                }
                return end.map { GroupLag(committed: commit, endOffset: $0.offset) }
            }
        }
        return results
    }
}
