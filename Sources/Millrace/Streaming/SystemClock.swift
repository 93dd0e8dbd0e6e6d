// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The machine's wall clock and its monotonic clock, which does not count the time in which the machine sleeps.
public struct SystemClock: StreamingClock {
    private let origin = SuspendingClock.now

    /// Creates the clock.
    public init() {}

    /// Milliseconds since the epoch by the wall clock.
    public var now: BatchTime { BatchTime(milliseconds: Platform.wallClockMilliseconds()) }

    /// Time since the clock was created, without the time in which the machine slept.
    public var uptime: Duration { SuspendingClock.now - origin }

    /// Sleeps by the monotonic clock; a change of the wall clock has no effect.
    public func sleep(until deadline: Duration) async throws {
        try await Task.sleep(until: origin + deadline, clock: .suspending)
    }
}
