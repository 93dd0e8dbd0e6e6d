// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Identity of a running task, as a value. Source: Spark's `TaskContext`.
public struct TaskContext: Sendable {
    /// The job, counted from 0 per `MillraceContext`.
    public let jobID: Int
    /// The stage, counted from 0 per `MillraceContext`.
    public let stageID: Int
    /// Index of the partition that the task computes.
    public let partition: Int
    /// Attempts made before this one.
    public let attempt: Int

    /// The task that the current code runs in, `nil` outside of tasks (in the driver).
    @TaskLocal public static var current: TaskContext?

    /// Throws `CancellationError` if the job was cancelled. Sources call it between bursts.
    public func checkCancellation() throws { try Task.checkCancellation() }
}
