// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Logging

extension PartitionReader {
    /// Finds the partition's leader and gives the partition to its fetcher, as often as it takes.
    ///
    /// - Parameter failure: the reason for which the partition lost its fetcher; nil the first time.
    /// - Throws: `KafkaError` for a failure that no retry can end, or if `maxRetries` is exhausted;
    ///   `CancellationError`.
    func locate(after failure: KafkaError?) async throws {
        var failure = failure
        while true {
            if let failure { try await recover(from: failure) }
            do {
                if let failure, Self.advice(for: failure) == .refreshMetadata {
                    try await client.cluster.prepareRetry(
                        .refreshMetadata, target: .leader(partition), after: failure)
                }
                let leader = try await client.cluster.leader(of: partition)
                try fetch.accept(leader)
                try await validatePosition(at: leader)
                return client.fetching.attach(fetch, to: leader)
            } catch let error as KafkaError {
                fetch.noteFailure(error)
                failure = error
            }
        }
    }

    /// Waits before the next attempt.
    ///
    /// - Throws: `failure` if another attempt does not help or is not allowed; `CancellationError`.
    private func recover(from failure: KafkaError) async throws {
        if failure.brokerError == .offsetOutOfRange { throw await offsetOutOfRange(failure.offset ?? position) }
        let (count, time) = fetch.failures
        guard Self.advice(for: failure) != .giveUp || isPassing(failure, after: time) else { throw failure }
        if let limit = configuration.maxRetries, count > limit {
            guard count > 1 else { throw failure }
            var error = failure
            error.message =
                "Fetch of \(partition): \(failure.message) (after \(count) attempts in \(time.inMilliseconds) ms)"
            error.topicPartition = failure.topicPartition ?? partition
            error.underlyingError = failure.underlyingError ?? failure
            throw error
        }
        client.fetching.reportStalls(of: [fetch])
        var policy = client.configuration.retry
        policy.initialBackoff = configuration.leaderRefreshBackoff
        policy.maxBackoff = Swift.max(policy.maxBackoff, policy.initialBackoff)
        try await policy.clock.sleep(policy.backoff(beforeRetry: Swift.max(count - 1, 0)))
    }

    private static func advice(for error: KafkaError) -> RetryAdvice {
        // An outage of all brokers is like that of one.
        error.code == .bootstrapFailed ? .refreshMetadata : RetryAdvice(for: error)
    }

    /// Whether a topic or partition that was there has been unknown only for a short time: brokers that have just
    /// started do not know all topics yet.
    private func isPassing(_ failure: KafkaError, after time: Duration) -> Bool {
        guard failure.code == .unknownTopic || failure.code == .unknownPartition else { return false }
        return fetch.wasFound && time < client.configuration.apiTimeout
    }

    private func offsetOutOfRange(_ offset: Int64) async -> any Error {
        var range = ""
        do {
            let first = try await client.listOffsets([partition: .earliest])[partition]
            let end = try await client.listOffsets([partition: .latest])[partition]
            if let first, let end { range = ": the partition has offsets from \(first) up to, not including \(end)" }
        } catch is CancellationError {
            return CancellationError()
        } catch {
            // The out-of-range error is still the one to report.
            range = " (looking up the offsets that exist failed: \(error))"
        }
        return KafkaError(
            .offsetOutOfRange, "the offset does not exist\(range)", brokerError: .offsetOutOfRange,
            topicPartition: partition, offset: offset)
    }

    /// The error of a topic that was created again, if that is the cause of an `error` about offsets; nil if not.
    ///
    /// Brokers without topic ids in Fetch (before Kafka 3.1) answer for a topic of the same name, whose log looks
    /// truncated or too short: only its id in the metadata tells.
    func recreation(causing error: KafkaError) async -> KafkaError? {
        guard error.code == .logTruncated || error.code == .offsetOutOfRange || error.code == .noProgress else {
            return nil
        }
        do {
            try await client.cluster.refresh([partition.topic])
            if let leader = client.cluster.knownLeader(of: partition) { try fetch.accept(leader) }
        } catch let found as KafkaError where found.code == .topicRecreated {
            return found
        } catch {
            // The topic could not be looked up: the first error stays the one to report.
        }
        return nil
    }

    // MARK: Truncation

    /// Compares the position with a new leader's epochs, if its Fetch API does not do that itself (before version 12).
    ///
    /// - Throws: `KafkaError.logTruncated`; a retriable error if the leader cannot tell. Source: KIP-320.
    private func validatePosition(at leader: PartitionLeader) async throws {
        let (offset, epoch, validated) = fetch.fetchPosition
        guard epoch >= 0, leader.epoch >= 0, leader.epoch > validated else { return }
        let connection = try await client.cluster.connection(toBroker: leader.broker, role: .general)
        guard (connection.versions.range(of: .fetch)?.upperBound ?? 0) < 12,
            let end = try await end(of: epoch, at: leader, connection)
        else { return }
        try fetch.compare(end, with: (offset, epoch))
    }

    /// Compares the end of the range with the leader's epochs: the log was longer and is not any more.
    ///
    /// A leader that has not learned the high watermark yet reports a lower one for a while; its epochs tell.
    /// - Throws: `KafkaError.logTruncated`; `CancellationError`.
    func checkEnd() async throws {
        guard let until, let leader = fetch.leader else { return }
        let epoch = fetch.bestEpoch
        do {
            let connection = try await client.cluster.connection(toBroker: leader.broker, role: .general)
            guard let end = try await end(of: epoch, at: leader, connection) else { return }
            if end.offset < until { throw fetch.shortened(to: end.offset, epoch: epoch) }
        } catch let error as KafkaError where error.code != .logTruncated {
            // It is checked again as long as the log stays short.
            client.logger.debug(
                "checking the end of a log failed", metadata: ["partition": "\(partition)", "error": "\(error)"])
        }
    }

    private func end(
        of epoch: Int32, at leader: PartitionLeader, _ connection: BrokerConnection
    ) async throws -> EpochEnd? {
        let question = ClusterClient.EpochQuestion(epoch: epoch, leaderEpoch: leader.epoch)
        return try await client.epochEnds([partition: question], from: connection)[partition]?.get()
    }
}
