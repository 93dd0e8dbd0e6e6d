// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Time source of a stream: the wall clock labels batches, the monotonic clock paces them. Tests pass a `ManualClock`.
/// Source: Spark's `Clock`, which has the wall clock only.
public protocol StreamingClock: Sendable {
    /// The current time by the wall clock, which may be set back or forward at any moment.
    var now: BatchTime { get }
    /// Time since a fixed moment in the past; never goes back and never jumps.
    var uptime: Duration { get }
    /// Waits until `uptime` reaches `deadline`; returns at once if it is there already.
    /// - Throws: `CancellationError` when the waiting task is cancelled.
    func sleep(until deadline: Duration) async throws
}
