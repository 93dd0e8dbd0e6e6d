// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

extension ClusterClient {
    /// Looks up offsets, such as the earliest and the latest, at the leaders of the partitions.
    ///
    /// - Parameters:
    ///   - positions: the position to look up in each partition. `.timestamp` gives the end of the partition if all
    ///     records are older.
    ///   - isolation: with `.readCommitted`, `.latest` is the last stable offset (Kafka 0.11 and later).
    /// - Returns: an offset for every key of `positions`.
    /// - Throws: `KafkaError` naming the partition; `CancellationError`. Source: ListOffsets.
    public func listOffsets(
        _ positions: [TopicPartition: OffsetPosition], isolation: IsolationLevel = .readUncommitted
    ) async throws -> [TopicPartition: Int64] {
        var found: [TopicPartition: Int64] = [:]
        try await retrying("ListOffsets", target: .any) {
            var missing = positions.filter { found[$0.key] == nil }
            var failure: KafkaError?
            while let first = missing.keys.min() {
                let leader = try await cluster.leader(of: first)
                var group: [TopicPartition: (OffsetPosition, epoch: Int32)] = [:]
                // Always added, so that each round removes at least one partition even if leaders keep moving.
                group[first] = missing[first].map { ($0, leader.epoch) }
                for (partition, position) in missing where partition != first {
                    let other = try await cluster.leader(of: partition)
                    if other.broker == leader.broker { group[partition] = (position, other.epoch) }
                }
                for partition in group.keys { missing[partition] = nil }
                let connection = try await cluster.connection(to: leader, role: .general)
                let answers = try await listOffsets(group, isolation, connection)
                for (partition, answer) in answers {
                    switch answer {
                    case .success(let offset): found[partition] = offset
                    // The other leaders are still asked, so that the next attempt has less to do.
                    case .failure(let error): failure = failure ?? error
                    }
                }
            }
            if let failure { throw failure }
        }
        // All records are older than the timestamp: reading would continue at the end.
        let beyond = found.filter { $0.value < 0 }
        if let nowhere = beyond.keys.sorted().first(where: { positions[$0] == .earliest || positions[$0] == .latest }) {
            throw KafkaError(
                .invalidResponse, "the leader gave a negative offset for the start or end of the log",
                topicPartition: nowhere,
                offset: beyond[nowhere])
        }
        if !beyond.isEmpty {
            found.merge(try await listOffsets(beyond.mapValues { _ in .latest }, isolation: isolation)) { $1 }
        }
        return found
    }

    private func listOffsets(
        _ group: [TopicPartition: (OffsetPosition, epoch: Int32)], _ isolation: IsolationLevel,
        _ connection: BrokerConnection
    ) async throws -> [TopicPartition: Result<Int64, KafkaError>] {
        let version = try connection.version(for: ListOffsetsRequest.self)
        var topics: [String: [ListOffsetsRequest.ListOffsetsPartition]] = [:]
        for (partition, (position, epoch)) in group {
            topics[partition.topic, default: []].append(
                .init(
                    partitionIndex: partition.partition, currentLeaderEpoch: version >= 4 ? epoch : -1,
                    timestamp: position.wireTimestamp, maxNumOffsets: 1))
        }
        let request = ListOffsetsRequest(
            replicaID: -1, isolationLevel: isolation.rawValue,
            topics: topics.map { .init(name: $0.key, partitions: $0.value) },
            timeoutMs: version >= 10 ? configuration.requestTimeout.wireMilliseconds : 0)
        let response = try await connection.send(request, version: version)
        var answers: [TopicPartition: Result<Int64, KafkaError>] = [:]
        for topic in response.topics {
            for answer in topic.partitions {
                let partition = TopicPartition(topic: topic.name, partition: answer.partitionIndex)
                if answer.errorCode != 0 {
                    answers[partition] = .failure(
                        KafkaError.broker(
                            BrokerErrorCode(rawValue: answer.errorCode), "ListOffsets", topicPartition: partition))
                } else {
                    // Version 0 has a list: the wanted offset is its first item, and it is empty if there is none.
                    answers[partition] = .success(version == 0 ? answer.oldStyleOffsets.first ?? -1 : answer.offset)
                }
            }
        }
        for partition in group.keys where answers[partition] == nil {
            throw KafkaError(
                .invalidResponse, "broker \(connection.address) left the partition out of its ListOffsets response",
                topicPartition: partition)
        }
        return answers.filter { group[$0.key] != nil }
    }

    /// Reads the offsets that a group has committed.
    ///
    /// - Returns: the committed offsets; partitions without one are absent.
    /// - Throws: `KafkaError` naming the partition or group; `CancellationError`. Source: OffsetFetch.
    public func committedOffsets(
        group: String, partitions: [TopicPartition]
    ) async throws -> [TopicPartition: Int64] {
        if partitions.isEmpty { return [:] }
        let topics = Dictionary(grouping: Set(partitions).sorted(), by: \.topic).sorted { $0.key < $1.key }
        return try await call(OffsetFetchRequest.self, to: .coordinator(.group(group)), cap: 9) { version in
            var request = OffsetFetchRequest()
            // Offsets of open transactions may still be aborted (KIP-447).
            if version >= 7 { request.requireStable = true }
            if version >= 8 {
                let topics = topics.map { topic in
                    OffsetFetchRequest.OffsetFetchRequestTopics(
                        name: topic.key, partitionIndexes: topic.value.map(\.partition))
                }
                request.groups = [.init(groupID: group, topics: topics)]
            } else {
                request.groupID = group
                request.topics = topics.map { .init(name: $0.key, partitionIndexes: $0.value.map(\.partition)) }
            }
            return request
        } read: { response in
            try Self.committedOffsets(in: response, group: group, of: Set(partitions))
        }
    }

    private static func committedOffsets(
        in response: OffsetFetchResponse, group: String, of wanted: Set<TopicPartition>
    ) throws -> [TopicPartition: Int64] {
        let found = response.groups.first { $0.groupID == group }
        let code = BrokerErrorCode(rawValue: found?.errorCode ?? response.errorCode)
        guard code == .none else { throw KafkaError.broker(code, "OffsetFetch of group \"\(group)\"") }
        var entries: [(TopicPartition, offset: Int64, error: Int16)] = []
        for topic in response.topics {
            entries += topic.partitions.map {
                (TopicPartition(topic: topic.name, partition: $0.partitionIndex), $0.committedOffset, $0.errorCode)
            }
        }
        for topic in found?.topics ?? [] {
            entries += topic.partitions.map {
                (TopicPartition(topic: topic.name, partition: $0.partitionIndex), $0.committedOffset, $0.errorCode)
            }
        }
        var offsets: [TopicPartition: Int64] = [:]
        for (partition, offset, error) in entries where wanted.contains(partition) {
            if error != 0 {
                throw KafkaError.broker(
                    BrokerErrorCode(rawValue: error), "OffsetFetch of group \"\(group)\"", topicPartition: partition)
            }
            if offset >= 0 { offsets[partition] = offset }
        }
        return offsets
    }

    /// Commits offsets for a group without being a member of it.
    ///
    /// The broker rejects this while the group has members.
    /// - Parameters:
    ///   - group: the group's id.
    ///   - offsets: for each partition the offset of the next record to read.
    /// - Throws: `KafkaError` naming the partition; offsets of other partitions may have been committed.
    ///   `CancellationError`. Source: OffsetCommit.
    public func commitOffsets(group: String, _ offsets: [TopicPartition: Int64]) async throws {
        if offsets.isEmpty { return }
        let topics = Dictionary(grouping: offsets.keys.sorted(), by: \.topic).sorted { $0.key < $1.key }
        try await call(OffsetCommitRequest.self, to: .coordinator(.group(group)), cap: 9) { _ in
            OffsetCommitRequest(
                groupID: group, generationIDOrMemberEpoch: -1, memberID: "",
                topics: topics.map { topic in
                    .init(
                        name: topic.key,
                        partitions: topic.value.map {
                            .init(
                                partitionIndex: $0.partition, committedOffset: offsets[$0] ?? 0,
                                committedMetadata: "")
                        })
                })
        } read: { response in
            var answered: Set<TopicPartition> = []
            for topic in response.topics {
                for answer in topic.partitions {
                    let partition = TopicPartition(topic: topic.name, partition: answer.partitionIndex)
                    answered.insert(partition)
                    if answer.errorCode != 0 {
                        throw KafkaError.broker(
                            BrokerErrorCode(rawValue: answer.errorCode), "OffsetCommit of group \"\(group)\"",
                            topicPartition: partition, offset: offsets[partition])
                    }
                }
            }
            if let missing = offsets.keys.sorted().first(where: { !answered.contains($0) }) {
                throw KafkaError(
                    .invalidResponse, "the OffsetCommit response of group \"\(group)\" leaves the partition out",
                    topicPartition: missing)
            }
        }
    }
}
