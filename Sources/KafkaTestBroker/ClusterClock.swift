// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaTransport

/// A cluster's clock: for record timestamps, sessions, rebalances, transactions, waiting fetches and retention.
public struct ClusterClock: Sendable {
    fileprivate enum Source {
        /// The time of day when the clock was created, continued by a monotonic clock.
        case system(start: Int64, origin: ContinuousClock.Instant)
        case manual(ManualClusterClock)
        /// Milliseconds since 1970 UTC, and the timers of the cluster's loop.
        case simulated(@Sendable () -> Int64)
    }

    private let source: Source

    private init(_ source: Source) { self.source = source }

    /// The machine's time. Ignores later changes of the time of day.
    public static var system: ClusterClock {
        ClusterClock(.system(start: WallClock.milliseconds(), origin: ContinuousClock.now))
    }

    /// A clock that moves only when a test advances it.
    public static func manual(_ clock: ManualClusterClock) -> ClusterClock { ClusterClock(.manual(clock)) }

    /// A clock that goes with the timers of the cluster's loop; `now` gives milliseconds since 1970 UTC, in their time.
    package static func simulated(now: @escaping @Sendable () -> Int64) -> ClusterClock {
        ClusterClock(.simulated(now))
    }

    /// Milliseconds since 1970 UTC. Never decreases.
    public var now: Int64 {
        switch source {
        case .system(let start, let origin):
            start + (ContinuousClock.now - origin).inMilliseconds
        case .manual(let clock): clock.now
        case .simulated(let now): now()
        }
    }

    /// Runs `body` on `loop` when the time is `deadline` or later, unless it is cancelled. A loop that shuts down may
    /// run it at once.
    func schedule(at deadline: Int64, on loop: EventLoop, _ body: @escaping @Sendable () -> Void) -> ClusterTimer {
        switch source {
        case .system, .simulated:
            let delay = max(deadline - now, 0)
            return ClusterTimer(loop.schedule(after: .milliseconds(delay), body))
        case .manual(let clock): return clock.schedule(at: deadline, on: loop, body)
        }
    }
}
