// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One output operation of a batch: times and outcome. Source: Spark's `OutputOperationInfo`.
public struct OutputOperationInfo: Sendable {
    /// Position among the output operations, in the order of registration, counted from 0.
    public let index: Int
    /// Name of the operation, such as `print`.
    public let name: String
    /// Start of the last attempt by the wall clock; `nil` before.
    public internal(set) var startTime: BatchTime?
    /// End of the last attempt by the wall clock; `nil` before.
    public internal(set) var endTime: BatchTime?
    /// Reason of the failure in one line; `nil` if it succeeded or has not ended.
    public internal(set) var failureReason: String?
    /// Jobs that the last attempt ran.
    public internal(set) var jobCount = 0

    var started: Duration?
    var ended: Duration?

    init(index: Int, name: String) {
        self.index = index
        self.name = name
    }

    mutating func noteStart(_ clock: any StreamingClock) {
        startTime = clock.now
        started = clock.uptime
        endTime = nil
        ended = nil
        failureReason = nil
    }

    mutating func noteEnd(_ clock: any StreamingClock) {
        endTime = clock.now
        ended = clock.uptime
    }

    /// Time from start to end by the monotonic clock; `nil` until it has ended.
    public var duration: Duration? {
        guard let started, let ended else { return nil }
        return ended - started
    }
}
