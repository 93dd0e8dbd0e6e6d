// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Logging
import Synchronization

/// One partition that is being read: the state that its reader and its fetcher share.
///
/// The fetcher asks `request(at:…)` for the next fetch and puts answers in, on its loop; the reader takes slices out,
/// in its own task. A partition without a fetcher is *homeless*: its reader looks up the leader and attaches it again.
/// A lock guards all state; nobody calls out with it. Own design.
final class PartitionFetch: Sendable {
    let partition: TopicPartition
    let configuration: FetchConfiguration
    let settings: FetchSettings
    let until: Int64?
    private let clock: ClientClock
    private let logger: Logger
    private let state: Mutex<State>

    /// The offsets that the broker claimed in its last answer.
    struct Claims: Sendable, Equatable {
        var logStart: Int64 = -1
        var highWatermark: Int64 = -1
        var lastStable: Int64 = -1
    }

    fileprivate struct State {
        // The next fetch.
        var offset: Int64
        /// The epoch of the last fetched batch; −1 if unknown.
        var lastEpoch: Int32
        var partitionMaxBytes: Int
        /// No fetch before this moment: the broker had nothing to send.
        var notBefore = Duration.zero
        /// No fetch until the reader has judged the buffered slice, which the headers do not explain.
        var isBlocked = false

        // The place where it is read.
        var leader: PartitionLeader?
        var fetcher: BrokerFetcher?
        /// The moment when a follower is left for the leader; nil at the leader.
        var followerUntil: Duration?
        /// Number of failures of followers since the last records.
        var followerFailures = 0
        /// The topic's id, once known; another one ends the reader.
        var topicID: KafkaUUID?

        // The buffer.
        var slices: [FetchedSlice] = []
        /// The response that the reader works on.
        var held: BufferBudget.Lease?
        var holds = false

        // The reader.
        var hasStarted = false
        /// Found nothing to take when it last looked.
        var isHungry = false
        var waiter: CheckedContinuation<Void, Never>?
        /// The reason for which the partition is homeless, until the reader takes it.
        var trouble: KafkaError?
        var lastTrouble: KafkaError?
        /// Ends the reader once the buffer is empty.
        var failure: KafkaError?
        var wantsEndCheck = false
        var isClosed = false

        // Failures in a row.
        var failures = 0
        var failingSince: Duration?

        // Evidence.
        var claims = Claims()
        /// The largest high watermark so far, and the leader epoch in which it was seen.
        var best = (highWatermark: Int64(-1), epoch: Int32(-1))
        var emptyAnswers = 0
        var starvedFor = Duration.zero
        var lastEmptyAnswer: Duration?
        var isCaughtUp = false
        /// Time at the end of a log that is shorter than the range, and the moment of the last such answer.
        var endWait = Duration.zero
        var lastEndAnswer: Duration?

        // Stalls.
        var lastProgress: Duration
        var reportedStall: Duration?

        func hasRoom(_ inFlight: Int) -> Bool { slices.count + (holds ? 1 : 0) < inFlight }
    }

    init(
        _ partition: TopicPartition, from: Int64, until: Int64?, topicID: KafkaUUID?, leaderEpoch: Int32?,
        configuration: FetchConfiguration, clock: ClientClock, logger: Logger
    ) {
        self.partition = partition
        self.until = until
        self.configuration = configuration
        self.clock = clock
        self.logger = logger
        settings = FetchSettings(configuration)
        state = Mutex(
            State(
                offset: from, lastEpoch: leaderEpoch ?? -1, partitionMaxBytes: configuration.partitionMaxBytes,
                topicID: topicID, lastProgress: clock.now()))
    }

    // MARK: The reader's side

    /// The next thing for the reader to do.
    enum Step {
        case read(FetchedSlice)
        /// Find the leader, after this failure; nil the first time.
        case locate(KafkaError?)
        /// The log ends before the range, although it did not before: compare epochs.
        case checkEnd
        case fail(KafkaError)
    }

    /// Takes the next slice, or waits for it.
    ///
    /// - Throws: `CancellationError`; the state is unchanged.
    func take() async throws -> Step {
        while true {
            let (step, freed, fetcher) = state.withLock { state -> (Step?, BufferBudget.Lease?, BrokerFetcher?) in
                let freed = state.held
                state.held = nil
                state.holds = false
                if !state.hasStarted {
                    state.hasStarted = true
                    state.lastProgress = clock.now()
                }
                let step = Self.next(&state)
                let hasRoom = !state.isBlocked && state.hasRoom(configuration.fetchesInFlight)
                return (step, freed, hasRoom ? state.fetcher : nil)
            }
            // Outside the lock: the last lease of a response calls the fetchers.
            withExtendedLifetime(freed) {}
            fetcher?.hasRoom()
            if let step { return step }
            try await waitForStep()
        }
    }

    private static func next(_ state: inout State) -> Step? {
        if !state.slices.isEmpty {
            let slice = state.slices.removeFirst()
            state.held = slice.lease
            state.holds = true
            state.isHungry = false
            return .read(slice)
        }
        if let failure = state.failure { return .fail(failure) }
        if state.wantsEndCheck {
            state.wantsEndCheck = false
            return .checkEnd
        }
        if state.fetcher == nil {
            defer { state.trouble = nil }
            return .locate(state.trouble)
        }
        state.isHungry = true
        return nil
    }

    private func waitForStep() async throws {
        try Task.checkCancellation()
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let goesOn = state.withLock { state in
                    let isThere =
                        !state.slices.isEmpty || state.fetcher == nil || state.failure != nil || state.wantsEndCheck
                    // The task may have been cancelled since the handler was registered.
                    if isThere || Task.isCancelled { return true }
                    state.waiter = continuation
                    return false
                }
                if goesOn { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.takeWaiter() }?.resume()
        }
        try Task.checkCancellation()
    }

    /// Fetches from `offset` on: the reader has found that the headers of the last slice say something else.
    func seek(to offset: Int64) {
        let fetcher = state.withLock { state in
            state.isBlocked = false
            if state.offset != offset {
                state.offset = offset
                state.slices = []
            }
            return state.fetcher
        }
        fetcher?.hasRoom()
    }

    /// Asks for so many bytes from now on, because a batch is larger.
    func raiseMaxBytes(to count: Int) {
        let fetcher = state.withLock { state in
            state.partitionMaxBytes = count
            state.isBlocked = false
            return state.fetcher
        }
        fetcher?.hasRoom()
    }

    /// The current limit of one answer.
    var partitionMaxBytes: Int { state.withLock { $0.partitionMaxBytes } }

    /// Ends reading: the fetcher forgets the partition and the buffer is freed.
    func close(_ error: KafkaError? = nil) {
        let (fetcher, slices, held, waiter) = state.withLock { state in
            defer {
                state.isClosed = true
                state.failure = state.failure ?? error
                state.fetcher = nil
                state.slices = []
                state.held = nil
            }
            return (state.fetcher, state.slices, state.held, state.takeWaiter())
        }
        fetcher?.remove(self)
        withExtendedLifetime((slices, held)) {}
        waiter?.resume()
    }

    // MARK: Places

    /// The position to validate against a new leader, and the epoch of the record before it.
    var fetchPosition: (offset: Int64, epoch: Int32, validatedEpoch: Int32) {
        state.withLock { ($0.offset, $0.lastEpoch, $0.leader?.epoch ?? -1) }
    }

    /// Checks a leader that the metadata names: it must lead the topic that the reader began with.
    ///
    /// - Throws: `KafkaError.topicRecreated`.
    func accept(_ leader: PartitionLeader) throws {
        let (known, offset) = state.withLock { state in
            if state.topicID == nil, leader.topicID != .zero { state.topicID = leader.topicID }
            return (state.topicID, state.offset)
        }
        guard let known, leader.topicID != .zero, known != .zero, known != leader.topicID else { return }
        throw recreated(known, leader.topicID, offset)
    }

    private func recreated(_ old: KafkaUUID, _ new: KafkaUUID, _ offset: Int64) -> KafkaError {
        KafkaError(
            .topicRecreated,
            "the topic was deleted and created again: it had id \(old) and has \(new), so that the offset means nothing in it",
            topicPartition: partition, offset: offset)
    }

    /// The topic's id that reading began with; nil if it is not known.
    var topicID: KafkaUUID? { state.withLock { $0.topicID } }

    /// Whether the partition had a leader before.
    var wasFound: Bool { state.withLock { $0.leader != nil } }

    /// Gives the partition to a fetcher. Returns false if it was closed.
    ///
    /// - Parameter followerUntil: the moment when a follower is left; nil for the leader.
    func place(at leader: PartitionLeader, _ fetcher: BrokerFetcher, followerUntil: Duration?) -> Bool {
        let now = clock.now()
        return state.withLock { state in
            if state.isClosed { return false }
            state.leader = leader
            state.fetcher = fetcher
            state.followerUntil = followerUntil
            state.trouble = nil
            state.notBefore = now
            // The leader names the same follower again: the two must not keep the client busy.
            if followerUntil == nil, state.followerFailures > 0 {
                let factor = 1 << min(state.followerFailures - 1, 4)
                state.notBefore = now + configuration.leaderRefreshBackoff * factor
            }
            state.isCaughtUp = false
            return true
        }
    }

    /// Whether `fetcher` has it.
    func isPlaced(at fetcher: BrokerFetcher) -> Bool { state.withLock { $0.fetcher === fetcher } }

    /// The leader whose epoch requests carry; nil while homeless.
    var leader: PartitionLeader? { state.withLock { $0.fetcher == nil ? nil : $0.leader } }

    /// Whether it is read from a follower; the next fetch goes to the leader again if `leave` is set.
    var isAtFollower: Bool { state.withLock { $0.followerUntil != nil } }

    /// Whether a leader hint may be followed without a wait: brokers that point at each other must not keep the client
    /// busy.
    var mayFollowHint: Bool { state.withLock { $0.failures < 5 } }

    /// Notes that a follower did not serve the partition.
    func noteFollowerFailure() { state.withLock { $0.followerFailures += 1 } }

    /// Notes a failure without leaving the fetcher's care: a move to the leader that the response named.
    func noteMove() {
        let now = clock.now()
        state.withLock { $0.fail(nil, now) }
    }

    /// Takes the partition away from its fetcher. Returns the reader to resume.
    func detach(_ error: KafkaError, from fetcher: BrokerFetcher) -> CheckedContinuation<Void, Never>? {
        let now = clock.now()
        return state.withLock { state in
            guard state.fetcher === fetcher, !state.isClosed else { return nil }
            if state.followerUntil != nil { state.followerFailures += 1 }
            state.fetcher = nil
            state.followerUntil = nil
            state.trouble = error
            state.fail(error, now)
            return state.takeWaiter()
        }
    }

    /// Notes a failed attempt to find the leader. Returns the number of failures in a row and the time since the first.
    @discardableResult
    func noteFailure(_ error: KafkaError) -> (count: Int, since: Duration) {
        let now = clock.now()
        return state.withLock { state in
            state.fail(error, now)
            return (state.failures, now - (state.failingSince ?? now))
        }
    }

    /// The failures in a row and the time since the first.
    var failures: (count: Int, since: Duration) {
        let now = clock.now()
        return state.withLock { ($0.failures, now - ($0.failingSince ?? now)) }
    }

    /// Ends the reader for good. Returns the reader to resume.
    func fail(_ error: KafkaError) -> CheckedContinuation<Void, Never>? {
        state.withLock { state in
            if state.isClosed { return nil }
            state.failure = state.failure ?? error
            return state.takeWaiter()
        }
    }

    // MARK: The fetcher's side

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
                topicID: leader.topicID, wanted: wanted, isCaughtUp: state.isCaughtUp,
                leavesFollower: state.followerUntil.map { $0 <= now } ?? false)
        }
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
                state.failure = truncated(state.offset, state.lastEpoch, data.divergingEpoch)
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
        let readable =
            configuration.isolation == .readCommitted ? state.claims.lastStable : state.claims.highWatermark
        guard readable > state.offset else {
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
    func truncated(_ offset: Int64, _ epoch: Int32, _ end: FetchResponse.EpochEndOffset) -> KafkaError {
        KafkaError(
            .logTruncated,
            "the log was truncated: the record before this position was read in leader epoch \(epoch), but the leader's log "
                + "ends at offset \(end.endOffset) in epoch \(end.epoch), where both diverge",
            topicPartition: partition, offset: offset,
            underlyingError: LogDivergence(leaderEpoch: end.epoch, endOffset: end.endOffset))
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

    // MARK: Status and stalls

    /// The reason why the partition moves or does not.
    var status: PartitionStatus {
        let (state, fetcher) = state.withLock { state in (status(of: state), state.fetcher) }
        return state ?? fetcher?.status(of: self) ?? .findingLeader
    }

    /// The status as far as the fetcher has no say in it.
    private func status(of state: State) -> PartitionStatus? {
        if let failure = state.failure { return .failed(failure) }
        if state.isClosed { return .finished }
        if !state.hasStarted { return .notStarted }
        if state.fetcher == nil {
            guard let trouble = state.lastTrouble else { return .findingLeader }
            if trouble.code == .leaderNotAvailable || trouble.brokerError == .leaderNotAvailable { return .noLeader }
            return trouble.isAuthorization ? .unauthorized : .backingOff(trouble)
        }
        if !state.slices.isEmpty || !state.hasRoom(configuration.fetchesInFlight) || state.isBlocked {
            return .bufferFull
        }
        return nil
    }

    /// The status while the fetcher is ready to ask.
    func fetchingStatus(_ broker: Int32) -> PartitionStatus {
        state.withLock { state in
            if state.emptyAnswers > 1 { return .starved(broker: broker, emptyAnswers: state.emptyAnswers) }
            return state.isCaughtUp ? .caughtUp(broker: broker) : .fetching(broker: broker)
        }
    }

    /// The time for which a reader has waited without progress, once per stall; nil if that is short or was reported.
    func newStall() -> Duration? {
        let now = clock.now()
        return state.withLock { state in
            guard state.hasStarted, !state.isClosed, state.failure == nil, state.reportedStall == nil,
                state.fetcher == nil || state.isHungry,
                now - state.lastProgress >= Self.stallTime + (state.fetcher == nil ? .zero : configuration.maxWait)
            else { return nil }
            state.reportedStall = now
            return now - state.lastProgress
        }
    }

    /// The time without progress after which a stall is logged.
    static let stallTime = Duration.seconds(3)

    private func report(_ stall: Duration?) {
        guard let stall else { return }
        logger.notice(
            "reading goes on", metadata: ["partition": "\(partition)", "waited_ms": "\(stall.inMilliseconds)"])
    }
}

extension PartitionFetch.State {
    fileprivate mutating func takeWaiter() -> CheckedContinuation<Void, Never>? {
        defer { waiter = nil }
        return waiter
    }

    fileprivate mutating func note(_ data: FetchResponse.PartitionData) {
        if data.highWatermark != claims.highWatermark {
            endWait = .zero
            lastEndAnswer = nil
        }
        claims = .init(
            logStart: data.logStartOffset, highWatermark: data.highWatermark, lastStable: data.lastStableOffset)
        if data.highWatermark >= best.highWatermark {
            best = (data.highWatermark, Swift.max(leader?.epoch ?? -1, best.epoch))
        }
    }

    /// Adds a slice and moves the offset of the next fetch past it, as far as the headers tell.
    fileprivate mutating func add(_ slice: FetchedSlice, _ records: ByteSlice) {
        var slice = slice
        let scan = RecordSetScan(records)
        if let next = scan.nextOffset, next > offset {
            slice.nextOffset = next
            offset = next
            lastEpoch = scan.leaderEpoch >= 0 ? scan.leaderEpoch : lastEpoch
        } else {
            isBlocked = true
        }
        slices.append(slice)
        isHungry = false
        isCaughtUp = false
        failures = 0
        failingSince = nil
        followerFailures = 0
        endStarvation()
        endWait = .zero
        lastEndAnswer = nil
    }

    fileprivate mutating func endStarvation() {
        emptyAnswers = 0
        starvedFor = .zero
        lastEmptyAnswer = nil
    }

    fileprivate mutating func fail(_ error: KafkaError?, _ now: Duration) {
        failures += 1
        failingSince = failingSince ?? now
        if let error { lastTrouble = error }
        lastEmptyAnswer = nil
        lastEndAnswer = nil
        isCaughtUp = false
    }

    /// Notes progress. Returns the length of a reported stall that is over.
    fileprivate mutating func progress(_ now: Duration) -> Duration? {
        defer {
            lastProgress = now
            lastTrouble = nil
            reportedStall = nil
        }
        return reportedStall == nil ? nil : now - lastProgress
    }
}

extension KafkaError {
    /// Whether the client lacks a permission.
    var isAuthorization: Bool {
        brokerError == .topicAuthorizationFailed || brokerError == .clusterAuthorizationFailed
            || code == .authenticationFailed
    }
}
