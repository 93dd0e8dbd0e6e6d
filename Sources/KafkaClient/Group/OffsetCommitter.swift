// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Synchronization

/// Commits offsets for a consumer, as the member of the group that it is at the time.
///
/// One request is under way at a time, and the next one has everything that was asked for meanwhile, so that commits of
/// a partition arrive in the order of the calls. Own design.
final class OffsetCommitter: Sendable {
    typealias Results = [TopicPartition: Result<Void, KafkaError>]

    /// The consumer's side.
    struct Owner: Sendable {
        /// The membership to commit with; nil while the consumer should be a member and is not.
        var metadata: @Sendable () -> ConsumerGroupMetadata?
        /// Whether the partition still has this assignment.
        var has: @Sendable (TopicPartition, Int) -> Bool
        /// Whether the group may have begun a generation already that `metadata` does not have yet.
        var isJoining: @Sendable () -> Bool
        /// The coordinator refused the membership.
        var refused: @Sendable (BrokerErrorCode, ConsumerGroupMetadata) -> Void
        /// The group has committed an offset.
        var committed: @Sendable (TopicPartition, AssignedOffset) -> Void
    }

    private struct State {
        var pending: [TopicPartition: AssignedOffset] = [:]
        var promise = Promise<Results>()
        var isRunning = false
    }

    private let client: ClusterClient
    private let groupID: String
    private let clock: ProducerClock
    private let owner: Owner
    private let state = Mutex(State())

    init(client: ClusterClient, groupID: String, clock: ProducerClock, owner: Owner) {
        self.client = client
        self.groupID = groupID
        self.clock = clock
        self.owner = owner
    }

    /// Commits offsets, and reports the outcome of each partition.
    ///
    /// Failures that may pass are retried until the client's `apiTimeout`.
    /// - Throws: `CancellationError`; the commit may still take place.
    func commit(_ offsets: [TopicPartition: AssignedOffset]) async throws -> Results {
        if offsets.isEmpty { return [:] }
        let (promise, starts) = state.withLock { state in
            state.pending.merge(offsets) { $1 }
            defer { state.isRunning = true }
            return (state.promise, !state.isRunning)
        }
        if starts { Task.detached(executorPreference: client.cluster.executor) { await self.run() } }
        return try await promise.value().filter { offsets[$0.key] != nil }
    }

    private func run() async {
        while true {
            let next = state.withLock { state -> ([TopicPartition: AssignedOffset], Promise<Results>)? in
                if state.pending.isEmpty {
                    state.isRunning = false
                    return nil
                }
                defer {
                    state.pending = [:]
                    state.promise = Promise()
                }
                return (state.pending, state.promise)
            }
            guard let (offsets, promise) = next else { return }
            let results = await commitUntilSettled(offsets)
            client.cluster.configuration.metrics?.committed(
                hasFailed: results.values.contains { if case .failure = $0 { true } else { false } })
            promise.complete(.success(results))
        }
    }

    private func commitUntilSettled(_ offsets: [TopicPartition: AssignedOffset]) async -> Results {
        let deadline = clock.now() + client.configuration.apiTimeout
        var results: Results = [:]
        var wanted = offsets
        var attempt = 0
        while true {
            for (partition, offset) in wanted where !(offset.assignment.map { owner.has(partition, $0) } ?? true) {
                results[partition] = .failure(Self.lost(partition, offset.offset.offset))
                wanted[partition] = nil
            }
            if wanted.isEmpty { return results }
            let passing = await attemptCommit(wanted, &results)
            wanted = wanted.filter { passing[$0.key] != nil }
            if wanted.isEmpty { return results }
            let wait = client.configuration.retry.backoff(beforeRetry: attempt)
            guard clock.now() + wait < deadline else {
                for (partition, error) in passing { results[partition] = .failure(error) }
                return results
            }
            attempt += 1
            await clock.wait(wait)
        }
    }

    static func lost(_ partition: TopicPartition, _ offset: Int64) -> KafkaError {
        KafkaError(
            .membershipLost,
            "the offset was not committed: the partition is not assigned to this consumer any more. Records since the last "
                + "commit are read again by its new owner", topicPartition: partition, offset: offset)
    }

    /// Commits once. Adds final results, and returns the failures that may pass.
    private func attemptCommit(
        _ offsets: [TopicPartition: AssignedOffset], _ results: inout Results
    ) async -> [TopicPartition: KafkaError] {
        var passing: [TopicPartition: KafkaError] = [:]
        // Without a generation the coordinator would take the commit for that of a consumer outside of the group.
        guard let metadata = owner.metadata() else {
            for (partition, offset) in offsets {
                results[partition] = .failure(Self.lost(partition, offset.offset.offset))
            }
            return passing
        }
        do {
            let codes = try await send(offsets.mapValues(\.offset), metadata)
            var refusal: BrokerErrorCode?
            // In this order: a rebalance that ends in between has changed the membership.
            let isJoining = owner.isJoining()
            let isCurrent = metadata == owner.metadata()
            for (partition, offset) in offsets {
                guard let code = codes[partition] else {
                    results[partition] = .failure(
                        KafkaError(
                            .invalidResponse,
                            "the OffsetCommit response of group \"\(groupID)\" leaves the partition out",
                            topicPartition: partition))
                    continue
                }
                let error = KafkaError.broker(
                    code, "OffsetCommit of group \"\(groupID)\"", topicPartition: partition,
                    offset: offset.offset.offset)
                switch Verdict(code, isCurrent: isCurrent, isJoining: isJoining) {
                case .committed:
                    owner.committed(partition, offset)
                    results[partition] = .success(())
                case .passes: passing[partition] = error
                case .fenced:
                    refusal = code
                    var lost = Self.lost(partition, offset.offset.offset)
                    lost.brokerError = code
                    results[partition] = .failure(lost)
                case .fails: results[partition] = .failure(error)
                }
            }
            if let refusal { owner.refused(refusal, metadata) }
            if let moved = passing.values.first(where: { RetryAdvice(for: $0) == .findCoordinator }) { throw moved }
        } catch let error as KafkaError where error.isRetriable {
            for partition in offsets.keys where results[partition] == nil { passing[partition] = error }
            // A failure leaves the coordinator as it is; the next attempt meets it again.
            try? await client.cluster.prepareRetry(.findCoordinator, target: target, after: error)
        } catch {
            let failure = error as? KafkaError ?? KafkaError(.closed, "the client was closed")
            for partition in offsets.keys where results[partition] == nil { results[partition] = .failure(failure) }
        }
        return passing
    }

    /// The meaning of a code in a response.
    private enum Verdict {
        case committed, passes, fenced, fails

        /// - Parameters:
        ///   - isCurrent: the membership has not changed since the request was sent.
        ///   - isJoining: it is about to: the answer that says so is under way.
        init(_ code: BrokerErrorCode, isCurrent: Bool, isJoining: Bool) {
            switch code {
            case .none: self = .committed
            // The group is between two generations, or the epoch rose while the request was under way.
            case .rebalanceInProgress, .staleMemberEpoch: self = .passes
            case .illegalGeneration: self = isCurrent && !isJoining ? .fenced : .passes
            case .unknownMemberID, .fencedMemberEpoch: self = isCurrent ? .fenced : .passes
            case .fencedInstanceID: self = .fenced
            default: self = code.isRetriable ? .passes : .fails
            }
        }
    }

    private var target: RequestTarget { .coordinator(.group(groupID)) }

    private func send(
        _ offsets: [TopicPartition: CommittedOffset], _ member: ConsumerGroupMetadata
    ) async throws -> [TopicPartition: BrokerErrorCode] {
        let connection = try await client.cluster.connection(for: target, role: .group)
        let version = try connection.version(for: OffsetCommitRequest.self, cap: 9)
        var request = OffsetCommitRequest(
            groupID: groupID, generationIDOrMemberEpoch: member.generationID, memberID: member.memberID)
        if version >= 7 { request.groupInstanceID = member.groupInstanceID }
        let topics = Dictionary(grouping: offsets.sorted { $0.key < $1.key }, by: \.key.topic)
        request.topics = topics.sorted { $0.key < $1.key }.map { topic in
            .init(
                name: topic.key,
                partitions: topic.value.map { partition, committed in
                    .init(
                        partitionIndex: partition.partition, committedOffset: committed.offset,
                        committedLeaderEpoch: version >= 6 ? committed.leaderEpoch ?? -1 : -1,
                        committedMetadata: committed.metadata)
                })
        }
        let response = try await connection.send(request, version: version)
        var codes: [TopicPartition: BrokerErrorCode] = [:]
        for topic in response.topics {
            for answer in topic.partitions {
                codes[TopicPartition(topic: topic.name, partition: answer.partitionIndex)] =
                    BrokerErrorCode(rawValue: answer.errorCode)
            }
        }
        return codes
    }
}
