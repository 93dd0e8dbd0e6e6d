// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// One lookup of offsets at the leaders of partitions: one request per leader, all at the same time.
///
/// Only the partitions that failed are asked for again, so that one without a leader, or one broker that hangs, delays
/// no other. Own design.
struct OffsetLookup: Sendable {
    /// A part of the lookup that has ended.
    private enum Step: Sendable {
        case located([PartitionLeader: [TopicPartition]], [TopicPartition: KafkaError])
        case answered([TopicPartition: Result<ListedOffset, KafkaError>])
    }

    let client: ClusterClient
    let isolation: IsolationLevel
    /// Called for each partition when it has its final result.
    let finish: @Sendable (TopicPartition, Result<ListedOffset, KafkaError>) -> Void
    /// Called for each failure after which a partition is asked for again.
    let retry: @Sendable (TopicPartition, KafkaError) -> Void

    private var cluster: Cluster { client.cluster }
    private var policy: RetryPolicy { client.configuration.callRetry }

    /// Looks up all `positions`. Returns when each has its result.
    ///
    /// - Throws: `CancellationError` only.
    func run(_ positions: [TopicPartition: OffsetPosition]) async throws {
        let timeout = client.configuration.apiTimeout
        try await Deadline.limit(timeout, clock: policy.clock) {
            try await runUntilDeadline(positions, timeout)
        }
    }

    private func runUntilDeadline(_ positions: [TopicPartition: OffsetPosition], _ timeout: Duration) async throws {
        let start = policy.clock.now()
        var wanted = positions
        var attempts: [TopicPartition: Int] = [:]
        try await withThrowingTaskGroup(of: Step.self) { group in
            let all = Array(positions.keys)
            if !all.isEmpty { group.addTask { try await locate(all) } }
            while let step = try await group.next() {
                var failures: [TopicPartition: KafkaError] = [:]
                var pastEnd: [TopicPartition] = []
                switch step {
                case .located(let leaders, let errors):
                    failures = errors
                    for (leader, partitions) in leaders {
                        var request: [TopicPartition: OffsetPosition] = [:]
                        for partition in partitions { request[partition] = wanted[partition] }
                        group.addTask { [request] in .answered(try await ask(leader, request)) }
                    }
                case .answered(let answers):
                    for (partition, answer) in answers {
                        switch answer {
                        case .failure(let error): failures[partition] = error
                        case .success(let found) where found.offset < 0: pastEnd.append(partition)
                        case .success: finish(partition, answer)
                        }
                    }
                }
                // All records are older than the timestamp: reading would continue at the end.
                for partition in pastEnd { wanted[partition] = .latest }
                if !pastEnd.isEmpty { group.addTask { [pastEnd] in try await locate(pastEnd) } }
                let again = settle(failures, &attempts, start, timeout)
                if !again.isEmpty { group.addTask { try await askAgain(again) } }
            }
        }
    }

    /// Finishes the partitions whose failure is final; returns the others.
    private func settle(
        _ failures: [TopicPartition: KafkaError], _ attempts: inout [TopicPartition: Int], _ start: Duration,
        _ timeout: Duration
    ) -> [TopicPartition: (error: KafkaError, attempt: Int)] {
        let elapsed = policy.clock.now() - start
        var again: [TopicPartition: (error: KafkaError, attempt: Int)] = [:]
        for (partition, failure) in failures {
            let attempt = attempts[partition, default: 0]
            var error = failure
            if error.topicPartition == nil { error.topicPartition = partition }
            let isRetriable = error.isRetriable || error.code == .bootstrapFailed
            if isRetriable, attempt < policy.maxRetries, elapsed + policy.initialBackoff < timeout {
                attempts[partition] = attempt + 1
                again[partition] = (error, attempt)
                retry(partition, error)
                continue
            }
            if attempt > 0 {
                error.message =
                    "ListOffsets: \(failure.message) (after \(attempt + 1) attempts in \(elapsed.wireMilliseconds) ms)"
                error.underlyingError = failure.underlyingError ?? failure
            }
            finish(partition, .failure(error))
        }
        return again
    }

    private func askAgain(_ failed: [TopicPartition: (error: KafkaError, attempt: Int)]) async throws -> Step {
        let attempt = failed.values.map(\.attempt).max() ?? 0
        try await policy.clock.sleep(policy.backoff(beforeRetry: attempt))
        let partitions = Array(failed.keys)
        if failed.values.contains(where: { RetryAdvice(for: $0.error) == .refreshMetadata }) {
            do {
                try await cluster.refresh(Set(partitions.map(\.topic)))
            } catch {
                return .located([:], try Self.failures(of: partitions, error))
            }
        }
        return try await locate(partitions)
    }

    // MARK: Leaders

    private func locate(_ partitions: [TopicPartition]) async throws -> Step {
        let topics = Dictionary(grouping: partitions, by: \.topic)
        // One request for all topics that are not known yet, instead of one for each.
        let unknown = topics.filter { $0.value.contains { cluster.knownLeader(of: $0) == nil } }.keys
        if unknown.count > 1 {
            do {
                try await cluster.refresh(Set(unknown))
            } catch {
                return .located([:], try Self.failures(of: partitions, error))
            }
        }
        var leaders: [PartitionLeader: [TopicPartition]] = [:]
        var failures: [TopicPartition: KafkaError] = [:]
        // A task for each topic: looking for one that does not exist takes a while.
        try await withThrowingTaskGroup(of: [(TopicPartition, Result<PartitionLeader, KafkaError>)].self) { group in
            for partitions in topics.values { group.addTask { try await locate(inOneTopic: partitions) } }
            for try await found in group {
                for (partition, result) in found {
                    switch result {
                    case .success(let leader): leaders[leader, default: []].append(partition)
                    case .failure(let error): failures[partition] = error
                    }
                }
            }
        }
        return .located(Self.byBroker(leaders), failures)
    }

    private func locate(
        inOneTopic partitions: [TopicPartition]
    ) async throws -> [(TopicPartition, Result<PartitionLeader, KafkaError>)] {
        var found: [(TopicPartition, Result<PartitionLeader, KafkaError>)] = []
        var unknownTopic: KafkaError?
        for partition in partitions {
            if let unknownTopic {
                found.append((partition, .failure(unknownTopic)))
                continue
            }
            do {
                found.append((partition, .success(try await cluster.leader(of: partition))))
            } catch let error as KafkaError {
                if error.code != .leaderNotAvailable, error.code != .unknownPartition { unknownTopic = error }
                found.append((partition, .failure(error)))
            }
        }
        return found
    }

    /// One entry per broker: leaders of a broker differ by epoch and topic id, which `ask` looks up again.
    private static func byBroker(
        _ leaders: [PartitionLeader: [TopicPartition]]
    ) -> [PartitionLeader: [TopicPartition]] {
        var merged: [Int32: (leader: PartitionLeader, partitions: [TopicPartition])] = [:]
        for (leader, partitions) in leaders {
            merged[leader.broker, default: (leader, [])].partitions += partitions
        }
        return Dictionary(merged.values.map { ($0.leader, $0.partitions) }) { first, second in first + second }
    }

    private static func failures(
        of partitions: [TopicPartition], _ error: any Error
    ) throws -> [TopicPartition: KafkaError] {
        guard let error = error as? KafkaError else { throw error }
        return Dictionary(partitions.map { ($0, error) }) { first, _ in first }
    }

    // MARK: One request

    /// Asks one broker. A failure of the request is a failure of each partition.
    private func ask(
        _ leader: PartitionLeader, _ positions: [TopicPartition: OffsetPosition]
    ) async throws -> [TopicPartition: Result<ListedOffset, KafkaError>] {
        do {
            let connection = try await cluster.connection(to: leader, role: .general)
            return try await ask(connection, positions)
        } catch let error as KafkaError {
            return positions.mapValues { _ in .failure(error) }
        }
    }

    private func ask(
        _ connection: BrokerConnection, _ positions: [TopicPartition: OffsetPosition]
    ) async throws -> [TopicPartition: Result<ListedOffset, KafkaError>] {
        let version = try connection.version(for: ListOffsetsRequest.self)
        let topics = Dictionary(grouping: positions.keys.sorted(), by: \.topic).map { topic, partitions in
            ListOffsetsRequest.ListOffsetsTopic(
                name: topic,
                partitions: partitions.map { partition in
                    .init(
                        partitionIndex: partition.partition,
                        currentLeaderEpoch: version >= 4 ? cluster.knownLeader(of: partition)?.epoch ?? -1 : -1,
                        timestamp: (positions[partition] ?? .latest).wireTimestamp, maxNumOffsets: 1)
                })
        }
        let request = ListOffsetsRequest(
            replicaID: -1, isolationLevel: isolation.rawValue, topics: topics,
            timeoutMs: version >= 10 ? client.configuration.requestTimeout.wireMilliseconds : 0)
        let response = try await connection.send(request, version: version)
        var answers: [TopicPartition: Result<ListedOffset, KafkaError>] = [:]
        for topic in response.topics {
            for answer in topic.partitions {
                let partition = TopicPartition(topic: topic.name, partition: answer.partitionIndex)
                guard let position = positions[partition] else { continue }
                answers[partition] = Self.read(answer, partition, position, version)
            }
        }
        for partition in positions.keys where answers[partition] == nil {
            answers[partition] = .failure(
                KafkaError(
                    .invalidResponse, "broker \(connection.address) left the partition out of its ListOffsets response",
                    topicPartition: partition))
        }
        return answers
    }

    private static func read(
        _ answer: ListOffsetsResponse.ListOffsetsPartitionResponse, _ partition: TopicPartition,
        _ position: OffsetPosition, _ version: Int16
    ) -> Result<ListedOffset, KafkaError> {
        guard answer.errorCode == 0 else {
            return .failure(
                KafkaError.broker(
                    BrokerErrorCode(rawValue: answer.errorCode), "ListOffsets", topicPartition: partition))
        }
        // Version 0 has a list: the wanted offset is its first item, and it is empty if there is none.
        let offset = version == 0 ? answer.oldStyleOffsets.first ?? -1 : answer.offset
        if offset < 0, position == .earliest || position == .latest {
            return .failure(
                KafkaError(
                    .invalidResponse, "the leader gave a negative offset for the start or end of the log",
                    topicPartition: partition, offset: offset))
        }
        return .success(
            ListedOffset(
                offset: offset, leaderEpoch: answer.leaderEpoch >= 0 ? answer.leaderEpoch : nil,
                timestamp: answer.timestamp >= 0 ? answer.timestamp : nil))
    }
}
