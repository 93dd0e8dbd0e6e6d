// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Logging
private import Synchronization

/// Cuts a job into stages at its shuffles and runs their tasks. Source: Spark's `DAGScheduler`.
///
/// A stage is the map side of one shuffle, or the result. Stages of the same depth run together; a stage starts when
/// all deeper ones have ended. Runs on the driver's executor; attempts of tasks run on the task threads.
struct DAGScheduler: Sendable {
    let context: MillraceContext
    let jobID: Int

    /// A task to run. `body` is one attempt; `accept` takes the result of the one that wins.
    struct TaskSpec: Sendable {
        let stage: StageID
        let partition: Int
        let codec: @Sendable () -> TaskResultCodec?
        let body: @Sendable (TaskContext) async throws -> any Sendable
        let accept: @Sendable (any Sendable) throws -> Void
    }

    func run<Element: Sendable, Result: Sendable>(
        _ rdd: RDD<Element>, partitions: [Int],
        _ body: @escaping @Sendable (PartitionElements<Element>) async throws -> Result
    ) async throws -> [Result] {
        let stage = StageID.result(rdd.name, action: rdd.identity.nextAction())
        let results = ResultStore<Result>(count: partitions.count)
        let tasks = partitions.enumerated().map { position, index in
            TaskSpec(stage: stage, partition: index, codec: { TaskResultCodec(Result.self) }) { task in
                try await body(PartitionElements(rdd: rdd, partition: rdd.partitions[index], task: task))
            } accept: { value in
                guard let value = value as? Result else {
                    throw StreamingError(
                        code: .invalidState,
                        message: "the task backend returned \(type(of: value)) in place of \(Result.self)")
                }
                results.set(position, value)
            }
        }
        // A persisted partition for which a stage was left out may be evicted before it is read: the stage runs then.
        var lost = 0
        while true {
            do {
                for wave in Self.waves(below: rdd) { try await run(wave.flatMap(Self.mapTasks)) }
                try await run(tasks)
                return results.all()
            } catch let error as StreamingError where error.code == .shuffleOutputMissing {
                lost += 1
                try Task.checkCancellation()
                guard lost < context.configuration.master.maxFailures else { throw error }
                context.logger.warning("shuffle output is missing; its stage runs again", metadata: ["job": "\(jobID)"])
            }
        }
    }

    private static func mapTasks(of shuffle: any AnyShuffleDependency) -> [TaskSpec] {
        let stage = shuffle.stage
        return shuffle.missingMapPartitions().map { partition in
            TaskSpec(stage: stage, partition: partition, codec: { shuffle.outputCodec }) { task in
                try await shuffle.runMapTask(task)
            } accept: { output in
                try shuffle.accept(output, of: partition)
            }
        }
    }

    /// The shuffles to run before `rdd`'s partitions can be computed, deepest first, each wave sorted by stage.
    ///
    /// A shuffle with complete output is left out, and so are the shuffles that only it needs.
    private static func waves(below rdd: AnyRDD) -> [[any AnyShuffleDependency]] {
        var waves: [[any AnyShuffleDependency]] = []
        var depths: [ObjectIdentifier: Int] = [:]
        var found: [(id: ObjectIdentifier, shuffle: any AnyShuffleDependency)] = []
        var frontier = shuffles(of: [rdd])
        var depth = 0
        while !frontier.isEmpty {
            let open = frontier.filter { !$0.missingMapPartitions().isEmpty }
            for shuffle in open {
                let id = ObjectIdentifier(shuffle)
                // Found again deeper: it must run before the shuffles there.
                if depths.updateValue(depth, forKey: id) == nil { found.append((id, shuffle)) }
            }
            frontier = shuffles(of: open.map(\.mapSide))
            depth += 1
        }
        for wave in (0..<depth).reversed() {
            waves.append(found.filter { depths[$0.id] == wave }.map(\.shuffle))
        }
        return waves
    }

    /// The shuffles that `rdds` reach through narrow dependencies only, each once, in order of discovery.
    private static func shuffles(of rdds: [AnyRDD]) -> [any AnyShuffleDependency] {
        var result: [any AnyShuffleDependency] = []
        var known: Set<ObjectIdentifier> = []
        var stack: [AnyRDD] = rdds.reversed()
        while let current = stack.popLast() {
            guard known.insert(ObjectIdentifier(current)).inserted, !current.isMaterialized else { continue }
            for dependency in current.dependencies {
                switch dependency {
                case .shuffle(let shuffle):
                    if known.insert(ObjectIdentifier(shuffle)).inserted { result.append(shuffle) }
                case .narrow(let parent): stack.append(parent)
                }
            }
        }
        return result
    }

    /// Runs all tasks: at most as many compute at a time as there are threads. The first failure cancels the others at
    /// once and is thrown when they have ended; their results are not taken.
    ///
    /// There is a worker for each thread, and another one for each task that waits for I/O, up to `ioSlots`.
    private func run(_ tasks: [TaskSpec]) async throws {
        guard !tasks.isEmpty else { return }
        let queue = TaskQueue(tasks)
        let demand = WorkerDemand { queue.hasTasks }
        var running = min(tasks.count, context.configuration.master.threads)
        var spares = min(tasks.count - running, max(0, context.configuration.ioSlots))
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<running { group.addTask(executorPreference: context.pool) { try await work(queue, demand) } }
            if spares > 0 { group.addTask { await demand.next() } }
            // Throws the first failure, which cancels the group; `waitForAll` would let the others go on.
            while let isWanted = try await group.next() {
                if isWanted {
                    group.addTask(executorPreference: context.pool) { try await work(queue, demand) }
                    running += 1
                    spares -= 1
                    if spares > 0 { group.addTask { await demand.next() } }
                } else {
                    running -= 1
                    if running == 0 { demand.end() }
                }
            }
        }
    }

    /// Runs tasks until none is left. Returns `false`: no further worker is wanted.
    private func work(_ queue: TaskQueue, _ demand: WorkerDemand) async throws -> Bool {
        let worker = StageWorker()
        return try await withTaskCancellationHandler {
            while let task = queue.next() { try await run(task, worker, demand) }
            return false
        } onCancel: {
            worker.cancel()
        }
    }

    /// Runs attempts of a task until one succeeds.
    ///
    /// Every error is retried, as the engine cannot tell which ones are transient; also a `CancellationError` of the
    /// user's code. Cancellation of the job ends the task at once.
    private func run(_ task: TaskSpec, _ worker: StageWorker, _ demand: WorkerDemand) async throws {
        let maxFailures = context.configuration.master.maxFailures
        for attempt in 0..<maxFailures {
            try Task.checkCancellation()
            let place = TaskDescriptor(stage: task.stage, partition: task.partition, attempt: attempt)
            do {
                return try await runAttempt(place, of: task, worker, demand)
            } catch {
                if Task.isCancelled { throw CancellationError() }
                context.metrics.taskFailed()
                // Another attempt would find the same: the stage before has to run.
                if let error = error as? StreamingError, error.code == .shuffleOutputMissing { throw error }
                context.logger.warning(
                    "task failed",
                    metadata: [
                        "job": "\(jobID)", "stage": "\(place.stage)", "partition": "\(place.partition)",
                        "attempt": "\(attempt)", "maxFailures": "\(maxFailures)", "error": "\(error)",
                    ])
                guard attempt + 1 == maxFailures else { continue }
                throw StreamingError(
                    code: .taskFailed, message: "the task failed on all \(maxFailures) attempts",
                    stage: place.stage, partition: place.partition, attempt: attempt, underlyingError: error)
            }
        }
    }

    private func runAttempt(
        _ place: TaskDescriptor, of task: TaskSpec, _ worker: StageWorker, _ demand: WorkerDemand
    ) async throws {
        if place.attempt > 0 {
            let wait = context.configuration.retryBackoff.wait(before: place.attempt)
            if wait > .zero { try await context.configuration.retryClock.sleep(for: wait) }
        }
        if !context.slots.tryAcquire() { await context.slots.acquire() }
        defer { context.slots.release() }
        try Task.checkCancellation()
        let work = TaskWork(
            descriptor: place, jobID: jobID, context: context, demand: demand, body: task.body, makeCodec: task.codec)
        let result: TaskResult
        if context.runsTasksHere {
            let state = work.makeState()
            worker.begin(state)
            defer { worker.end() }
            result = try await work.run(state)
        } else {
            result = try await context.configuration.backend.run(work)
        }
        // A task that ended after its job failed: its output is not taken.
        try Task.checkCancellation()
        if !result.states.isEmpty { try context.apply(result.states) }
        try task.accept(result.value)
        context.accumulators.merge(result.accumulators)
        context.metrics.taskEnded()
    }
}

/// Tasks of a stage; each is handed out once, in order.
private final class TaskQueue: Sendable {
    private let tasks: [DAGScheduler.TaskSpec]
    private let cursor = Atomic(0)

    init(_ tasks: [DAGScheduler.TaskSpec]) { self.tasks = tasks }

    var hasTasks: Bool { cursor.load(ordering: .relaxed) < tasks.count }

    func next() -> DAGScheduler.TaskSpec? {
        let index = cursor.add(1, ordering: .relaxed).oldValue
        return index < tasks.count ? tasks[index] : nil
    }
}

/// Results by position, filled from several tasks.
private final class ResultStore<Result: Sendable>: Sendable {
    private let results: Mutex<[Result?]>

    init(count: Int) { results = Mutex(Array(repeating: nil, count: count)) }

    func set(_ position: Int, _ result: Result) { results.withLock { $0[position] = result } }

    /// All results. Every task has ended without an error, so none is missing.
    func all() -> [Result] { results.withLock { $0.compactMap { $0 } } }
}
