// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Logging
private import Synchronization

/// Runs a receiver on a thread of its own, and starts it again after errors. Source: Spark's `ReceiverSupervisor`.
final class ReceiverSupervisor<Element: Sendable>: Sendable {
    private struct State {
        var task: Task<Void, Never>?
        var generator: BlockGenerator<Element>?
        var info: ReceiverInfo
    }

    private let receiver: any Receiver<Element>
    private let stream: StreamingContext
    private let makeGenerator: @Sendable () -> BlockGenerator<Element>
    /// Thread of the receiver, which it may block.
    private let thread: TaskPool
    private let state: Mutex<State>
    private let hasEnded = Latch()

    init(
        _ receiver: any Receiver<Element>, stream: StreamingContext, streamID: Int, streamName: String,
        startThread: @escaping TaskThread.Start = TaskThread.start,
        makeGenerator: @escaping @Sendable () -> BlockGenerator<Element>
    ) {
        self.receiver = receiver
        self.stream = stream
        self.makeGenerator = makeGenerator
        thread = TaskPool(threads: 1, startThread: startThread)
        state = Mutex(
            State(info: ReceiverInfo(streamID: streamID, streamName: streamName, state: .stopped, attempt: 0)))
    }

    deinit { thread.close() }

    var info: ReceiverInfo { state.withLock { $0.info } }

    /// Starts the receiver, once.
    /// - Throws: `StreamingError.threadsUnavailable` if the system refuses the thread.
    func start() throws {
        try thread.start()
        // stop() cancels it; else it ends with the receiver.
        let task = Task.detached(executorPreference: stream.receivers.threads) { [self] in
            await supervise()
            hasEnded.open()
        }
        state.withLock { $0.task = task }
    }

    /// Asks the receiver to end, and waits until it has, and what it added is stored. Returns early when the calling
    /// task is cancelled.
    func end() async {
        guard let task = state.withLock({ $0.task }) else { return }
        task.cancel()
        await hasEnded.wait()
    }

    /// As `end()`, but waits for `limit` at most, and drops what is not stored by then.
    func end(within limit: Duration) async {
        guard let task = state.withLock({ $0.task }) else { return }
        task.cancel()
        let deadline = stream.clock.uptime + limit
        await withTaskGroup { group in
            group.addTask { await self.hasEnded.wait() }
            group.addTask { [clock = stream.clock] in
                // An error means that the receiver has ended.
                try? await clock.sleep(until: deadline)
            }
            await group.next()
            group.cancelAll()
        }
        guard !hasEnded.isOpen else { return }
        stream.engine.logger.warning(
            "a receiver does not end; what it stores from now on is refused",
            metadata: ["stream": "\(info.streamID)", "waited": "\(limit)"])
        let generator = state.withLock { $0.generator }
        generator?.abandon(StreamingError(code: .invalidState, message: "the stream has stopped"))
    }

    // MARK: Attempts

    private func supervise() async {
        var attempt = 0
        while !Task.isCancelled {
            note(.active, attempt, nil)
            stream.tell { $0.receiverStarted(info) }
            guard let error = await run(attempt) else { break }
            // A receiver that was told to end may say so by an error.
            if Task.isCancelled, error is CancellationError { break }
            let delay = stream.configuration.receivers.restartDelay
            let wakeup = stream.clock.uptime + delay
            report(error, Task.isCancelled ? .stopped : .restarting)
            // Another driver has the checkpoint: nothing that is stored here counts.
            if (error as? StreamingError)?.code == .ownerReplaced {
                stream.fail(error)
                break
            }
            // An error means that the receiver is to end.
            guard (try? await stream.clock.sleep(until: wakeup)) != nil else { break }
            attempt += 1
        }
        note(.stopped, attempt, nil)
        stream.tell { $0.receiverStopped(info) }
    }

    /// Runs the receiver once. Returns the error that it ended with; nil if it has ended for good.
    private func run(_ attempt: Int) async -> (any Error)? {
        let generator = makeGenerator()
        state.withLock { $0.generator = generator }
        let context = ReceiverContext(
            streamID: info.streamID, attempt: attempt, logger: stream.engine.logger, generator: generator
        ) { [weak self] error in self?.report(error, .active) }
        // Both end below.
        let work = Task.detached(executorPreference: thread) { [receiver] in try await receiver.receive(context) }
        let blocks = Task.detached(executorPreference: stream.receivers.threads) {
            await generator.run()
            // Without blocks it need not go on; with its own end it has no effect.
            work.cancel()
        }
        let result = await withTaskCancellationHandler {
            await work.result
        } onCancel: {
            work.cancel()
        }
        generator.finish()
        await blocks.value
        if let failure = generator.failure { return failure }
        if case .failure(let error) = result { return error }
        return nil
    }

    private func note(_ new: ReceiverInfo.State, _ attempt: Int, _ error: String?) {
        state.withLock { state in
            state.info.state = new
            state.info.attempt = attempt
            if let error { state.info.lastError = error }
        }
    }

    private func report(_ error: any Error, _ new: ReceiverInfo.State) {
        note(new, info.attempt, "\(error)")
        stream.engine.logger.warning(
            new == .restarting ? "a receiver failed; it is started again after a pause" : "a receiver reports an error",
            metadata: ["stream": "\(info.streamID)", "name": "\(info.streamName)", "error": "\(error)"])
        stream.tell { $0.receiverError(info, error: error) }
    }
}
