// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Logging
private import Synchronization

/// Cuts a job into stages at its shuffles and runs their tasks. Source: Spark's `DAGScheduler`.
///
/// A stage is the map side of one shuffle, or the result. Stages of the same depth run together; a stage starts when
/// all deeper ones have ended.
struct DAGScheduler: Sendable {
    let context: MillraceContext
    let jobID: Int

    /// A task to run; `run` is one attempt.
    struct TaskSpec: Sendable {
        let stageID: Int
        let partition: Int
        let run: @Sendable (TaskContext) async throws -> Void
    }

    func run<Element: Sendable, Result: Sendable>(
        _ rdd: RDD<Element>, partitions: [Int],
        _ body: @escaping @Sendable (PartitionElements<Element>) async throws -> Result
    ) async throws -> [Result] {
        for wave in Self.waves(below: rdd) {
            try await run(
                wave.flatMap { shuffle in
                    let stageID = context.nextStageID()
                    return shuffle.missingMapPartitions().map { partition in
                        TaskSpec(stageID: stageID, partition: partition) { try await shuffle.runMapTask($0) }
                    }
                })
        }
        let results = ResultStore<Result>(count: partitions.count)
        let stageID = context.nextStageID()
        try await run(
            partitions.enumerated().map { position, index in
                TaskSpec(stageID: stageID, partition: index) { task in
                    let elements = PartitionElements(rdd: rdd, partition: rdd.partitions[index], task: task)
                    results.set(position, try await body(elements))
                }
            })
        return results.all()
    }

    /// The shuffles to run before `rdd`'s partitions can be computed, deepest first, each wave sorted by id.
    ///
    /// A shuffle with complete output is left out, and so are the shuffles that only it needs.
    private static func waves(below rdd: any AnyRDD) -> [[any AnyShuffleDependency]] {
        var waves: [[any AnyShuffleDependency]] = []
        var depths: [Int: Int] = [:]
        var found: [Int: any AnyShuffleDependency] = [:]
        var frontier = shuffles(of: rdd)
        var depth = 0
        while !frontier.isEmpty {
            var next: [Int: any AnyShuffleDependency] = [:]
            for (id, shuffle) in frontier where !shuffle.missingMapPartitions().isEmpty {
                found[id] = shuffle
                depths[id] = depth  // Found again deeper: it must run before the shuffles there.
                next.merge(shuffles(of: shuffle.mapSide)) { first, _ in first }
            }
            frontier = next
            depth += 1
        }
        for wave in (0..<depth).reversed() {
            let ids = depths.filter { $0.value == wave }.keys.sorted()
            waves.append(ids.compactMap { found[$0] })
        }
        return waves
    }

    /// The shuffles that `rdd` reaches through narrow dependencies only.
    private static func shuffles(of rdd: any AnyRDD) -> [Int: any AnyShuffleDependency] {
        var result: [Int: any AnyShuffleDependency] = [:]
        var seen: Set<Int> = [rdd.id]
        var stack: [any AnyRDD] = [rdd]
        while let current = stack.popLast() {
            for dependency in current.dependencies {
                switch dependency {
                case .shuffle(let shuffle): result[shuffle.shuffleID] = shuffle
                case .narrow(let parent): if seen.insert(parent.id).inserted { stack.append(parent) }
                }
            }
        }
        return result
    }

    /// Runs all tasks, at most as many at a time as there are threads.
    ///
    /// After a failure the other tasks still run to their end; then the first failure is thrown.
    private func run(_ tasks: [TaskSpec]) async throws {
        let queue = TaskQueue(tasks)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<min(tasks.count, context.configuration.master.threads) {
                group.addTask(executorPreference: context.pool) {
                    while let task = queue.next() { try await run(task) }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Runs attempts of a task until one succeeds.
    ///
    /// Every error is retried, as the engine cannot tell which ones are transient; cancellation ends the task at once.
    private func run(_ task: TaskSpec) async throws {
        let maxFailures = context.configuration.master.maxFailures
        for attempt in 0..<maxFailures {
            try Task.checkCancellation()
            let place = TaskContext(jobID: jobID, stageID: task.stageID, partition: task.partition, attempt: attempt)
            do {
                return try await TaskContext.$current.withValue(place) { try await task.run(place) }
            } catch {
                if Task.isCancelled { throw CancellationError() }
                context.logger.warning(
                    "task failed",
                    metadata: [
                        "job": "\(jobID)", "stage": "\(task.stageID)", "partition": "\(task.partition)",
                        "attempt": "\(attempt)", "maxFailures": "\(maxFailures)", "error": "\(error)",
                    ])
                guard attempt + 1 == maxFailures else { continue }
                throw StreamingError(
                    code: .taskFailed, message: "the task failed on all \(maxFailures) attempts",
                    stageID: task.stageID, partition: task.partition, attempt: attempt, underlyingError: error)
            }
        }
    }
}

/// Tasks of a stage; each is handed out once, in order.
private final class TaskQueue: Sendable {
    private let tasks: [DAGScheduler.TaskSpec]
    private let cursor = Atomic(0)

    init(_ tasks: [DAGScheduler.TaskSpec]) { self.tasks = tasks }

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
