// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Runs tasks on an event loop's thread, so that code of users that blocks every thread of the shared pool cannot hold
/// them up.
///
/// Give it as a task's executor preference; child tasks inherit it. A task must not block. Waits of `Task.sleep` still
/// end on the shared pool: use `EventLoop.schedule(after:_:)` for time. Source: SE-0417.
package final class LoopTaskExecutor: TaskExecutor {
    private let loop: EventLoop

    /// An executor on `loop`.
    package init(_ loop: EventLoop) { self.loop = loop }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // Safe: the closure holds the executor, and the loop runs each closure once.
        loop.execute { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
