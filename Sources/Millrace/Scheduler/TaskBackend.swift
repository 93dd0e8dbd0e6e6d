// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Place where tasks run: the thread pool of this process unless a program sets `EngineConfiguration.backend`.
///
/// Another process that runs the same program rebuilds the same lineage, so a backend may send `work.descriptor` there
/// and return what comes back. Source: Spark's `TaskScheduler` and `SchedulerBackend`.
public protocol TaskBackend: Sendable {
    /// Runs one attempt of a task to its end and returns its result.
    ///
    /// Called on a task thread, for at most as many tasks at a time as there are slots.
    /// - Throws: The task's own error, or the backend's; the attempt counts as failed then. Cancelling the calling task
    ///   should end the attempt.
    func run(_ work: TaskWork) async throws -> TaskResult
}
