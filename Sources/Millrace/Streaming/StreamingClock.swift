// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Where a stream takes its time from. Tests pass a `ManualClock`. Source: Spark's `Clock`; DESIGN decision 10.
public protocol StreamingClock: Sendable {
    /// The time now.
    var now: BatchTime { get }
    /// Returns once `now` is at or past `deadline`; at once if it is already.
    /// - Throws: `CancellationError` when the waiting task is cancelled.
    func sleep(until deadline: BatchTime) async throws
}
