// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Figures of one attempt of a task. Source: Spark's `TaskMetrics`.
public struct TaskMetrics: Sendable {
    /// Time from the start of the attempt to its end, waits included.
    public var runTime: Duration = .zero
    /// Part of `runTime` in which the task waited for I/O; see `TaskContext.waitingForIO`.
    public var ioWait: Duration = .zero

    /// Metrics of nothing.
    public init() {}
}
