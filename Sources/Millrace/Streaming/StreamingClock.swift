// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Time source of a stream. Tests pass a `ManualClock`. Source: Spark's `Clock`.
public protocol StreamingClock: Sendable {
    /// The current time.
    var now: BatchTime { get }
    /// Waits until `now` reaches `deadline`; returns at once if it is there already.
    /// - Throws: `CancellationError` when the waiting task is cancelled.
    func sleep(until deadline: BatchTime) async throws
}
