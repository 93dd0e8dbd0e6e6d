// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The wall clock of the machine.
public struct SystemClock: StreamingClock {
    /// The wall clock.
    public init() {}

    /// Milliseconds since the epoch by the wall clock.
    public var now: BatchTime { BatchTime(milliseconds: Platform.wallClockMilliseconds()) }

    /// Sleeps in steps of at most a second, so that a wall clock that is set is noticed.
    public func sleep(until deadline: BatchTime) async throws {
        while true {
            let missing = deadline - now
            guard missing > .zero else { return try Task.checkCancellation() }
            try await Task.sleep(for: min(missing, .seconds(1)))
        }
    }
}
