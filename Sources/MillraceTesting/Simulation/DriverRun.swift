// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Logging
internal import Millrace
private import Synchronization

/// A driver with its stream, from the start to the end. Used by the task of its history only.
final class DriverRun: Sendable {
    typealias Job = @Sendable (StreamingContext, SimulatedDriver) async throws -> Void

    let driver: SimulatedDriver
    private let batchDuration: Duration
    private let ticks = Atomic(0)
    private let context: Mutex<StreamingContext?> = Mutex(nil)
    private let task: Mutex<Task<Void, Never>?> = Mutex(nil)

    init(_ driver: SimulatedDriver, batchDuration: Duration) {
        self.driver = driver
        self.batchDuration = batchDuration
    }

    var plan: DriverPlan { driver.fate.plan }
    var facts: DriverProgress.Facts { driver.progress.facts }

    // MARK: Steps

    /// Starts the stream; returns once it waits for its first tick, or is stuck.
    func start(_ configuration: StreamingConfiguration, _ job: @escaping Job) async {
        let progress = driver.progress
        // Ends with the stream, which finish() ends at the latest.
        let running = Task {
            do {
                try await self.runStream(configuration, job)
            } catch {
                progress.change { $0.failure = "\(error)" }
            }
            progress.change { $0.hasEnded = true }
        }
        task.withLock { $0 = running }
        await progress.wait { $0.isReady || $0.isStuck }
    }

    private func runStream(_ configuration: StreamingConfiguration, _ job: Job) async throws {
        // Tasks run one after the other, also where one fails, and nothing waits for a clock that does not move.
        var engine = EngineConfiguration(appName: "simulation", master: .local(threads: 1, maxFailures: 2))
        engine.ioSlots = 0
        engine.retryBackoff = RetryBackoff(initial: .zero)
        var configuration = configuration
        configuration.retryBackoff = .zero
        configuration.maxRetryBackoff = .zero
        let made = try StreamingContext(
            MillraceContext(engine, logger: Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() }),
            batchDuration: batchDuration, clock: driver.clock, configuration: configuration)
        made.addListener(driver.progress)
        try made.checkpoint(driver.checkpoint)
        try await job(made, driver)
        context.withLock { $0 = made }
        try await made.start()
        driver.progress.change { $0.pending = made.pendingBatchCount }
        try await made.awaitTermination()
    }

    /// Moves the clock by one batch; returns once that batch has ended, or the driver is stuck.
    func tick() async {
        let number = ticks.add(1, ordering: .relaxed).newValue
        await driver.prepareTick(number)
        if let jump = plan.jumps[number] { driver.clock.setWallClock(to: driver.clock.now + jump) }
        driver.clock.advance(by: batchDuration)
        await settle()
    }

    /// Waits until the batches of all ticks have ended, or the driver is stuck.
    private func settle() async {
        let number = ticks.load(ordering: .relaxed)
        await driver.progress.wait { ($0.isReady && $0.completed >= number) || $0.isStuck }
    }

    /// Lets a driver that hangs go on, for one batch more.
    func wake() async {
        driver.progress.change { $0.isHanging = false }
        driver.fate.wake()
        await settle()
        if !facts.isStuck { await tick() }
    }

    // MARK: Ends

    /// Stops the stream in order. Returns early if it hangs or dies.
    func stop() async {
        context.withLock { $0 }?.requestStop()
        await driver.progress.wait { $0.isStuck }
    }

    /// Ends the driver wherever it is, as its plan says, and waits until nothing of it is left.
    func finish() async {
        driver.fate.end()
        context.withLock { $0 }?.requestStop(gracefully: false)
        await task.withLock { $0 }?.value
        await driver.cleanUp()
    }
}
