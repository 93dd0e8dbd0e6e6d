// Millrace
// SPDX-License-Identifier: Apache-2.0

public import Logging
private import Synchronization

/// The engine: makes RDDs and runs jobs on its own task threads. Source: Spark's `SparkContext`.
///
/// The threads start with the context and end with `stop()`, or when the context is no longer referenced.
public final class MillraceContext: Sendable {
    /// What the context was made with.
    public let configuration: EngineConfiguration
    /// Where the engine logs.
    public let logger: Logger

    let pool: TaskPool
    let shuffleGauge = ShuffleGauge()
    private let rddIDs = Atomic(0)
    private let shuffleIDs = Atomic(0)
    private let stageIDs = Atomic(0)
    private let state = Mutex(State())

    private struct State {
        var nextJobID = 0
        var isStopped = false
        var jobs: [Int: RunningJob] = [:]
        var hasActiveStream = false
    }

    /// One job that has not ended: how to cancel it, and how to wait for its end.
    private struct RunningJob {
        let cancel: @Sendable () -> Void
        let wait: @Sendable () async -> Void
    }

    /// A context; its task threads start at once.
    public init(_ configuration: EngineConfiguration, logger: Logger = Logger(label: "millrace")) {
        self.configuration = configuration
        self.logger = logger
        pool = TaskPool(threads: configuration.master.threads)
    }

    deinit { pool.close() }

    /// Whether `stop()` has been called.
    public var isStopped: Bool { state.withLock { $0.isStopped } }

    /// Map outputs of shuffles that are held in memory, over all live RDDs.
    public var shuffleOutputCount: Int { shuffleGauge.value }

    /// Runs `body` for each partition of `rdd` in `partitions` (default: all) and returns the results in that order.
    ///
    /// Stages that have to run first do so, unless their shuffle output is there already. At most as many tasks of
    /// the job run at a time as there are threads. A task that throws is repeated up to the configured number of
    /// attempts. Cancelling the caller's task cancels the job.
    ///
    /// - Throws: `StreamingError.taskFailed` with stage, partition, attempt and cause; `.nestedJob` when called
    ///   inside a task; `.contextStopped` after `stop()`; `CancellationError` when cancelled.
    public func runJob<Element: Sendable, Result: Sendable>(
        on rdd: RDD<Element>, partitions: [Int]? = nil,
        _ body: @escaping @Sendable (PartitionElements<Element>) async throws -> Result
    ) async throws -> [Result] {
        if let task = TaskContext.current {
            throw StreamingError(
                code: .nestedJob, message: "an action was called inside a task; call actions in the driver only",
                stageID: task.stageID, partition: task.partition, attempt: task.attempt)
        }
        precondition(rdd.context === self, "a job on an RDD of another context")
        OutputTracker.current?.noteJob()
        let indices = partitions ?? Array(rdd.partitions.indices)
        let work = try begin { job in
            try await DAGScheduler(context: self, jobID: job).run(rdd, partitions: indices, body)
        }
        return try await withTaskCancellationHandler {
            try await work.value
        } onCancel: {
            work.cancel()
        }
    }

    private func begin<Value: Sendable>(
        _ body: @escaping @Sendable (Int) async throws -> Value
    ) throws -> Task<Value, any Error> {
        try state.withLock { state in
            guard !state.isStopped else {
                throw StreamingError(code: .contextStopped, message: "the engine '\(configuration.appName)' is stopped")
            }
            let id = state.nextJobID
            state.nextJobID += 1
            // Cancelled by the caller of runJob or by stop(); ends by itself otherwise.
            let work = Task(executorPreference: pool) {
                defer { self.end(id) }
                return try await body(id)
            }
            state.jobs[id] = RunningJob(cancel: { work.cancel() }, wait: { _ = await work.result })
            return work
        }
    }

    private func end(_ job: Int) { state.withLock { $0.jobs[job] = nil } }

    /// Cancels running jobs, waits for their end, and lets the threads go. Idempotent; later jobs throw.
    ///
    /// Called inside a task it does not wait, as that task could not end.
    public func stop() async {
        let jobs = state.withLock { state in
            state.isStopped = true
            return Array(state.jobs.values)
        }
        for job in jobs { job.cancel() }
        if TaskContext.current == nil {
            for job in jobs { await job.wait() }
        }
        pool.close()
    }

    func nextRDDID() -> Int { rddIDs.add(1, ordering: .relaxed).oldValue }
    func nextShuffleID() -> Int { shuffleIDs.add(1, ordering: .relaxed).oldValue }
    func nextStageID() -> Int { stageIDs.add(1, ordering: .relaxed).oldValue }

    /// Takes the one place for an active stream, or returns `false` if it is taken.
    func claimStream() -> Bool {
        state.withLock { state in
            guard !state.hasActiveStream else { return false }
            state.hasActiveStream = true
            return true
        }
    }

    func releaseStream() { state.withLock { $0.hasActiveStream = false } }
}
