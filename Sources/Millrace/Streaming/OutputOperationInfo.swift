// Millrace
// SPDX-License-Identifier: Apache-2.0

/// How one output operation of a batch went.
public struct OutputOperationInfo: Sendable {
    /// Position among the output operations, in the order of registration, counted from 0.
    public var index: Int
    /// What the operation does, such as `print`.
    public var name: String
    /// When it began; `nil` while it waits.
    public var startTime: BatchTime?
    /// When it ended; `nil` while it runs or waits.
    public var endTime: BatchTime?
    /// Why it failed, in one line.
    public var failureReason: String?

    /// How long it took, once it has ended.
    public var duration: Duration? {
        guard let startTime, let endTime else { return nil }
        return endTime - startTime
    }
}
