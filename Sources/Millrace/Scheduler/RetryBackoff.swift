// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Waits between the attempts of a task: `initial`, doubled each time, at most `max`. Own design (Spark has none).
public struct RetryBackoff: Hashable, Sendable {
    /// Wait before the second attempt.
    public var initial: Duration
    /// Longest wait.
    public var max: Duration

    /// Waits of 50 ms to 2 s unless set otherwise. Zero means none.
    public init(initial: Duration = .milliseconds(50), max: Duration = .seconds(2)) {
        self.initial = initial
        self.max = max
    }

    /// Wait before attempt number `attempt`, counted from 0.
    func wait(before attempt: Int) -> Duration {
        guard attempt > 0 else { return .zero }
        var wait = initial
        for _ in 1..<attempt where wait < max { wait *= 2 }
        return min(wait, max)
    }
}
