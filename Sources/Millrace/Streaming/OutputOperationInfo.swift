// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One output operation of a batch: times and outcome.
public struct OutputOperationInfo: Sendable {
    /// Position among the output operations, in the order of registration, counted from 0.
    public var index: Int
    /// Name of the operation, such as `print`.
    public var name: String
    /// Start time; `nil` before.
    public var startTime: BatchTime?
    /// End time; `nil` before.
    public var endTime: BatchTime?
    /// Reason of the failure in one line; `nil` if it succeeded or has not ended.
    public var failureReason: String?

    /// Time from start to end; `nil` until it has ended.
    public var duration: Duration? {
        guard let startTime, let endTime else { return nil }
        return endTime - startTime
    }
}
