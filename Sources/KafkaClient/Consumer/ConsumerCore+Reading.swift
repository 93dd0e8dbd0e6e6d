// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Logging
import Synchronization

extension ConsumerCore {
    /// Finds out where to read partitions from, and begins to read them.
    func findPositions(of assignments: [TopicPartition: Int]) async {
        if membership != nil, configuration.groupID != nil {
            await configuration.rebalanceListener.assigned(Set(assignments.keys))
        }
        let attempts = Mutex(0)
        while true {
            let missing = state.withLock { state in
                assignments.filter { state.deliveries.needsPosition($0.key, assignment: $0.value) }
            }
            if missing.isEmpty { return }
            do {
                try await findPositions(Array(missing.keys)) { [self] partition, position, isCommitted in
                    attempts.withLock { $0 = 0 }
                    step {
                        $0.deliveries.begin(
                            partition, assignment: missing[partition] ?? 0, at: position, isCommitted: isCommitted)
                    }
                }
            } catch let error as KafkaError {
                guard Self.mayPass(error) else { return fail(error) }
                client.logger.debug("finding positions failed", metadata: ["error": "\(error)"])
            } catch {
                return
            }
            let attempt = attempts.withLock { count in
                defer { count += 1 }
                return count
            }
            await clock.wait(client.configuration.retry.backoff(beforeRetry: attempt))
        }
    }

    /// Whether looking for a position again may help. Brokers that lag do not know new topics and partitions, and what
    /// was deleted is given up by the group's next rebalance.
    private static func mayPass(_ error: KafkaError) -> Bool {
        error.isRetriable || error.code == .unknownTopic || error.code == .unknownPartition
    }

    /// Tells the position of each partition for which one is found, as soon as it is.
    ///
    /// - Throws: `KafkaError` of a partition that has none, after the others were told; `CancellationError`.
    private func findPositions(
        _ partitions: [TopicPartition], _ found: @escaping @Sendable (TopicPartition, CommittedOffset, Bool) -> Void
    ) async throws {
        var failure: KafkaError?
        var missing: [TopicPartition] = []
        if let groupID = configuration.groupID {
            for (partition, result) in try await client.committed(group: groupID, partitions: partitions) {
                switch result {
                case .success(let offset?): found(partition, offset, true)
                case .success(nil): missing.append(partition)
                case .failure(let error): failure = error
                }
            }
        } else {
            missing = partitions
        }
        failure = try await resetPositions(missing) { found($0, $1, false) } ?? failure
        if let failure { throw failure }
    }

    /// Tells the positions that the reset policy gives, each as soon as it is known: the others of a partition without
    /// a leader do not wait for it. Returns the failure of one that has none.
    private func resetPositions(
        _ partitions: [TopicPartition], _ found: @escaping @Sendable (TopicPartition, CommittedOffset) -> Void
    ) async throws -> KafkaError? {
        guard let first = partitions.min() else { return nil }
        guard let position = resetPosition else {
            let group = configuration.groupID.map { "group \"\($0)\" has committed no offset" } ?? "no offset is given"
            return KafkaError(
                .offsetOutOfRange,
                "\(group), and offsetReset (auto.offset.reset) is none: set it to earliest or latest, commit an offset, "
                    + "or seek", topicPartition: first)
        }
        let failure = Mutex<KafkaError?>(nil)
        var lookup = OffsetLookup(
            client: client, isolation: configuration.fetch.isolation,
            finish: { partition, result in
                switch result {
                case .success(let listed): found(partition, CommittedOffset(offset: listed.offset))
                case .failure(let error): failure.withLock { $0 = error }
                }
            }, retry: { _, _ in })
        lookup.stall = StallReporter("ListOffsets", logger: client.logger)
        try await lookup.run(Dictionary(partitions.map { ($0, position) }) { first, _ in first })
        return failure.withLock { $0 }
    }

    private var resetPosition: OffsetPosition? { configuration.offsetReset.position(now: WallClock.milliseconds()) }

    /// Reads a partition until it is given up or moved by a seek.
    func pump(_ pump: DeliveryState.Pump) async {
        var position = pump.position
        var failures = 0
        while !Task.isCancelled {
            do {
                let reader = PartitionReader(
                    client: client, partition: pump.partition, from: position.offset,
                    leaderEpoch: position.leaderEpoch, configuration: configuration.fetch)
                while let records = try await reader.advance() {
                    failures = 0
                    let next = CommittedOffset(offset: records.nextOffset, leaderEpoch: reader.leaderEpoch)
                    if records.isEmpty {
                        guard skip(pump, from: position, to: next, records.highWatermark) else { return }
                        position = next
                        continue
                    }
                    let taken = step {
                        $0.deliveries.offer(
                            records, leaderEpoch: reader.leaderEpoch, pump.partition, assignment: pump.assignment,
                            round: pump.round)
                    }
                    guard let taken else { return }
                    try await taken.value()
                    position = next
                }
                return
            } catch let error as KafkaError {
                guard let next = await recover(pump, at: position, from: error, failures) else { return }
                position = next
                failures += 1
            } catch {
                return
            }
        }
    }

    /// Goes past records that are not handed out, such as those of an aborted transaction. Returns false if the pump
    /// must end.
    private func skip(
        _ pump: DeliveryState.Pump, from position: CommittedOffset, to next: CommittedOffset, _ highWatermark: Int64
    ) -> Bool {
        let goesOn = step {
            $0.deliveries.skip(
                pump.partition, assignment: pump.assignment, round: pump.round, from: position.offset, to: next)
        }
        if goesOn { client.noteLag(max(highWatermark - next.offset, 0), of: pump.partition) }
        return goesOn
    }

    /// The position at which reading goes on after a failure; nil if it does not.
    private func recover(
        _ pump: DeliveryState.Pump, at position: CommittedOffset, from error: KafkaError, _ failures: Int
    ) async -> CommittedOffset? {
        if state.withLock({ $0.ending != nil }) { return nil }
        switch error.code {
        case .offsetOutOfRange, .logTruncated, .topicRecreated: return await reset(pump, because: error)
        case .unknownTopic, .unknownPartition:
            // A topic that was deleted: the group gives it up at its next rebalance, or it is created again.
            client.logger.warning(
                "a topic cannot be read", metadata: ["partition": "\(pump.partition)", "error": "\(error)"])
        default:
            guard error.isRetriable else {
                fail(error)
                return nil
            }
        }
        await clock.wait(client.configuration.retry.backoff(beforeRetry: failures))
        return position
    }

    /// The position at which reading goes on when there are no records at the old one; nil if it does not.
    ///
    /// A lookup that fails is repeated: reading on at the old offset could mean other records, of a topic made again.
    private func reset(_ pump: DeliveryState.Pump, because error: KafkaError) async -> CommittedOffset? {
        var attempt = 0
        while !Task.isCancelled, state.withLock({ $0.ending == nil }) {
            do {
                guard let position = try await replacement(pump.partition, error) else {
                    fail(error)
                    return nil
                }
                return move(pump, to: position, because: error)
            } catch let failure as KafkaError {
                guard Self.mayPass(failure) else {
                    fail(failure)
                    return nil
                }
                client.logger.debug("finding positions failed", metadata: ["error": "\(failure)"])
            } catch {
                return nil
            }
            await clock.wait(client.configuration.retry.backoff(beforeRetry: attempt))
            attempt += 1
        }
        return nil
    }

    private func move(
        _ pump: DeliveryState.Pump, to position: CommittedOffset, because error: KafkaError
    ) -> CommittedOffset? {
        client.logger.warning(
            "reading goes on at another offset",
            metadata: [
                "partition": "\(pump.partition)", "offset": "\(error.offset ?? -1)",
                "goesOnAt": "\(position.offset)", "reason": "\(error)",
            ])
        let moved = step {
            $0.deliveries.move(pump.partition, assignment: pump.assignment, round: pump.round, to: position)
        }
        return moved ? position : nil
    }

    /// The position that replaces one that does not exist; nil without a reset policy.
    private func replacement(_ partition: TopicPartition, _ error: KafkaError) async throws -> CommittedOffset? {
        guard let reset = resetPosition else { return nil }
        // The records before the point where the logs part were read, those after it were not.
        if let end = (error.underlyingError as? LogDivergence)?.end {
            return CommittedOffset(offset: end.offset, leaderEpoch: end.epoch)
        }
        // Nothing of the new topic was read.
        if error.code == .topicRecreated {
            return CommittedOffset(offset: try await client.listOffsets([partition: .earliest])[partition] ?? 0)
        }
        let found = try await client.listOffsets([partition: reset], isolation: configuration.fetch.isolation)
        return found[partition].map { CommittedOffset(offset: $0) }
    }
}
