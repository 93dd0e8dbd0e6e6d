// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Logging
import Synchronization

/// The reasons why a partition does not move, and waits that are reported.
extension PartitionFetch {
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

    func report(_ stall: Duration?) {
        guard let stall else { return }
        logger.notice(
            "reading goes on", metadata: ["partition": "\(partition)", "waited_ms": "\(stall.inMilliseconds)"])
    }
}
