// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Logging
private import Synchronization

extension StreamingContext {
    var rememberDuration: Duration { configuration.rememberDuration ?? batchDuration }

    /// Whether the current task runs an output operation of this context, which cannot wait for the context's end.
    var isInsideOwnBatch: Bool { OutputTracker.current?.stream == ObjectIdentifier(self) }

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
            guard engine.claimStream() else {
                throw StreamingError(
                    code: .invalidState, message: "another streaming context of this engine is active; stop it first")
            }
            do {
                try engine.startThreads()
                try graph.freeze { [weak self] error in self?.fail(error) }
            } catch {
                engine.releaseStream()
                throw error
            }
            life.state = .active
            return true
        }
    }

    /// Starts the driver's tasks: one generates batches, one runs them, one waits for both and cleans up.
    func launch(from first: BatchTime) {
        let generator = JobGenerator(stream: self, queue: queue)
        let scheduler = JobScheduler(stream: self, queue: queue)
        // requestStop without grace cancels both; otherwise they end by themselves.
        let tasks = [
            Task.detached { await generator.run(from: first) },
            Task.detached { await scheduler.run() },
        ]
        let life = lifecycle.withLock { life in
            life.generator = generator
            life.tasks = tasks
            return life
        }
        // A stop may have been asked for while the inputs were starting.
        if life.isStopRequested { generator.stop() }
        if life.stopsNow { for task in tasks { task.cancel() } }
        Task.detached {
            for task in tasks { await task.value }
            await self.end(stopping: self.graph.inputs)
        }
    }

    /// Stops the inputs, releases streams and listeners, and resumes all callers that wait for the end.
    func end(stopping inputs: [any AnyInputDStream]) async {
        for input in inputs { await input.stop() }
        engine.releaseStream()
        if lifecycle.withLock({ $0.stopsEngine }) { await engine.stop() }
        tell { $0.streamingStopped() }
        graph.clear()
        let waiters = lifecycle.withLock { life in
            life.state = .stopped
            life.generator = nil
            life.tasks = []
            life.listeners = []
            defer { life.waiters = [:] }
            return life.waiters.values.map { $0 }
        }
        for waiter in waiters { waiter.resume(returning: true) }
    }

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
