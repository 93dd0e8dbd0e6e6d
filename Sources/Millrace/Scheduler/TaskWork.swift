// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One attempt of a task, as its backend gets it.
public struct TaskWork: Sendable {
    /// The task as a value.
    public var descriptor: TaskDescriptor
    /// The job that the task belongs to, counted from 0 per context of this process.
    public let jobID: Int
    let context: MillraceContext
    let demand: WorkerDemand
    let body: @Sendable (TaskContext) async throws -> any Sendable
    let makeCodec: @Sendable () -> TaskResultCodec?

    /// Converts results between this process and another; `nil` if their type cannot be stored.
    public var codec: TaskResultCodec? { makeCodec() }

    /// Runs the attempt in this process.
    ///
    /// - Parameter returningState: Whether the result has what the task changed in the states of streams: for a driver
    ///   in another process, which applies it to its own copy.
    /// - Throws: The task's error; `StreamingError.codecMissing` if a state that is to be returned cannot be stored.
    public func runHere(returningState: Bool = false) async throws -> TaskResult {
        let state = makeState()
        return try await withTaskCancellationHandler {
            try await run(state, returningState: returningState)
        } onCancel: {
            state.cancel()
        }
    }

    func makeState() -> TaskState { TaskState(slots: context.slots, demand: demand) }

    /// Runs the attempt; the caller passes cancellation on to `state`.
    func run(_ state: TaskState, returningState: Bool = false) async throws -> TaskResult {
        let task = TaskContext(descriptor: descriptor, jobID: jobID, state: state)
        let start = ContinuousClock.now
        let value = try await TaskContext.$current.withValue(task) { try await body(task) }
        var metrics = TaskMetrics()
        metrics.runTime = ContinuousClock.now - start
        metrics.ioWait = state.ioWait
        let states = returningState ? try state.stateUpdates() : []
        return TaskResult(value: value, accumulators: state.takeUpdates(), states: states, metrics: metrics)
    }
}
