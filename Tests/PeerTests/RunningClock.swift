// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaTestBroker
import Synchronization

/// A broker's clock that goes with the machine's, and can jump ahead: sessions end without a wait for them.
final class RunningClock: Sendable {
    private struct State {
        var jumped: Duration = .zero
        var waiters: [CheckedContinuation<Void, Never>] = []
        /// Whether nobody runs the clock any more.
        var isOver = false
    }

    let clock = ManualClusterClock()
    private let state = Mutex(State())

    /// Runs the clock until the task is cancelled.
    func run() async {
        let (origin, start) = (ContinuousClock.now, clock.now)
        while !Task.isCancelled {
            let (jumped, waiters) = state.withLock { state in
                defer { state.waiters = [] }
                return (state.jumped, state.waiters)
            }
            let target = .milliseconds(start) + (ContinuousClock.now - origin) + jumped
            await clock.advance(by: target - .milliseconds(clock.now))
            for waiter in waiters { waiter.resume() }
            // The members are other programs, whose time is the machine's. The loop's condition sees a cancellation.
            try? await Task.sleep(for: .milliseconds(5))
        }
        let waiters = state.withLock { state in
            state.isOver = true
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns when the clock has gone ahead by `duration`, and what became due has run.
    func jump(by duration: Duration) async {
        await withCheckedContinuation { waiter in
            let isOver = state.withLock { state in
                state.jumped += duration
                if !state.isOver { state.waiters.append(waiter) }
                return state.isOver
            }
            if isOver { waiter.resume() }
        }
    }
}
