// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Logging
private import Synchronization

/// Runs batches one after another, and the output operations of each in their order. Source: Spark's `JobScheduler`.
final class JobScheduler: Sendable {
    private let stream: StreamingContext
    private let queue: BatchQueue
    /// Output operations that have been logged as running no action.
    private let warned = Mutex<Set<Int>>([])

    init(stream: StreamingContext, queue: BatchQueue) {
        self.stream = stream
        self.queue = queue
    }

    /// Runs batches until the queue is finished and empty.
    func run() async {
        while !Task.isCancelled, let batch = await queue.next() {
            if Task.isCancelled { break }
            await run(batch)
        }
    }

    private func run(_ batch: QueuedBatch) async {
        var info = batch.info
        info.processingStartTime = stream.clock.now
        stream.tell { $0.batchStarted(info) }
        var failure: (any Error)?
        for (position, operation) in batch.operations.enumerated() where failure == nil {
            do {
                try await run(operation, at: position, of: &info)
            } catch {
                failure = error
            }
        }
        info.processingEndTime = stream.clock.now
        if failure == nil {
            do { try await complete(info) } catch { failure = error }
        }
        info.failureReason = failure.map { "\($0)" }
        let ended = info
        stream.tell { $0.batchCompleted(ended) }
        stream.graph.forget(through: info.batchTime - stream.rememberDuration)
        if let failure { stream.batchFailed(info.batchTime, failure) }
    }

    private func run(_ operation: QueuedBatch.Operation, at position: Int, of info: inout BatchInfo) async throws {
        let time = info.batchTime
        info.outputOperations[position].startTime = stream.clock.now
        let started = info.outputOperations[position]
        stream.tell { $0.outputOperationStarted(started, batch: time) }
        let tracker = OutputTracker(stream: stream)
        let result: Result<Void, any Error>
        do {
            try Task.checkCancellation()
            try await OutputTracker.$current.withValue(tracker) { try await operation.run() }
            result = .success(())
        } catch let error as CancellationError {
            result = .failure(error)
        } catch {
            result = .failure(
                StreamingError(
                    code: .outputFailed, message: "output operation \(operation.output.index) (\(started.name)) failed",
                    batchTime: time, underlyingError: error))
        }
        info.outputOperations[position].endTime = stream.clock.now
        if case .failure(let error) = result { info.outputOperations[position].failureReason = "\(error)" }
        let ended = info.outputOperations[position]
        stream.tell { $0.outputOperationCompleted(ended, batch: time) }
        try result.get()
        if tracker.jobCount == 0, warned.withLock({ $0.insert(started.index).inserted }) {
            stream.engine.logger.warning(
                "an output operation ran no action: the batch's data was not computed",
                metadata: ["operation": "\(started.index)", "name": "\(started.name)", "batch": "\(time)"])
        }
    }

    /// Calls `batchCompleted` of each input stream.
    private func complete(_ info: BatchInfo) async throws {
        for input in stream.graph.inputs {
            do {
                try await input.batchCompleted(info)
            } catch {
                if Task.isCancelled { throw CancellationError() }
                throw StreamingError(
                    code: .batchCompletionFailed,
                    message: "the output is written, but the input stream failed to complete the batch",
                    batchTime: info.batchTime, streamID: input.id, underlyingError: error)
            }
        }
    }
}
