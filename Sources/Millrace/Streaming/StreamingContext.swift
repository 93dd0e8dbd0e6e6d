// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Logging
internal import Synchronization

/// Runs a graph of streams, batch after batch. Source: Spark's `StreamingContext`.
///
/// Build streams and output operations, then `start()` and `awaitTermination()`, or `run()` for both. At most one
/// streaming context of an engine is active at a time; a stopped one cannot be started again.
public final class StreamingContext: Sendable {
    /// State of a context. It only goes forward.
    public enum State: Sendable { case initialized, active, stopped }

    /// The engine that runs the batches.
    public let engine: MillraceContext
    /// The time between batches: whole milliseconds, above zero.
    public let batchDuration: Duration
    /// Time source.
    public let clock: any StreamingClock
    /// Settings of the stream.
    public let configuration: StreamingConfiguration

    /// Wall clock minus uptime when the context was created.
    private let offset: Duration
    let graph = StreamGraph()
    let queue: BatchQueue
    let receivers = ReceiverTracker()
    let metrics: StreamMetrics
    let lifecycle = Mutex(StreamLifecycle())

    /// Creates a context without streams. Nothing runs before `start()`.
    /// - Throws: `StreamingError.invalidConfiguration` if a duration is not a positive number of whole milliseconds, or
    ///   a setting of the backpressure is out of its range.
    public init(
        _ engine: MillraceContext, batchDuration: Duration, clock: any StreamingClock = SystemClock(),
        configuration: StreamingConfiguration = StreamingConfiguration()
    ) throws {
        for duration in [batchDuration, configuration.rememberDuration ?? batchDuration] {
            guard duration > .zero, duration == .milliseconds(duration.wholeMilliseconds) else {
                throw StreamingError(
                    code: .invalidConfiguration,
                    message: "a duration of \(duration) is not a positive number of whole milliseconds")
            }
        }
        try configuration.backpressure?.validate()
        try configuration.receivers.validate()
        self.engine = engine
        self.batchDuration = batchDuration
        self.clock = clock
        self.configuration = configuration
        offset = .milliseconds(clock.now.milliseconds) - clock.uptime
        queue = BatchQueue(capacity: configuration.maxQueuedBatches)
        let metrics = StreamMetrics(engine.configuration)
        self.metrics = metrics
        lifecycle.withLock { $0.listeners = [metrics] }
    }

    /// Current state.
    public var state: State { lifecycle.withLock { $0.state } }

    /// The time that the wall clock would show if nobody had set it since the context was created: for durations.
    package var steadyTime: BatchTime { BatchTime(milliseconds: (offset + clock.uptime).wholeMilliseconds) }

    /// Adds a listener, which receives later events only.
    public func addListener(_ listener: any StreamingListener) { lifecycle.withLock { $0.listeners.append(listener) } }

    /// Starts the input streams, then the batches: the first at the next multiple of the batch duration.
    ///
    /// A second call only logs a warning.
    /// - Throws: `StreamingError.invalidState` when stopped, or when another stream of the engine is active;
    ///   `.invalidGraph` when there is no output operation or the graph is wrong; `.threadsUnavailable` when the system
    ///   refuses the engine's threads, after which `start()` may be called again; any error of a sink or an input,
    ///   after which the context is stopped; `.invalidState` if `stop()` was called meanwhile.
    public func start() async throws {
        guard try activate() else {
            return engine.logger.warning("start() was called on an active streaming context")
        }
        do {
            try await recover()
        } catch {
            await end(stopping: [])
            throw error
        }
        try await startInputs()
        let timeline = await makeTimeline()
        graph.setZeroTime(timeline.zeroTime)
        tell { $0.streamingStarted(firstBatch: timeline.time) }
        launch(timeline)
    }

    /// A rate limit for an input of this context; nil without backpressure.
    func makeRateController() -> RateController? {
        guard let settings = configuration.backpressure else { return nil }
        do {
            let estimator = try PIDRateEstimator(batchDuration: batchDuration, settings: settings)
            return RateController(estimator: estimator, initialRate: settings.initialRate)
        } catch {
            preconditionFailure("the context's initializer checks the settings")
        }
    }

    /// Waits until the stream has ended.
    ///
    /// - Throws: the first failure of a batch; `StreamingError.invalidState` before `start()` and inside an output
    ///   operation; `CancellationError` when the waiting task is cancelled, which does not stop the stream.
    public func awaitTermination() async throws {
        guard state != .initialized else {
            throw StreamingError(code: .invalidState, message: "awaitTermination() needs a started stream")
        }
        if isInsideOwnCode {
            throw StreamingError(
                code: .invalidState,
                message: "awaitTermination() inside the stream's own code would wait for itself; call requestStop()")
        }
        try await waitForEndOrCancellation()
        if let failure = lifecycle.withLock({ $0.failure }) { throw failure }
    }

    /// Calls `start()`, then `awaitTermination()`. Cancelling the calling task stops the stream without grace.
    /// - Throws: the errors of both, and `CancellationError` when cancelled.
    public func run() async throws {
        try await start()
        do {
            try await awaitTermination()
        } catch is CancellationError {
            await stop(gracefully: false)
            throw CancellationError()
        }
    }

    /// Asks the stream to end and returns at once. Output operations, listeners and signal handlers may call it.
    ///
    /// A stop while the inputs are starting cancels their start.
    ///
    /// - Parameters:
    ///   - gracefully: `true`: no new batch is planned; the running batch and the queued ones end as usual, within
    ///     `StreamingConfiguration.gracefulStopTimeout`. `false`: the running batch is cancelled and queued ones are
    ///     dropped. A second request can only turn grace off.
    ///   - stoppingEngine: Whether the `MillraceContext` stops too, once the stream has ended.
    public func requestStop(gracefully: Bool = true, stoppingEngine: Bool = true) {
        let life = lifecycle.withLock { life -> StreamLifecycle? in
            guard life.state != .stopped else { return nil }
            if !life.isStopRequested { life.stopsEngine = stoppingEngine }
            life.isStopRequested = true
            if !gracefully { life.stopsNow = true }
            if life.state == .initialized { life.state = .stopped }
            return life
        }
        guard let life else { return }
        life.starter?.cancel()
        life.generator?.stop()
        if gracefully { return limitGracefulStop() }
        queue.finish(discarding: true)
        for task in life.tasks { task.cancel() }
    }

    /// `requestStop`, then waits for the end.
    ///
    /// Inside the stream's own code (an output operation, a `transform`, an input's hook) it does not wait, as the end
    /// waits for that code.
    public func stop(gracefully: Bool = true, stoppingEngine: Bool = true) async {
        let wasInitialized = state == .initialized
        requestStop(gracefully: gracefully, stoppingEngine: stoppingEngine)
        if wasInitialized {
            graph.clear()
            if stoppingEngine { await engine.stop() }
        } else if !isInsideOwnCode {
            await waitForEnd()
        }
    }
}
