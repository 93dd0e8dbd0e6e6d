// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Logging
import Synchronization

/// One partition that is being read: the state that its reader and its fetcher share.
///
/// The fetcher asks `request(at:…)` for the next fetch and puts answers in, on its loop; the reader takes slices out,
/// in its own task. A partition without a fetcher is *homeless*: its reader looks up the leader and attaches it again.
/// A lock guards all state; nobody calls out with it. Own design.
final class PartitionFetch: Sendable {
    /// Tells it from the client's others.
    let number: UInt64
    let partition: TopicPartition
    let configuration: FetchConfiguration
    let settings: FetchSettings
    let until: Int64?
    let clock: ClientClock
    let logger: Logger
    let state: Mutex<State>

    /// The offsets that the broker claimed in its last answer.
    struct Claims: Sendable, Equatable {
        var logStart: Int64 = -1
        var highWatermark: Int64 = -1
        var lastStable: Int64 = -1

        /// The end of the records that may be read.
        func end(_ isolation: IsolationLevel) -> Int64 { isolation == .readCommitted ? lastStable : highWatermark }
    }

    init(
        number: UInt64, _ partition: TopicPartition, from: Int64, until: Int64?, topicID: KafkaUUID?,
        leaderEpoch: Int32?, configuration: FetchConfiguration, clock: ClientClock, logger: Logger
    ) {
        self.number = number
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
            let (step, freed, fetcher, isHungry) = state.withLock {
                state -> (Step?, BufferBudget.Lease?, BrokerFetcher?, Bool) in
                let freed = state.held
                state.held = nil
                state.holds = false
                if !state.hasStarted {
                    state.hasStarted = true
                    state.lastProgress = clock.now()
                }
                let step = Self.next(&state)
                let isWanted =
                    !state.isAsked && !state.isBlocked && state.hasRoom(configuration.fetchesInFlight)
                return (step, freed, isWanted ? state.fetcher : nil, state.isHungry)
            }
            // Outside the lock: the last lease of a response calls the fetchers.
            withExtendedLifetime(freed) {}
            fetcher?.hasRoom(isHungry: isHungry)
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
        fetcher?.hasRoom(isHungry: true)
    }

    /// Asks for so many bytes from now on, because a batch is larger.
    func raiseMaxBytes(to count: Int) {
        let fetcher = state.withLock { state in
            state.partitionMaxBytes = count
            state.isBlocked = false
            return state.fetcher
        }
        fetcher?.hasRoom(isHungry: true)
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
}
