// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import Synchronization
import TestSupport

/// An input of two elements per batch that records its calls.
///
/// `@unchecked Sendable`: every stored property is an immutable `Sendable` value.
final class ScriptedInput: InputDStream<Int, Int64>, @unchecked Sendable {
    let completed = Log<Int64>()
    let planned = Log<Int64>()
    let hooks = Log<String>()
    let begin: @Sendable () async throws -> Void
    let generate: @Sendable (BatchTime) async throws -> Void
    let commit: @Sendable (BatchTime) async throws -> Void

    init(
        _ context: StreamingContext, begin: @escaping @Sendable () async throws -> Void = {},
        generate: @escaping @Sendable (BatchTime) async throws -> Void = { _ in },
        commit: @escaping @Sendable (BatchTime) async throws -> Void = { _ in }
    ) {
        self.begin = begin
        self.generate = generate
        self.commit = commit
        super.init(context: context)
    }

    override func start() async throws {
        hooks.add("start")
        try await begin()
    }
    override func stop() async { hooks.add("stop") }

    override func plan(at time: BatchTime) async throws -> Int64 {
        planned.add(time.milliseconds)
        try await generate(time)
        reportInput(time: time, recordCount: 2, description: "two", metadata: "meta")
        return time.milliseconds
    }

    override func rdd(_ plan: Int64, at time: BatchTime) throws -> RDD<Int> {
        context.engine.parallelize([1, 2], partitions: 2)
    }

    override func batchCompleted(_ batch: BatchInfo, plan: Int64) async throws {
        try await commit(batch.batchTime)
        completed.add(batch.batchTime.milliseconds)
    }
}

/// Records a stream's events, and lets a test wait for a number of completed batches.
final class Recorder: StreamingListener {
    let events = Log<String>()
    let batches = Log<BatchInfo>()
    let submitted = Log<BatchInfo>()
    let generationFailures = Log<StreamingError>()
    private let goals: [(count: Int, event: Event)]
    private let failureSeen: Event?
    let retries = Log<Duration>()
    let onRetry: @Sendable () -> Void

    init(
        goals: [(count: Int, event: Event)] = [], failureSeen: Event? = nil,
        onRetry: @escaping @Sendable () -> Void = {}
    ) {
        self.goals = goals
        self.onRetry = onRetry
        self.failureSeen = failureSeen
    }

    func streamingStarted(firstBatch: BatchTime) { events.add("started \(firstBatch.milliseconds)") }
    func batchSubmitted(_ batch: BatchInfo) {
        submitted.add(batch)
        events.add("submitted \(batch.batchTime.milliseconds)")
    }
    func batchStarted(_ batch: BatchInfo) { events.add("running \(batch.batchTime.milliseconds)") }
    func outputOperationStarted(_ operation: OutputOperationInfo, batch: BatchTime) {
        events.add("output \(operation.index) \(batch.milliseconds)")
    }
    func batchCompleted(_ batch: BatchInfo) {
        batches.add(batch)
        events.add("completed \(batch.batchTime.milliseconds)")
        for goal in goals where goal.count == batches.entries.count { goal.event.signal() }
    }
    func batchGenerationFailed(_ batch: BatchTime, error: StreamingError) {
        generationFailures.add(error)
        failureSeen?.signal()
    }
    func batchRetried(_ batch: BatchInfo, error: any Error, after wait: Duration) {
        retries.add(wait)
        events.add("retry \(batch.retryCount) \(batch.batchTime.milliseconds)")
        onRetry()
    }
    func streamingStopped() { events.add("stopped") }
}

/// A stream under a manual clock that shows `now` ms.
func makeStream(
    now: Int64 = 10_001, interval: Duration = .seconds(2),
    configuration: StreamingConfiguration = StreamingConfiguration()
) throws -> (StreamingContext, ManualClock) {
    let clock = ManualClock(now: BatchTime(milliseconds: now))
    return (
        try StreamingContext(makeEngine(), batchDuration: interval, clock: clock, configuration: configuration), clock
    )
}

extension ManualClock {
    /// Waits until a clock that began at 0 shows `deadline`.
    func sleep(until deadline: BatchTime) async throws {
        try await sleep(until: deadline - BatchTime(milliseconds: 0))
    }
}
