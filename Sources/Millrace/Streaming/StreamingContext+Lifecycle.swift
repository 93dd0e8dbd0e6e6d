// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Logging
private import Synchronization

extension StreamingContext {
    /// Whether the current task runs user code of this context's driver, which cannot wait for the context's end.
    var isInsideOwnCode: Bool { StreamScope.current == ObjectIdentifier(self) }

    func nextStreamID() -> Int {
        lifecycle.withLock { life in
            defer { life.nextStreamID += 1 }
            return life.nextStreamID
        }
    }

    /// Sends an event to all listeners, in the order in which they were added.
    func tell(_ event: (any StreamingListener) -> Void) {
        for listener in lifecycle.withLock({ $0.listeners }) { event(listener) }
    }

    /// Moves to `active`; `false` if the context is active already.
    func activate() throws -> Bool {
        try lifecycle.withLock { life in
            switch life.state {
            case .active: return false
            case .stopped:
                throw StreamingError(
                    code: .invalidState, message: "a stopped streaming context cannot be started again")
            case .initialized: break
            }
            if engine.isStopped { throw engine.stoppedError }
            guard engine.claimStream(applyUpdate: { [graph] in try graph.apply($0) }) else {
                throw StreamingError(
                    code: .invalidState, message: "another streaming context of this engine is active; stop it first")
            }
            do {
                try engine.startThreads()
                try graph.freeze(remember: configuration.rememberDuration) { [weak self] error in self?.fail(error) }
            } catch {
                engine.releaseStream()
                throw error
            }
            life.state = .active
            return true
        }
    }

    /// The driver, as sinks know it.
    private var sinkOwner: SinkOwner {
        let job = engine.configuration.appName
        guard let checkpoint = streamCheckpoint else { return SinkOwner(driver: .current(job: job), epoch: nil) }
        let lease = checkpoint.lease
        return SinkOwner(
            driver: lease.owner, epoch: lease.epoch,
            lastBatch: checkpoint.recovered.map { BatchTime(milliseconds: $0.checkpoint.lastTime) },
            damaged: checkpoint.recovered?.damaged ?? []
        ) { try await checkpoint.checkOwner() }
    }

    /// Starts the sinks, then the inputs: sinks end what an earlier run left open, so that an input reads the offsets
    /// that were committed. A stop that comes meanwhile cancels it.
    /// - Throws: the error of a sink or an input, after the inputs that had started are stopped;
    ///   `StreamingError.invalidState` if the context was stopped meanwhile.
    func startInputs() async throws {
        let started = StartedInputs()
        let owner = sinkOwner
        // Ends with the inputs' start; requestStop cancels it.
        let starter = Task {
            try await StreamScope.$current.withValue(ObjectIdentifier(self)) {
                for sink in graph.sinks {
                    try Task.checkCancellation()
                    try await sink.start(owner)
                }
                for input in graph.inputs {
                    try Task.checkCancellation()
                    try await input.start()
                    started.add(input)
                }
            }
        }
        let isStopped = lifecycle.withLock { life in
            life.starter = starter
            return life.isStopRequested
        }
        if isStopped { starter.cancel() }
        let result = await withTaskCancellationHandler {
            await starter.result
        } onCancel: {
            starter.cancel()
        }
        let isStopRequested = lifecycle.withLock { life in
            life.starter = nil
            return life.isStopRequested
        }
        if case .success = result, !isStopRequested { return }
        await end(stopping: started.all)
        if isStopRequested {
            throw StreamingError(
                code: .invalidState, message: "the streaming context was stopped while its inputs were starting")
        }
        try result.get()
    }

    /// Starts the driver's tasks: one plans batches, one runs them, one waits for both and cleans up.
    func launch(_ timeline: BatchTimeline) {
        let generator = JobGenerator(stream: self, queue: queue)
        let scheduler = JobScheduler(stream: self, queue: queue)
        // requestStop without grace cancels both; otherwise they end by themselves.
        // On the shared pool, where the code of inputs, outputs and listeners runs: a thread of their own would have to
        // be woken twice for each piece of it.
        let tasks = [Task.detached { await generator.run(timeline) }, Task.detached { await scheduler.run() }]
        let life = lifecycle.withLock { life in
            life.generator = generator
            life.tasks = tasks
            return life
        }
        // A stop may have been asked for since the inputs started.
        if life.isStopRequested { generator.stop() }
        if life.stopsNow { for task in tasks { task.cancel() } }
        Task.detached {
            for task in tasks { await task.value }
            await self.end(stopping: self.graph.inputs)
        }
    }

    /// Stops the inputs, releases streams and listeners, and resumes all callers that wait for the end.
    func end(stopping inputs: [any AnyInputDStream]) async {
        await StreamScope.$current.withValue(ObjectIdentifier(self)) {
            for input in inputs { await input.stop() }
            for sink in graph.sinks { await sink.stop() }
        }
        // Receivers have ended, and the last batch is in the checkpoint.
        await receivers.close()
        await streamCheckpoint?.close()
        engine.releaseStream()
        if lifecycle.withLock({ $0.stopsEngine }) { await engine.stop() }
        tell { $0.streamingStopped() }
        graph.clear()
        let (waiters, timer) = lifecycle.withLock { life in
            life.state = .stopped
            life.generator = nil
            life.tasks = []
            life.listeners = []
            defer {
                life.waiters = [:]
                life.stopTimer = nil
            }
            return (life.waiters.values.map { $0 }, life.stopTimer)
        }
        timer?.cancel()
        for waiter in waiters { waiter.resume(returning: true) }
    }

    /// Turns a graceful stop into one without grace once its time is over.
    func limitGracefulStop() {
        let limit = configuration.gracefulStopTimeout ?? max(batchDuration * 10, .seconds(30))
        let deadline = clock.uptime + limit
        lifecycle.withLock { life in
            guard life.stopTimer == nil, life.state == .active else { return }
            // Ends with the stream, which cancels it.
            life.stopTimer = Task.detached { [weak self, clock] in
                // An error means that the stream has ended.
                guard (try? await clock.sleep(until: deadline)) != nil, let self else { return }
                engine.logger.warning(
                    "the graceful stop took too long: the running batch is cancelled, and queued ones are dropped",
                    metadata: ["timeout": "\(limit)"])
                requestStop(gracefully: false)
            }
        }
    }

    // MARK: Waiting for the end

    /// Waits for the end, whether or not the waiting task is cancelled.
    func waitForEnd() async {
        _ = await withCheckedContinuation { addWaiter($0, id: takeWaiterID(), isCancellable: false) }
    }

    /// Waits for the end, or throws `CancellationError` when the waiting task is cancelled before it.
    func waitForEndOrCancellation() async throws {
        let id = takeWaiterID()
        let hasEnded = await withTaskCancellationHandler {
            await withCheckedContinuation { addWaiter($0, id: id, isCancellable: true) }
        } onCancel: {
            lifecycle.withLock { $0.waiters.removeValue(forKey: id) }?.resume(returning: false)
        }
        if !hasEnded { throw CancellationError() }
    }

    private func addWaiter(_ waiter: CheckedContinuation<Bool, Never>, id: Int, isCancellable: Bool) {
        let answer: Bool? = lifecycle.withLock { life in
            if life.state == .stopped { return true }
            // If onCancel ran before this, it found no waiter, and the task is marked as cancelled by now.
            if isCancellable && Task.isCancelled { return false }
            life.waiters[id] = waiter
            return nil
        }
        if let answer { waiter.resume(returning: answer) }
    }

    private func takeWaiterID() -> Int {
        lifecycle.withLock { life in
            life.nextWaiter += 1
            return life.nextWaiter
        }
    }
}

/// The inputs whose start has succeeded.
private final class StartedInputs: Sendable {
    private let inputs = Mutex<[any AnyInputDStream]>([])

    var all: [any AnyInputDStream] { inputs.withLock { $0 } }

    func add(_ input: any AnyInputDStream) { inputs.withLock { $0.append(input) } }
}
