// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Logging
private import Synchronization

/// Plans a batch at each tick and queues it. Source: Spark's `JobGenerator`.
///
/// Ticks are never skipped: a late generator makes up for missed batches one by one, each with its nominal time.
/// A batch that could not be planned is tried again, before any later batch. Inputs that succeeded keep their plan for
/// it, so none of their data is lost.
final class JobGenerator: Sendable {
    private let stream: StreamingContext
    private let queue: BatchQueue
    private let state = Mutex(State())

    private struct State {
        var isStopping = false
        var tick: Task<Void, any Error>?
    }

    init(stream: StreamingContext, queue: BatchQueue) {
        self.stream = stream
        self.queue = queue
    }

    /// Plans batches until `stop()`, or until one fails for good.
    func run(_ timeline: BatchTimeline) async {
        var timeline = timeline
        // Batches of an earlier run that did not end, with the same plans.
        for time in stream.streamCheckpoint?.recovered?.pending ?? [] {
            guard await queue.waitForRoom(), !isStopping, let batch = await planWithRetries(time) else {
                return queue.finish(discarding: false)
            }
            stream.tell { $0.batchSubmitted(batch.info) }
            queue.append(batch)
        }
        if await generate(&timeline) { await planRest(timeline) }
        queue.finish(discarding: false)
    }

    /// Plans a batch at each tick. Returns true if it was stopped, false if a batch could not be planned.
    private func generate(_ timeline: inout BatchTimeline) async -> Bool {
        while await wait(until: timeline.due), await queue.waitForRoom(), !isStopping {
            let change = timeline.follow(wall: stream.clock.now, uptime: stream.clock.uptime)
            if change > .zero {
                stream.engine.logger.warning(
                    "the wall clock was set forward; batch times follow it",
                    metadata: ["by_ms": "\(change.wholeMilliseconds)", "batch": "\(timeline.time)"])
            }
            guard let batch = await planWithRetries(timeline.time) else { return false }
            stream.tell { $0.batchSubmitted(batch.info) }
            queue.append(batch)
            timeline.advance()
        }
        return true
    }

    /// After a graceful stop: receivers end, and what they have stored is one more batch. Source: Spark's order of a
    /// graceful stop.
    private func planRest(_ timeline: BatchTimeline) async {
        let inputs = stream.graph.inputs
        let hasRest = await withTaskGroup { group in
            for input in inputs { group.addTask { await input.drain() } }
            return await group.reduce(false) { $0 || $1 }
        }
        // Without grace there is no further batch.
        guard hasRest, !Task.isCancelled, await queue.waitForRoom(), !Task.isCancelled,
            let batch = await planWithRetries(timeline.time)
        else { return }
        stream.tell { $0.batchSubmitted(batch.info) }
        queue.append(batch)
    }

    /// Stops after the batch that is being planned, which still enters the queue.
    func stop() {
        let tick = state.withLock { state in
            state.isStopping = true
            return state.tick
        }
        tick?.cancel()
    }

    private var isStopping: Bool { state.withLock { $0.isStopping } || Task.isCancelled }

    /// Waits for an uptime; `false` if the generator was stopped instead.
    private func wait(until tick: Duration) async -> Bool {
        let clock = stream.clock
        if clock.uptime >= tick { return !isStopping }
        // Ends at the tick. stop() cancels it, and so does the handler below.
        let sleep = Task { try await clock.sleep(until: tick) }
        let isStopping = state.withLock { state in
            state.tick = sleep
            return state.isStopping
        }
        if isStopping { sleep.cancel() }
        let result = await withTaskCancellationHandler {
            await sleep.result
        } onCancel: {
            sleep.cancel()
        }
        guard case .success = result else { return false }
        return !self.isStopping
    }

    /// Plans a batch, again after failures as the policy says; nil if the generator ends.
    private func planWithRetries(_ time: BatchTime) async -> QueuedBatch? {
        var retry = 0
        while true {
            do {
                return try await plan(time)
            } catch {
                // A stop without grace cancelled the plan; it did not fail by itself.
                if Task.isCancelled { return nil }
                retry += 1
                let configuration = stream.configuration
                // The next wait begins before listeners hear of the failure, as they may move the clock.
                let wakeup = stream.clock.uptime + configuration.backoff(beforeRetry: retry)
                let policy = configuration.failurePolicy
                let isLast = !policy.goesOn && retry > policy.maxRetries
                stream.planFailed(time, error, isLast: isLast)
                if isLast { return nil }
                guard await wait(until: wakeup) else { return nil }
            }
        }
    }

    private func plan(_ time: BatchTime) async throws -> QueuedBatch {
        try await StreamScope.$current.withValue(ObjectIdentifier(stream)) {
            for input in stream.graph.inputs {
                do {
                    try await input.makePlan(at: time)
                } catch {
                    throw StreamingError(
                        code: .generationFailed, message: "an input could not plan the batch", batchTime: time,
                        streamID: input.id, underlyingError: error)
                }
            }
        }
        try await stream.storePlans(of: time)
        let outputs = stream.graph.outputs(at: time)
        var info = BatchInfo(batchTime: time, clock: stream.clock)
        info.inputs = stream.graph.takeReports(for: time)
        info.outputOperations = outputs.map { OutputOperationInfo(index: $0.index, name: $0.name) }
        return QueuedBatch(info: info, outputs: outputs)
    }
}
