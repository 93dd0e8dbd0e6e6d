// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Synchronization

/// The fetcher's side: the next fetch, and what its answer means.
extension PartitionFetch {
    /// A fetch of this partition.
    struct Request {
        var topicID: KafkaUUID
        var wanted: FetchSession.Wanted
        /// Whether the last answer had all records that there are.
        var isCaughtUp: Bool
        /// The partition must be fetched by its leader again.
        var leavesFollower: Bool
    }

    /// The next fetch; nil while there is nothing to ask for.
    ///
    /// - Parameter isOverBudget: fetch only if the reader waits.
    func request(at now: Duration, by fetcher: BrokerFetcher, isOverBudget: Bool) -> Request? {
        state.withLock { state in
            guard state.fetcher === fetcher, let leader = state.leader, !state.isClosed, state.failure == nil,
                !state.isBlocked, state.hasRoom(configuration.fetchesInFlight), state.notBefore <= now,
                until.map({ state.offset < $0 }) ?? true, !isOverBudget || (state.isHungry && state.slices.isEmpty)
            else { return nil }
            // A follower's log may end before the position: only the leader's epochs count.
            let epoch = state.followerUntil == nil ? state.lastEpoch : -1
            let wanted = FetchSession.Wanted(
                offset: state.offset, leaderEpoch: leader.epoch, lastFetchedEpoch: epoch,
                maxBytes: Int32(clamping: state.partitionMaxBytes))
            return Request(
                topicID: leader.topicID, wanted: wanted,
                isCaughtUp: state.isCaughtUp || state.claims.end(configuration.isolation) == state.offset,
                leavesFollower: state.followerUntil.map { $0 <= now } ?? false)
        }
    }

    /// Notes that `fetcher` has sent a request for it, or has its answer.
    func setAsked(_ value: Bool, by fetcher: BrokerFetcher) {
        // Another one, which it went to since, has requests of its own.
        state.withLock { if $0.fetcher === fetcher { $0.isAsked = value } }
    }

    /// The moment of the next fetch if it waits for one; nil otherwise.
    func pausedUntil(_ now: Duration) -> Duration? {
        state.withLock { $0.notBefore > now && $0.failure == nil && !$0.isClosed ? $0.notBefore : nil }
    }

    /// The consequences of an answer.
    struct Outcome {
        /// The reader to resume.
        var waiter: CheckedContinuation<Void, Never>?
        /// The replica to read from instead.
        var replica: Int32?
        /// Whether records came.
        var hasRecords = false
    }

    /// Takes an answer without an error code to a fetch of `offset`.
    ///
    /// - Parameters:
    ///   - broker: the broker that sent it.
    ///   - othersHaveRecords: the response had records of other partitions, so that this one may have been left out for
    ///     lack of room.
    func absorb(
        _ data: FetchResponse.PartitionData, offset: Int64, broker: Int32, lease: BufferBudget.Lease?,
        isSqueezed: Bool, othersHaveRecords: Bool
    ) -> Outcome {
        let now = clock.now()
        var outcome = Outcome()
        var isOver: Duration?
        state.withLock { state in
            // The reader may have gone elsewhere since.
            guard !state.isClosed, state.offset == offset else { return }
            state.note(data)
            if data.divergingEpoch.epoch >= 0 {
                let end = EpochEnd(epoch: data.divergingEpoch.epoch, offset: data.divergingEpoch.endOffset)
                if state.accept(end) { return }
                state.failure = truncated(state.offset, state.lastEpoch, end)
                outcome.waiter = state.takeWaiter()
                return
            }
            if let records = data.records, !records.isEmpty {
                state.add(FetchedSlice(offset: offset, data: data, nextOffset: nil, lease: lease), records)
                outcome.hasRecords = true
                outcome.waiter = state.takeWaiter()
                isOver = state.progress(now)
                return
            }
            if data.preferredReadReplica >= 0, data.preferredReadReplica != broker {
                outcome.replica = data.preferredReadReplica
                return
            }
            isOver = empty(&state, now, isSqueezed: isSqueezed, othersHaveRecords: othersHaveRecords)
            if state.failure != nil || state.wantsEndCheck { outcome.waiter = state.takeWaiter() }
        }
        report(isOver)
        return outcome
    }

    /// Takes the absence of the partition in an incremental response: nothing has changed, and no records came.
    func absorbNothing(offset: Int64, isSqueezed: Bool, othersHaveRecords: Bool) -> Outcome {
        let now = clock.now()
        var outcome = Outcome()
        var isOver: Duration?
        state.withLock { state in
            guard !state.isClosed, state.offset == offset else { return }
            isOver = empty(&state, now, isSqueezed: isSqueezed, othersHaveRecords: othersHaveRecords)
            if state.failure != nil || state.wantsEndCheck { outcome.waiter = state.takeWaiter() }
        }
        report(isOver)
        return outcome
    }

    /// An answer without records. It proves nothing: the broker is asked again. Returns the length of
    /// a reported stall that is over.
    private func empty(
        _ state: inout State, _ now: Duration, isSqueezed: Bool, othersHaveRecords: Bool
    ) -> Duration? {
        guard state.claims.end(configuration.isolation) > state.offset else {
            state.endStarvation()
            state.isCaughtUp = true
            state.failures = 0
            state.failingSince = nil
            waitAtEnd(&state, now)
            return state.progress(now)
        }
        state.isCaughtUp = false
        // Other partitions took up the response: this one is first in the next.
        if isSqueezed { return nil }
        state.failures = 0
        state.failingSince = nil
        state.emptyAnswers += 1
        if let last = state.lastEmptyAnswer { state.starvedFor += now - last }
        state.lastEmptyAnswer = now
        if until != nil, state.starvedFor >= configuration.progressTimeout {
            state.failure = noProgress(state, "claims to have the records and sends none")
        }
        // The next fetch waits, so that a broker that answers at once is not asked in a loop.
        if !othersHaveRecords { state.notBefore = now + Self.pause(after: state.emptyAnswers) }
        return nil
    }

    private static func pause(after emptyAnswers: Int) -> Duration {
        .milliseconds(emptyAnswers < 6 ? 10 << emptyAnswers : 500)
    }

    /// The reader is at the end of the log, and the end of its range is past it.
    private func waitAtEnd(_ state: inout State, _ now: Duration) {
        // An open transaction, not the log, ends before the range if the high watermark is past it.
        guard let until, state.claims.highWatermark < until else {
            state.endWait = .zero
            state.lastEndAnswer = nil
            return
        }
        if let last = state.lastEndAnswer { state.endWait += now - last }
        state.lastEndAnswer = now
        guard state.endWait >= min(.seconds(20), configuration.progressTimeout) else { return }
        state.endWait = .zero
        if state.best.highWatermark >= until, state.best.epoch >= 0 {
            state.wantsEndCheck = true
        } else {
            state.failure = noProgress(
                state, "has a log that ends before the end of the range and does not grow: it may have been truncated")
        }
    }

    private func noProgress(_ state: State, _ reason: String) -> KafkaError {
        let waited = max(state.starvedFor, .zero).inMilliseconds
        let claims = state.claims
        return KafkaError(
            .noProgress,
            "the broker \(reason): it reports log start \(claims.logStart), high watermark \(claims.highWatermark) and last "
                + "stable offset \(claims.lastStable); \(state.emptyAnswers) responses in \(waited) ms had no records, and the "
                + "range ends at \(until ?? -1)",
            topicPartition: partition, offset: state.offset)
    }

    /// The error for a log whose epochs differ from those that were read.
    func truncated(_ offset: Int64, _ epoch: Int32, _ end: EpochEnd) -> KafkaError {
        KafkaError(
            .logTruncated,
            "the log was truncated: the record before this position was read in leader epoch \(epoch), but the leader's log "
                + "ends at offset \(end.offset) in epoch \(end.epoch), where both diverge",
            topicPartition: partition, offset: offset,
            underlyingError: LogDivergence(end: end))
    }

    /// The error for a log that was longer than it is.
    func shortened(to end: Int64, epoch: Int32) -> KafkaError {
        let offset = state.withLock { $0.offset }
        return KafkaError(
            .logTruncated,
            "the log was truncated: leader epoch \(epoch) reached the end of the range (\(until ?? -1)), but the leader's log "
                + "diverges at offset \(end)", topicPartition: partition, offset: offset)
    }

    /// The epoch in which the end of the range was seen to exist; −1 if it was not.
    var bestEpoch: Int32 { state.withLock { $0.best.epoch } }

    /// Notes that the broker did not serve the partition: throttled, or the connection was lost. The time does not
    /// count as time without progress.
    func stopCountingTime() {
        state.withLock { state in
            state.lastEmptyAnswer = nil
            state.lastEndAnswer = nil
        }
    }
}
