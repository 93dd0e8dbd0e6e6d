// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A running task: identity, cancellation, waits. Source: Spark's `TaskContext`.
public struct TaskContext: Sendable {
    /// The task as a value.
    public let descriptor: TaskDescriptor
    /// The job, counted from 0 per `MillraceContext`.
    public let jobID: Int
    @usableFromInline let state: TaskState
    /// Number of elements that operators move at a time.
    @usableFromInline var maxRun = 1024

    init(descriptor: TaskDescriptor, jobID: Int, state: TaskState) {
        self.descriptor = descriptor
        self.jobID = jobID
        self.state = state
    }

    /// The stage.
    public var stage: StageID { descriptor.stage }
    /// Index of the partition that the task computes.
    public var partition: Int { descriptor.partition }
    /// Attempts made before this one.
    public var attempt: Int { descriptor.attempt }

    /// The task that the current code runs in, `nil` outside of tasks (in the driver).
    @TaskLocal public static var current: TaskContext?

    /// Whether the job was cancelled or has failed: the task's result will not be taken.
    @inlinable public var isCancelled: Bool { state.isCancelled }

    /// The task with operators that compute one element at a time, for consumers that stop early.
    @usableFromInline var lazily: TaskContext {
        var task = self
        task.maxRun = 1
        return task
    }

    /// Throws `CancellationError` if the job was cancelled or has failed. Costs one load: loops call it per element.
    @inlinable
    public func checkCancellation() throws {
        if state.isCancelled { throw CancellationError() }
    }

    /// Runs `body`, which waits for I/O: meanwhile the task gives its place to a task that computes.
    ///
    /// At most `EngineConfiguration.ioSlots` tasks of a job wait like that at a time. Sources call it around each read.
    public func waitingForIO<Result>(_ body: () async throws -> Result) async throws -> Result {
        let start = ContinuousClock.now
        state.slots.release()
        state.demand.want()
        let outcome: Swift.Result<Result, any Error>
        do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
        await state.slots.acquire()
        state.addWait(ContinuousClock.now - start)
        return try outcome.get()
    }
}
