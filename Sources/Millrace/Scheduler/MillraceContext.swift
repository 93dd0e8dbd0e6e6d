// Millrace
// SPDX-License-Identifier: Apache-2.0

public import Logging
private import Synchronization

/// The engine: creates RDDs and runs jobs on its own task threads. Source: Spark's `SparkContext`.
///
/// The threads start with the first job, or with `StreamingContext.start()`. They end with `stop()`, or when the
/// context is no longer referenced.
public final class MillraceContext: Sendable {
    /// Settings of the context.
    public let configuration: EngineConfiguration
    /// Log of the engine.
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

    /// A job that has not ended.
    private struct RunningJob {
        let cancel: @Sendable () -> Void
        let wait: @Sendable () async -> Void
    }

    /// Creates a context without starting its threads.
    public convenience init(_ configuration: EngineConfiguration, logger: Logger = Logger(label: "millrace")) {
        self.init(configuration, logger: logger, startThread: TaskThread.start)
    }

    /// Creates a context whose task threads come from `startThread`, for tests.
    package init(_ configuration: EngineConfiguration, logger: Logger, startThread: @escaping TaskThread.Start) {
        self.configuration = configuration
        self.logger = logger
        pool = TaskPool(threads: configuration.master.threads, startThread: startThread)
    }

    deinit { pool.close() }

    /// Whether `stop()` has been called.
    public var isStopped: Bool { state.withLock { $0.isStopped } }

    /// Number of map outputs in memory, over the shuffles of all live RDDs.
    public var shuffleOutputCount: Int { shuffleGauge.value }

    /// Runs `body` for each partition of `rdd` in `partitions` (default: all) and returns the results in that order.
    ///
    /// Earlier stages run first, unless their shuffle output is in memory. At most as many tasks of the job run at a
    /// time as there are threads. A task that throws is repeated up to the configured number of attempts. Cancelling
    /// the caller's task cancels the job.
    ///
    /// - Throws: `StreamingError.taskFailed` with stage, partition, attempt and cause; `.nestedJob` when called
    ///   inside a task; `.contextStopped` after `stop()`; `.threadsUnavailable` if the system refuses the task threads;
    ///   `CancellationError` when cancelled.
    public func runJob<Element: Sendable, Result: Sendable>(
        on rdd: RDD<Element>, partitions: [Int]? = nil,
        _ body: @escaping @Sendable (PartitionElements<Element>) async throws -> Result
    ) async throws -> [Result] {
        if let task = TaskContext.current {
            throw StreamingError(
                code: .nestedJob, message: "an action was called inside a task; call actions in the driver only",
                stageID: task.stageID, partition: task.partition, attempt: task.attempt)
        }
        precondition(rdd.context === self, "runJob needs an RDD of its own context")
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
            guard !state.isStopped else { throw stoppedError }
            try pool.start()
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

    var stoppedError: StreamingError {
        StreamingError(code: .contextStopped, message: "the engine '\(configuration.appName)' is stopped")
    }

    private func end(_ job: Int) { state.withLock { $0.jobs[job] = nil } }

    /// Cancels running jobs, waits for their end, and ends the threads. Idempotent; later jobs throw.
    ///
    /// Inside a task it does not wait, as the task would wait for itself.
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

    /// Claims the only slot for an active stream; `false` if another stream has it.
    func claimStream() -> Bool {
        state.withLock { state in
            guard !state.hasActiveStream else { return false }
            state.hasActiveStream = true
            return true
        }
    }

    func releaseStream() { state.withLock { $0.hasActiveStream = false } }
}
