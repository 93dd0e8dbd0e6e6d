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

    /// Runs batches until the queue is finished and empty, or until one fails for good.
    func run() async {
        guard await replay() else { return queue.finish(discarding: true) }
        while !Task.isCancelled, let batch = await queue.next() {
            if Task.isCancelled { break }
            guard await run(batch) else { break }
        }
        // Later batches must not run after one that failed, nor their ranges count as read.
        queue.finish(discarding: true)
    }

    /// Computes again what batches of an earlier run left in memory; again after failures, as the policy says for
    /// batches. Returns whether the stream goes on.
    private func replay() async -> Bool {
        let configuration = stream.configuration
        var retry = 0
        while true {
            do {
                try await inScope { try await stream.replay() }
                return true
            } catch {
                if Task.isCancelled { return false }
                retry += 1
                let isLast = !configuration.failurePolicy.goesOn && retry > configuration.failurePolicy.maxRetries
                stream.engine.logger.error(
                    "batches before the restart could not be computed again",
                    metadata: ["error": "\(error)", "goes_on": "\(!isLast)"])
                if isLast {
                    stream.fail(error)
                    return false
                }
                let wakeup = stream.clock.uptime + configuration.backoff(beforeRetry: retry)
                // An error means that the stream stops without grace.
                guard (try? await stream.clock.sleep(until: wakeup)) != nil else { return false }
            }
        }
    }

    /// Runs a batch, again after failures as the policy says. Returns whether the stream goes on.
    private func run(_ batch: QueuedBatch) async -> Bool {
        var run = BatchRun(batch)
        stream.graph.noteBatch(run.info.batchTime)
        run.info.noteStart(stream.clock)
        let started = run.info
        stream.tell { $0.batchStarted(started) }
        let failure = await attempts(of: &run)
        run.info.noteEnd(stream.clock)
        if let failure {
            run.info.failureReason = "\(failure)"
            run.markSkipped()
        }
        let ended = run.info
        // With a checkpoint, changes stay open until they are stored.
        if failure == nil || stream.streamCheckpoint == nil {
            for stateful in stream.graph.stateful { stateful.commit() }
        }
        if failure == nil { updateRates(ended) }
        stream.tell { $0.batchCompleted(ended) }
        let goesOn = failure.map { stream.batchFailed(ended.batchTime, $0) } ?? true
        stream.graph.forget(after: ended.batchTime)
        return goesOn
    }

    /// Returns the failure that the batch ends with; nil if it succeeded.
    private func attempts(of run: inout BatchRun) async -> (any Error)? {
        let configuration = stream.configuration
        while true {
            do {
                try await attempt(&run)
                return nil
            } catch {
                if Task.isCancelled || error.isOwnerReplaced { return error }
                if run.info.retryCount >= configuration.failurePolicy.maxRetries { return error }
                run.info.retryCount += 1
                let wait = configuration.backoff(beforeRetry: run.info.retryCount)
                let wakeup = stream.clock.uptime + wait
                stream.batchWillRetry(run.info, error, after: wait)
                // An error means that the stream stops without grace.
                guard (try? await stream.clock.sleep(until: wakeup)) != nil else { return error }
            }
        }
    }

    /// Runs the steps that are not done yet: output operations in their order, states, then the inputs' completion.
    private func attempt(_ run: inout BatchRun) async throws {
        for position in run.outputs.indices where !run.doneOutputs.contains(position) {
            try await runOutput(position, of: &run)
            run.doneOutputs.insert(position)
        }
        let time = run.info.batchTime
        for stateful in stream.graph.stateful {
            try Task.checkCancellation()
            try await inScope { try await stateful.advance(to: time) }
        }
        noteRecordsRead(&run.info)
        try await stream.storeDone(time)
        // A batch that failed before holds back everything after it.
        if stream.pendingSince == nil { try await complete(&run) }
    }

    /// Runs code of the program.
    private func inScope<Value: Sendable>(_ body: () async throws -> Value) async rethrows -> Value {
        try await StreamScope.$current.withValue(ObjectIdentifier(stream)) { try await body() }
    }

    // MARK: Output operations

    private func runOutput(_ position: Int, of run: inout BatchRun) async throws {
        let time = run.info.batchTime
        run.info.outputOperations[position].noteStart(stream.clock)
        let started = run.info.outputOperations[position]
        stream.tell { $0.outputOperationStarted(started, batch: time) }
        let tracker = OutputTracker()
        let batch = Batch(
            time: time, operation: started.index, attempt: run.info.retryCount,
            epoch: stream.streamCheckpoint?.lease.epoch ?? 0, inputs: run.info.inputs)
        let output = run.outputs[position]
        let result: Result<Bool, any Error>
        do {
            result = .success(try await work(output, batch, tracker))
        } catch {
            result = .failure(error)
        }
        run.info.outputOperations[position].noteEnd(stream.clock)
        run.info.outputOperations[position].jobCount = tracker.jobCount
        if case .failure(let error) = result { run.info.outputOperations[position].failureReason = "\(error)" }
        let ended = run.info.outputOperations[position]
        stream.tell { $0.outputOperationCompleted(ended, batch: time) }
        if try result.get(), !tracker.hasActed, run.info.recordCount > 0 { warnOfNoAction(ended, time) }
    }

    /// Runs an operation; returns whether there was an RDD for it.
    private func work(_ output: StreamGraph.Output, _ batch: Batch, _ tracker: OutputTracker) async throws -> Bool {
        try Task.checkCancellation()
        do {
            return try await inScope {
                try await OutputTracker.$current.withValue(tracker) {
                    guard let run = try await output.generate(batch) else { return false }
                    // RDDs that the operation builds are named after it, the same in every attempt.
                    let id = OperatorID(
                        kind: "output \(output.name)", parents: [output.stream.operatorID], ordinal: output.ordinal)
                    try await LineageScope(batchTime: batch.time, operatorID: id).run(run)
                    return true
                }
            }
        } catch let error as StreamingError where error.code == .generationFailed || error.code == .ownerReplaced {
            throw error
        } catch {
            // Only a cancellation by the stream is one: user code may throw CancellationError for its own reasons.
            if error is CancellationError, Task.isCancelled { throw error }
            throw StreamingError(
                code: .outputFailed, message: "output operation \(batch.operation) (\(output.name)) failed",
                batchTime: batch.time, underlyingError: error)
        }
    }

    private func warnOfNoAction(_ operation: OutputOperationInfo, _ time: BatchTime) {
        guard warned.withLock({ $0.insert(operation.index).inserted }) else { return }
        stream.engine.logger.warning(
            "an output operation ran no action: the batch's data was not computed",
            metadata: ["operation": "\(operation.index)", "name": "\(operation.name)", "batch": "\(time)"])
    }

    // MARK: Inputs

    private func noteRecordsRead(_ info: inout BatchInfo) {
        for input in stream.graph.inputs {
            guard let count = input.recordsRead(at: info.batchTime) else { continue }
            for position in info.inputs.indices where info.inputs[position].streamID == input.id {
                info.inputs[position].recordCount = count
            }
        }
    }

    /// Calls `batchCompleted` of each input stream that has not completed the batch yet.
    private func complete(_ run: inout BatchRun) async throws {
        run.info.noteEnd(stream.clock)
        let info = run.info
        for input in stream.graph.inputs where !run.doneInputs.contains(input.id) {
            do {
                try await inScope { try await input.complete(info) }
            } catch {
                if Task.isCancelled { throw CancellationError() }
                throw StreamingError(
                    code: .batchCompletionFailed,
                    message: "the output is written, but the input stream failed to complete the batch",
                    batchTime: info.batchTime, streamID: input.id, underlyingError: error)
            }
            run.doneInputs.insert(input.id)
        }
    }

    private func updateRates(_ info: BatchInfo) {
        guard let ended = info.ended, let processing = info.processingDelay, let scheduling = info.schedulingDelay
        else { return }
        for input in stream.graph.inputs {
            guard let part = info.inputs.first(where: { $0.streamID == input.id }) else { continue }
            input.updateRate(
                time: ended / .milliseconds(1), elements: part.recordCount,
                processingDelay: processing / .milliseconds(1), schedulingDelay: scheduling / .milliseconds(1))
            if let rate = input.rateLimit { stream.metrics.limited(input.name, to: rate) }
        }
    }
}
