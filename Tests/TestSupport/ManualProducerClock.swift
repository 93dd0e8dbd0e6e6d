// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import Synchronization

/// A producer's clock that moves when a test says so.
package final class ManualProducerClock: Sendable {
    private struct Timer {
        var id: Int
        var moment: Duration
        var body: @Sendable () -> Void
    }

    private struct State {
        var now = Duration.zero
        var timers: [Timer] = []
        var nextID = 0
        var waiters: [(moment: Duration, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    package init() {}

    package var clock: ProducerClock {
        ProducerClock(
            now: { self.state.withLock { $0.now } },
            schedule: { delay, body in
                let id = self.add(delay, body)
                return { self.state.withLock { $0.timers.removeAll { $0.id == id } } }
            })
    }

    private func add(_ delay: Duration, _ body: @escaping @Sendable () -> Void) -> Int {
        let (id, ready) = state.withLock { state in
            state.nextID += 1
            let moment = state.now + delay
            state.timers.append(Timer(id: state.nextID, moment: moment, body: body))
            let ready = state.waiters.filter { $0.moment >= moment }.map(\.continuation)
            state.waiters.removeAll { $0.moment >= moment }
            return (state.nextID, ready)
        }
        for waiter in ready { waiter.resume() }
        return id
    }

    /// Waits until there is a timer that is due within `delay`.
    package func waitForTimer(within delay: Duration) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                let moment = state.now + delay
                if state.timers.contains(where: { $0.moment <= moment }) { return true }
                state.waiters.append((moment, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    /// Moves the time, and runs the timers that are due on the way, on the caller's thread.
    package func advance(by delay: Duration) {
        let end = state.withLock { $0.now } + delay
        while let body = takeNext(until: end) { body() }
        state.withLock { $0.now = max($0.now, end) }
    }

    private func takeNext(until end: Duration) -> (@Sendable () -> Void)? {
        state.withLock { state in
            guard let next = state.timers.indices.min(by: { state.timers[$0].moment < state.timers[$1].moment }),
                state.timers[next].moment <= end
            else { return nil }
            let timer = state.timers.remove(at: next)
            state.now = max(state.now, timer.moment)
            return timer.body
        }
    }
}
