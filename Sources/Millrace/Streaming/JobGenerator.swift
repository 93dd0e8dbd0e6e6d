// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// Generates a batch at each tick of the clock and queues it. Source: Spark's `JobGenerator`.
///
/// Ticks are never skipped: a late generator makes up for missed batches one by one, each with its nominal time.
/// A batch that could not be generated is tried again at the next tick, before any later batch. Inputs that succeeded
/// keep their RDD for it, so none of their data is lost.
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

    /// Generates batches from `first` on, until `stop()`, or until one fails under the policy `stop`.
    func run(from first: BatchTime) async {
        var due = first
        var tick = first
        while await wait(until: tick), await queue.waitForRoom(), !isStopping {
            do {
                let batch = try await generate(due)
                stream.tell { $0.batchSubmitted(batch.info) }
                queue.append(batch)
                due = due + stream.batchDuration
                tick = due
            } catch {
                if Task.isCancelled { break }
                // Before listeners hear of the failure: one that moves the clock must not skip the tick.
                let next = stream.clock.now.next(multipleOf: stream.batchDuration, from: first)
                guard stream.generationFailed(due, error) else { break }
                tick = next
            }
        }
        queue.finish(discarding: false)
    }

    /// Stops after the batch that is being generated, which still enters the queue.
    func stop() {
        let tick = state.withLock { state in
            state.isStopping = true
            return state.tick
        }
        tick?.cancel()
    }

    private var isStopping: Bool { state.withLock { $0.isStopping } || Task.isCancelled }

    /// Waits for a tick; `false` if the generator was stopped instead.
    private func wait(until tick: BatchTime) async -> Bool {
        let clock = stream.clock
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

    private func generate(_ time: BatchTime) async throws -> QueuedBatch {
        var operations: [QueuedBatch.Operation] = []
        for output in stream.graph.outputs {
            if let run = try await output.generate(time) {
                operations.append(QueuedBatch.Operation(output: output, run: run))
            }
        }
        var info = BatchInfo(batchTime: time, submissionTime: stream.clock.now)
        info.inputs = stream.graph.takeReports(for: time)
        info.outputOperations = operations.map { OutputOperationInfo(index: $0.output.index, name: $0.output.name) }
        return QueuedBatch(info: info, operations: operations)
    }
}
