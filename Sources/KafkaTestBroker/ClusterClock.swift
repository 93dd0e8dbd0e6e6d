// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaTransport

/// The time that a cluster lives by: what records are stamped with, and what sessions, rebalances, transactions,
/// waiting fetches and retention are measured by.
public struct ClusterClock: Sendable {
    fileprivate enum Source {
        /// The time of day when the clock was made, carried on by a clock that never jumps.
        case system(start: Int64, origin: ContinuousClock.Instant)
        case manual(ManualClusterClock)
    }

    private let source: Source

    private init(_ source: Source) { self.source = source }

    /// The machine's time. It does not follow later changes of the time of day.
    public static var system: ClusterClock {
        ClusterClock(.system(start: WallClock.milliseconds(), origin: ContinuousClock.now))
    }

    /// A time that stands still until the test moves it.
    public static func manual(_ clock: ManualClusterClock) -> ClusterClock { ClusterClock(.manual(clock)) }

    /// Milliseconds since 1970 UTC. Never falls.
    public var now: Int64 {
        switch source {
        case .system(let start, let origin):
            start + (ContinuousClock.now - origin).inMilliseconds
        case .manual(let clock): clock.now
        }
    }

    /// Runs `body` on `loop` once the time is `deadline` or later, unless it is cancelled. A loop that shuts down may
    /// run it at once.
    func schedule(at deadline: Int64, on loop: EventLoop, _ body: @escaping @Sendable () -> Void) -> ClusterTimer {
        switch source {
        case .system:
            let delay = max(deadline - now, 0)
            return ClusterTimer(loop.schedule(after: .milliseconds(delay), body))
        case .manual(let clock): return clock.schedule(at: deadline, on: loop, body)
        }
    }
}
}
