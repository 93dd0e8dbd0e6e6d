// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The machine's wall clock.
public struct SystemClock: StreamingClock {
    /// Creates the clock.
    public init() {}

    /// Milliseconds since the epoch by the wall clock.
    public var now: BatchTime { BatchTime(milliseconds: Platform.wallClockMilliseconds()) }

    /// Sleeps in steps of at most a second, so that a change of the wall clock takes effect.
    public func sleep(until deadline: BatchTime) async throws {
        while true {
            let missing = deadline - now
            guard missing > .zero else { return try Task.checkCancellation() }
            try await Task.sleep(for: min(missing, .seconds(1)))
        }
    }
}
