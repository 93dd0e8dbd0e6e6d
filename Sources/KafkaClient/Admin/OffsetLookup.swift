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
    /// Says once that the lookup waits, and when it goes on; nil if the caller does.
    var stall: StallReporter?

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
        var wanted = positions
        var failures = Failures(start: policy.clock.now(), timeout: timeout, stall: stall)
        try await withThrowingTaskGroup(of: Step.self) { group in
            let all = Array(positions.keys)
            if !all.isEmpty { group.addTask { try await locate(all) } }
            while let step = try await group.next() {
                var failed: [TopicPartition: KafkaError] = [:]
                var pastEnd: [TopicPartition] = []
                switch step {
                case .located(let leaders, let errors):
                    failed = errors
                    for (leader, partitions) in leaders {
                        var request: [TopicPartition: OffsetPosition] = [:]
                        for partition in partitions { request[partition] = wanted[partition] }
                        group.addTask { [request] in .answered(try await ask(leader, request)) }
                    }
                case .answered(let answers):
                    for (partition, answer) in answers {
                        switch answer {
                        case .failure(let error): failed[partition] = error
                        case .success(let found)
                        where found.offset < 0 && wanted[partition]?.mayBeMissing == false:
                            pastEnd.append(partition)
                        case .success: finish(partition, answer)
                        }
                    }
                }
                // All records are older than the timestamp: reading would continue at the end.
                for partition in pastEnd { wanted[partition] = .latest }
                if !pastEnd.isEmpty { group.addTask { [pastEnd] in try await locate(pastEnd) } }
                if let again = settle(failed, &failures) { group.addTask { try await askAgain(again) } }
            }
        }
        failures.stall?.goesOn(at: policy.clock.now())
    }

    /// The failures of a lookup so far.
    private struct Failures {
        let start: Duration
        let timeout: Duration
        var stall: StallReporter?
        var attempts: [TopicPartition: Int] = [:]
        var last: [TopicPartition: KafkaError] = [:]
    }

    /// Partitions to ask for again, after a wait.
    private struct Again: Sendable {
        var wait: Duration
        var partitions: [TopicPartition] = []
        var refreshes = false
    }

    /// Finishes the partitions whose failure is final; returns the others.
    private func settle(_ failed: [TopicPartition: KafkaError], _ failures: inout Failures) -> Again? {
        let now = policy.clock.now()
        let elapsed = now - failures.start
        let attempt = failed.keys.map { failures.attempts[$0, default: 0] }.max() ?? 0
        var again = Again(wait: policy.backoff(beforeRetry: attempt))
        for (partition, failure) in failed {
            var error = failure
            if error.topicPartition == nil { error.topicPartition = partition }
            let attempt = failures.attempts[partition, default: 0]
            guard error.isRetriable, attempt < policy.maxRetries, elapsed + again.wait < failures.timeout else {
                finish(partition, .failure(exhausted(error, attempts: attempt + 1, elapsed, failures.last[partition])))
                continue
            }
            failures.attempts[partition] = attempt + 1
            failures.last[partition] = error
            again.partitions.append(partition)
            if RetryAdvice(for: error) == .refreshMetadata { again.refreshes = true }
            failures.stall?.waits(at: now, since: failures.start, because: error)
            retry(partition, error)
        }
        return again.partitions.isEmpty ? nil : again
    }

    /// The final error. `before` is the failure before it: it says why the attempt that ended was necessary.
    private func exhausted(
        _ last: KafkaError, attempts: Int, _ elapsed: Duration, _ before: KafkaError?
    ) -> KafkaError {
        guard last.isRetriable || attempts > 1 else { return last }
        var error = last
        let count = attempts == 1 ? "1 attempt" : "\(attempts) attempts"
        error.message = "ListOffsets: \(last.message) (after \(count) in \(elapsed.wireMilliseconds) ms)"
        if last.code == .timedOut, let before {
            error.message += "; the attempt before it failed: \(before.message)"
            error.brokerError = error.brokerError ?? before.brokerError
        }
        error.underlyingError = last.underlyingError ?? before ?? last
        return error
    }

    private func askAgain(_ again: Again) async throws -> Step {
        try await policy.clock.sleep(again.wait)
        if again.refreshes {
            do {
                try await cluster.refresh(Set(again.partitions.map(\.topic)))
            } catch {
                return .located([:], try Self.failures(of: again.partitions, error))
            }
        }
        return try await locate(again.partitions)
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
        var answers: [TopicPartition: Result<ListedOffset, KafkaError>] = [:]
        let asked = positions.keys.sorted().filter { partition in
            guard let required = positions[partition]?.requirement, version < required.version else { return true }
            answers[partition] = .failure(
                KafkaError(
                    .unsupportedVersion,
                    "broker \(connection.address) is older than Kafka \(required.release) and does not know this position",
                    topicPartition: partition))
            return false
        }
        if asked.isEmpty { return answers }
        let topics = Dictionary(grouping: asked, by: \.topic).map { topic, partitions in
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
        if offset < 0, position.isEverywhere {
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
