// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaProtocol
import Synchronization

extension ClusterClient {
    // MARK: Offsets of partitions

    /// Looks up offsets, such as the earliest and the latest, at the leaders of the partitions, and reports the outcome
    /// of each partition.
    ///
    /// The leaders are asked at the same time, each with one request. Partitions that fail are asked for again, alone,
    /// until the call's deadline (`ClientConfiguration.apiTimeout`): one without a leader fails after that time, and
    /// the others have their offsets.
    ///
    /// - Parameters:
    ///   - positions: the position to look up in each partition. `.timestamp` gives the end of the partition if all
    ///     records are older.
    ///   - isolation: with `.readCommitted`, `.latest` is the last stable offset (Kafka 0.11 and later).
    /// - Returns: a result for every key of `positions`.
    /// - Throws: `CancellationError` only. Source: ListOffsets.
    public func offsets(
        _ positions: [TopicPartition: OffsetPosition], isolation: IsolationLevel = .readUncommitted
    ) async throws -> [TopicPartition: Result<ListedOffset, KafkaError>] {
        let results = Mutex<[TopicPartition: Result<ListedOffset, KafkaError>]>([:])
        var lookup = OffsetLookup(
            client: self, isolation: isolation,
            finish: { partition, result in results.withLock { $0[partition] = result } }, retry: { _, _ in })
        lookup.stall = StallReporter("ListOffsets", logger: logger)
        try await lookup.run(positions)
        return results.withLock { $0 }
    }

    /// Looks up offsets as `offsets(_:isolation:)`, and tells each partition's outcome as soon as it is known. Logs
    /// nothing.
    ///
    /// - Parameters:
    ///   - positions: the position to look up in each partition.
    ///   - isolation: as in `offsets(_:isolation:)`.
    ///   - retry: called for each failure after which the partition is asked for again; on any thread.
    ///   - finish: called once for every partition, on any thread.
    /// - Throws: `CancellationError` only.
    package func lookUpOffsets(
        _ positions: [TopicPartition: OffsetPosition], isolation: IsolationLevel,
        retry: @escaping @Sendable (TopicPartition, KafkaError) -> Void = { _, _ in },
        finish: @escaping @Sendable (TopicPartition, Result<ListedOffset, KafkaError>) -> Void
    ) async throws {
        let lookup = OffsetLookup(client: self, isolation: isolation, finish: finish, retry: retry)
        try await lookup.run(positions)
    }

    /// Looks up offsets, such as the earliest and the latest, at the leaders of the partitions.
    ///
    /// `offsets(_:isolation:)` reports each partition for itself instead of throwing for all.
    ///
    /// - Parameters:
    ///   - positions: the position to look up in each partition. `.timestamp` gives the end of the partition if all
    ///     records are older.
    ///   - isolation: with `.readCommitted`, `.latest` is the last stable offset (Kafka 0.11 and later).
    /// - Returns: an offset for every key of `positions`.
    /// - Throws: `KafkaError` of the first partition, by topic and number, that has none; `CancellationError`. Source:
    ///   ListOffsets.
    public func listOffsets(
        _ positions: [TopicPartition: OffsetPosition], isolation: IsolationLevel = .readUncommitted
    ) async throws -> [TopicPartition: Int64] {
        try Self.firstFailureThrown(try await offsets(positions, isolation: isolation)).mapValues(\.offset)
    }

    /// The id of a partition's topic as the cached metadata has it; nil if the partition has no known leader or the
    /// broker is older than topic ids (Kafka 2.8). Asks no broker.
    package func knownTopicID(of partition: TopicPartition) -> KafkaUUID? {
        let id = cluster.knownLeader(of: partition)?.topicID
        return id == .zero ? nil : id
    }

    /// The id of a partition's leader as the cached metadata has it; nil if there is none. Asks no broker.
    package func knownLeader(of partition: TopicPartition) -> Int32? { cluster.knownLeader(of: partition)?.broker }

    // MARK: Committed offsets

    /// Reads the offsets that a group has committed, with leader epoch and metadata, and reports the outcome of each
    /// partition.
    ///
    /// Offsets of open transactions are waited for, until the call's deadline (KIP-447, Kafka 2.5).
    ///
    /// - Returns: a result for every partition: nil where the group has committed nothing.
    /// - Throws: `KafkaError` for a failure of the whole group, such as `.groupAuthorizationFailed`;
    ///   `CancellationError`. Source: OffsetFetch.
    public func committed(
        group: String, partitions: [TopicPartition]
    ) async throws -> [TopicPartition: Result<CommittedOffset?, KafkaError>] {
        try await perItem("OffsetFetch", partitions, to: .coordinator(.group(group))) { missing in
            try await self.committedOnce(group, missing)
        }
    }

    /// Reads the offsets that a group has committed.
    ///
    /// - Returns: the committed offsets; partitions without one are absent.
    /// - Throws: `KafkaError` naming the partition or group; `CancellationError`. Source: OffsetFetch.
    public func committedOffsets(
        group: String, partitions: [TopicPartition]
    ) async throws -> [TopicPartition: Int64] {
        let found = try Self.firstFailureThrown(try await committed(group: group, partitions: partitions))
        return found.compactMapValues { $0?.offset }
    }

    private func committedOnce(
        _ group: String, _ partitions: Set<TopicPartition>
    ) async throws -> [TopicPartition: Result<CommittedOffset?, KafkaError>] {
        let connection = try await groupConnection(group)
        let version = try connection.version(for: OffsetFetchRequest.self, cap: 9)
        let topics = Dictionary(grouping: partitions.sorted(), by: \.topic).sorted { $0.key < $1.key }
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
        let found = try CommittedOffset.read(try await connection.send(request, version: version), group)
        // A partition that the response leaves out has no commit, as before version 2 an unknown group.
        return Dictionary(partitions.map { ($0, found[$0]?.map { $0 } ?? .success(nil)) }) { first, _ in first }
    }

    // MARK: Committing

    /// Commits offsets, with leader epoch and metadata, for a group without being a member of it, and reports the
    /// outcome of each partition.
    ///
    /// The broker rejects this while the group has members. Partitions whose failure may pass are committed again until
    /// the call's deadline.
    ///
    /// - Parameters:
    ///   - group: the group's id.
    ///   - offsets: for each partition the offset of the next record to read.
    /// - Returns: a result for every partition.
    /// - Throws: `KafkaError` if no request got an answer; `CancellationError`. Source: OffsetCommit.
    public func commit(
        group: String, _ offsets: [TopicPartition: CommittedOffset]
    ) async throws -> [TopicPartition: Result<Void, KafkaError>] {
        try await perItem("OffsetCommit", offsets.keys, to: .coordinator(.group(group))) { missing in
            try await self.commitOnce(group, offsets.filter { missing.contains($0.key) })
        }
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
        _ = try Self.firstFailureThrown(
            try await commit(group: group, offsets.mapValues { CommittedOffset(offset: $0) }))
    }

    private func commitOnce(
        _ group: String, _ offsets: [TopicPartition: CommittedOffset]
    ) async throws -> [TopicPartition: Result<Void, KafkaError>] {
        let connection = try await groupConnection(group)
        let version = try connection.version(for: OffsetCommitRequest.self, cap: 9)
        let topics = Dictionary(grouping: offsets.sorted { $0.key < $1.key }, by: \.key.topic)
        let request = OffsetCommitRequest(
            groupID: group, generationIDOrMemberEpoch: -1, memberID: "",
            topics: topics.sorted { $0.key < $1.key }.map { topic in
                .init(
                    name: topic.key,
                    partitions: topic.value.map { partition, committed in
                        .init(
                            partitionIndex: partition.partition, committedOffset: committed.offset,
                            committedLeaderEpoch: version >= 6 ? committed.leaderEpoch ?? -1 : -1,
                            committedMetadata: committed.metadata)
                    })
            })
        let response = try await connection.send(request, version: version)
        var results: [TopicPartition: Result<Void, KafkaError>] = [:]
        for topic in response.topics {
            for answer in topic.partitions {
                let partition = TopicPartition(topic: topic.name, partition: answer.partitionIndex)
                guard let committed = offsets[partition] else { continue }
                let code = BrokerErrorCode(rawValue: answer.errorCode)
                results[partition] =
                    code == .none
                    ? .success(())
                    : .failure(
                        KafkaError.broker(
                            code, "OffsetCommit of group \"\(group)\"", topicPartition: partition,
                            offset: committed.offset))
            }
        }
        return results
    }

    // MARK: -

    /// The connection to the group's coordinator, apart from other requests, which a slow commit would delay.
    private func groupConnection(_ group: String) async throws -> BrokerConnection {
        try await cluster.connection(for: .coordinator(.group(group)), role: .group)
    }

    /// The values of all partitions; throws the failure of the first partition that has one.
    private static func firstFailureThrown<Value>(
        _ results: [TopicPartition: Result<Value, KafkaError>]
    ) throws -> [TopicPartition: Value] {
        var values: [TopicPartition: Value] = [:]
        for (partition, result) in results.sorted(by: { $0.key < $1.key }) { values[partition] = try result.get() }
        return values
    }
}
