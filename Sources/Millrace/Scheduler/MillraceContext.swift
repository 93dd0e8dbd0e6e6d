// Millrace
// SPDX-License-Identifier: Apache-2.0

public import Logging
private import Synchronization

/// The engine: creates RDDs and runs jobs on its own task threads. Source: Spark's `SparkContext`.
///
/// The threads start with the first job, or with `StreamingContext.start()`. They end with `stop()`, or when the
/// context is no longer referenced. The scheduling of jobs has a thread of its own, which user code cannot block.
public final class MillraceContext: Sendable {
    /// Settings of the context.
    public let configuration: EngineConfiguration
    /// Log of the engine.
    public let logger: Logger

    /// Whether the backend is the thread pool of this process.
    let runsTasksHere: Bool
    let pool: TaskPool
    /// Executor of the driver: schedulers and generators run here, and no user code.
    let driver: TaskPool
    let slots: TaskSlots
    let accumulators = AccumulatorRegistry()
    /// Memory that persisted partitions and running tables share.
    public let memory: MemoryManager
    /// Partitions of persisted RDDs.
    public let blocks: BlockManager
    /// Folder for what lacks room in memory.
    let disk: LazyLocalDisk
    let metrics: EngineMetrics
    private let nextOwner = Atomic(0)
    private let wantedCheckpoints = Atomic(0)
    /// Names the checkpoints of this run of the program.
    let runID = String(UInt64.random(in: .min ... .max), radix: 16)
    /// Numbers the sources that are built outside of scopes.
    let rootScope = LineageScope(batchTime: nil, operatorID: nil)
    let shuffleGauge = ShuffleGauge()
    private let state = Mutex(State())

    private struct State {
        var nextJobID = 0
        var isStopped = false
        var jobs: [Int: RunningJob] = [:]
        var hasActiveStream = false
        /// Applies changes of states that tasks made in other processes to the active stream.
        var applyUpdate: (@Sendable (StateUpdate) throws -> Void)?
    }

    /// A job that has not ended.
    private struct RunningJob {
        let group: JobGroup?
        /// Set before the job is cancelled through its group.
        var cancelledGroup: JobGroup?
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
        runsTasksHere = configuration.backend is LocalBackend
        metrics = EngineMetrics(configuration)
        memory = MemoryManager(limit: configuration.memoryLimit)
        disk = LazyLocalDisk(directory: configuration.localDirectory)
        blocks = BlockManager(memory: memory, disk: disk)
        slots = TaskSlots(count: configuration.master.threads)
        pool = TaskPool(threads: configuration.master.threads, startThread: startThread)
        driver = TaskPool(threads: 1, startThread: startThread)
    }

    deinit { closeThreads() }

    /// Whether `stop()` has been called.
    public var isStopped: Bool { state.withLock { $0.isStopped } }

    /// Number of map outputs in memory, over the shuffles of all live RDDs.
    public var shuffleOutputCount: Int { shuffleGauge.value }

    /// Starts the threads. Idempotent; after a failure the next call starts the missing ones.
    /// - Throws: `StreamingError.threadsUnavailable` if the system refuses a thread.
    func startThreads() throws {
        try pool.start()
        try driver.start()
    }

    /// Memory and disk of an operation that may need more than there is room for.
    @usableFromInline
    func spillSpace(_ operation: String) -> SpillSpace {
        SpillSpace(memory: memory, disk: disk, operation: operation, threads: configuration.master.threads)
    }

    /// A name for blocks of one owner, unique in this process.
    func blockOwner(_ kind: String) -> String { "\(kind)-\(nextOwner.add(1, ordering: .relaxed).oldValue)" }

    private func closeThreads() {
        pool.close()
        driver.close()
    }

    /// Runs `body` for each partition of `rdd` in `partitions` (default: all) and returns the results in that order.
    ///
    /// Earlier stages run first, unless their shuffle output is in memory. At most as many tasks compute at a time as
    /// there are threads. A task that throws is repeated up to the configured number of attempts. The first task that
    /// fails finally cancels the others. Cancelling the caller's task cancels the job.
    ///
    /// - Throws: `StreamingError.taskFailed` with stage, partition, attempt and cause; `.nestedJob` when called
    ///   inside a task; `.jobCancelled` when its group is cancelled; `.contextStopped` after `stop()`;
    ///   `.threadsUnavailable` if the system refuses the task threads; `CancellationError` when cancelled.
    public func runJob<Element: Sendable, Result: Sendable>(
        on rdd: RDD<Element>, partitions: [Int]? = nil,
        _ body: @escaping @Sendable (PartitionElements<Element>) async throws -> Result
    ) async throws -> [Result] {
        if let task = TaskContext.current {
            throw StreamingError(
                code: .nestedJob, message: "an action was called inside a task; call actions in the driver only",
                stage: task.stage, partition: task.partition, attempt: task.attempt)
        }
        precondition(rdd.context === self, "runJob needs an RDD of its own context")
        OutputTracker.current?.noteJob()
        let indices = partitions ?? Array(rdd.partitions.indices)
        let work = try begin { job in
            try await DAGScheduler(context: self, jobID: job).run(rdd, partitions: indices, body)
        }
        let results = try await withTaskCancellationHandler {
            try await work.value
        } onCancel: {
            work.cancel()
        }
        if wantedCheckpoints.load(ordering: .relaxed) > 0 { try await rdd.writeCheckpoints() }
        return results
    }

    /// An RDD wants a checkpoint: jobs look for it.
    func checkpointWanted() { wantedCheckpoints.add(1, ordering: .relaxed) }

    /// A checkpoint that was wanted is written, or its RDD is freed.
    func checkpointDone() { wantedCheckpoints.subtract(1, ordering: .relaxed) }

    private func begin<Value: Sendable>(
        _ body: @escaping @Sendable (Int) async throws -> Value
    ) throws -> Task<Value, any Error> {
        try state.withLock { state in
            guard !state.isStopped else { throw stoppedError }
            try startThreads()
            let id = state.nextJobID
            state.nextJobID += 1
            // Cancelled by the caller of runJob, by its group or by stop(); ends by itself otherwise.
            let work = Task(executorPreference: driver) {
                do {
                    let value = try await body(id)
                    self.end(id)
                    return value
                } catch {
                    throw self.end(id) ?? error
                }
            }
            state.jobs[id] = RunningJob(
                group: JobGroup.current, cancel: { work.cancel() }, wait: { _ = await work.result })
            return work
        }
    }

    var stoppedError: StreamingError {
        StreamingError(code: .contextStopped, message: "the engine '\(configuration.appName)' is stopped")
    }

    /// Forgets a job. Returns the error to throw in place of its own if its group was cancelled.
    @discardableResult
    private func end(_ job: Int) -> StreamingError? {
        guard let group = state.withLock({ $0.jobs.removeValue(forKey: job)?.cancelledGroup }) else { return nil }
        return StreamingError(code: .jobCancelled, message: "job group '\(group.id)' was cancelled")
    }

    /// Runs `body`; the jobs that it runs belong to a group, which `cancelJobGroup` can cancel.
    /// Source: `SparkContext.setJobGroup`.
    public func withJobGroup<Result>(
        _ id: String, description: String = "", _ body: () async throws -> Result
    ) async rethrows -> Result {
        try await JobGroup.$current.withValue(JobGroup(id, description: description), operation: body)
    }

    /// Cancels the running jobs of a group, which throw `StreamingError.jobCancelled`. Later jobs of the group run.
    public func cancelJobGroup(_ id: String) {
        let cancels = state.withLock { state in
            var cancels: [@Sendable () -> Void] = []
            for (number, job) in state.jobs where job.group?.id == id {
                state.jobs[number]?.cancelledGroup = job.group
                cancels.append(job.cancel)
            }
            return cancels
        }
        for cancel in cancels { cancel() }
    }

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
        closeThreads()
    }

    /// Claims the only slot for an active stream, which gets changes of states; `false` if another stream has it.
    func claimStream(applyUpdate: @escaping @Sendable (StateUpdate) throws -> Void) -> Bool {
        state.withLock { state in
            guard !state.hasActiveStream else { return false }
            state.hasActiveStream = true
            state.applyUpdate = applyUpdate
            return true
        }
    }

    func releaseStream() {
        state.withLock { state in
            state.hasActiveStream = false
            state.applyUpdate = nil
        }
    }

    /// Applies what tasks in other processes changed in the states of the active stream.
    func apply(_ updates: [StateUpdate]) throws {
        let apply = state.withLock { $0.applyUpdate }
        for update in updates { try apply?(update) }
    }
}
