// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaTransport

/// The time by which a producer lingers, backs off and expires batches; tests move it by hand.
package struct ProducerClock: Sendable {
    /// Time since an arbitrary fixed moment; never decreases.
    package var now: @Sendable () -> Duration
    /// Runs a closure once, after a delay, on any thread; the returned closure keeps it from running.
    package var schedule: @Sendable (Duration, @escaping @Sendable () -> Void) -> @Sendable () -> Void

    /// A clock made of two functions.
    package init(
        now: @escaping @Sendable () -> Duration,
        schedule: @escaping @Sendable (Duration, @escaping @Sendable () -> Void) -> @Sendable () -> Void
    ) {
        self.now = now
        self.schedule = schedule
    }

    /// The time and the timers of a loop, which no code of users can hold up.
    static func timers(of loop: EventLoop) -> ProducerClock {
        let start = loop.now
        return ProducerClock(
            now: { start.duration(to: loop.now) },
            schedule: { delay, body in
                let timer = loop.schedule(after: delay, body)
                return { timer.cancel() }
            })
    }
}
