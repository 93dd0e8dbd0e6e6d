// Millrace
// SPDX-License-Identifier: Apache-2.0

private import KafkaTransport
private import Synchronization

/// A machine for the tasks and event loops of one history: it runs them one step at a time, in an order that a seed
/// draws, in a time that passes only when nothing can run, on a network of its own.
///
/// One thread runs at a time. There is more than one only if a step blocks its thread with `block`.
///
/// Jobs of `Task.sleep`, `Task.yield` and of executors of others, as the main actor, leave the machine: `run` takes
/// them for an error, or waits for them, as it is told. Without them a seed repeats a run exactly if
/// `SWIFT_DETERMINISTIC_HASHING` is set.
// `@unchecked Sendable`: `inbox`, `clock` and `hasEnded` guard themselves. All other properties belong to the thread
// that runs the machine: threads follow each other through `ThreadQueue`, whose lock orders what they do.
package final class SimulatedMachine: TaskExecutor, @unchecked Sendable {
    enum Step {
        /// A job that was given to the machine, and one that was given to the shared pool.
        case job(UnownedJob)
        case captured(CapturedJob)
        case closure(@Sendable () -> Void)
        case turn(MachineLoop)
        case thread(ParkedThread)
    }

    /// Behaviour of a machine on which nothing can run.
    package enum Idleness: Sendable {
        /// It ends: everything that it waits for runs on it.
        case ends
        /// It waits for other threads.
        case waits
    }

    struct Alarm {
        var id: Int
        var moment: ContinuousClock.Instant
        var body: @Sendable () -> Void
    }

    /// Time that passes with each step and each look at the clock, so that a program which tries again and again
    /// reaches its time limits.
    private static let stepTime = Duration.microseconds(2)
    private static let lookTime = Duration.nanoseconds(500)

    private let start: ContinuousClock.Instant
    private let idleness: Idleness
    private let maxSteps: Int
    private var random: SplitMix64
    /// Steps from other threads.
    private let inbox = ThreadQueue<Step>()
    private let clock: Mutex<ContinuousClock.Instant>
    private let hasEnded = Atomic(false)
    private var failure: MachineError?
    private var lastStep: Int
    private var isInRest = false
    private var completion: (@Sendable (MachineError?) -> Void)?
    var ready: [Step] = []
    var loops: [MachineLoop] = []
    private var alarms: [Alarm] = []
    private var lastAlarm = 0
    /// Number of steps so far.
    package private(set) var steps = 0
    /// A checksum of the order of all steps and their times: equal for two runs that went the same way.
    package private(set) var trace: UInt64 = 0
    /// Whether connections break and loops pause at random.
    package var hasFaults = false
    /// The machine's network.
    package private(set) var network: SimulatedNetwork!

    private init(seed: UInt64, idleness: Idleness, maxSteps: Int) {
        random = SplitMix64(seed: seed)
        self.idleness = idleness
        self.maxSteps = maxSteps
        lastStep = maxSteps
        start = .now
        clock = Mutex(start)
        network = SimulatedNetwork(self, seed: random.next())
    }

    // MARK: Running

    /// Runs `body` on a machine of its own, and then what is left of it, such as connections that close.
    ///
    /// `body` inherits the values of the caller's task, and is cancelled with it.
    ///
    /// - Parameters:
    ///   - seed: Draws the order of steps.
    ///   - idleness: Default: the machine ends when nothing can run.
    ///   - maxSteps: Number of steps after which `body` counts as endless, and again for what is left; typical
    ///     histories take 10,000.
    /// - Throws: the errors of `body`; `MachineError` if nothing can run any more although `body` has not ended, if it
    ///   does not end, or if the system refuses a thread.
    package static func run<Value: Sendable>(
        seed: UInt64, idleness: Idleness = .ends, maxSteps: Int = 1_000_000,
        _ body: @escaping @Sendable (SimulatedMachine) async throws -> Value
    ) async throws -> Value {
        let machine = SimulatedMachine(seed: seed, idleness: idleness, maxSteps: maxSteps)
        // Ends with `body`, before the machine does; if the machine fails, nothing runs it any more.
        let task = Task(executorPreference: machine) { () async -> Result<Value, any Error> in
            defer { machine.hasEnded.store(true, ordering: .releasing) }
            do {
                return .success(try await EventLoop.$host.withValue(machine) { try await body(machine) })
            } catch {
                return .failure(error)
            }
        }
        let failure = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                machine.completion = { continuation.resume(returning: $0) }
                do throws(MachineError) {
                    try machine.startThread()
                } catch {
                    continuation.resume(returning: error)
                }
            }
        } onCancel: {
            machine.add(.closure { task.cancel() })
        }
        if let failure { throw failure }
        return try await task.value.get()
    }

    /// Puts a step to those that can run. Any thread.
    func add(_ step: Step) {
        if isOnMachine { ready.append(step) } else { inbox.add(step) }
    }

    package func enqueue(_ job: consuming ExecutorJob) { add(.job(UnownedJob(job))) }

    /// The next step; nil at the end.
    func next() -> Step? {
        while failure == nil {
            ready += inbox.take()
            if ready.isEmpty {
                if advance() { continue }
                if hasEnded.load(ordering: .acquiring) { return nil }
                if idleness == .waits {
                    inbox.wait()
                    continue
                }
                failure = MachineError(description: "the history does not go on after \(elapsed): nothing can run")
                return nil
            }
            if hasEnded.load(ordering: .acquiring) { beginRest() }
            if steps < lastStep { return drawStep() }
            if !isInRest { failure = MachineError(description: "the history does not end: \(steps) steps") }
            return nil
        }
        return nil
    }

    /// `body` has ended: what is left goes on without faults, for a while.
    private func beginRest() {
        if isInRest { return }
        isInRest = true
        hasFaults = false
        lastStep = steps + min(maxSteps, .max - steps)
    }

    private func drawStep() -> Step {
        let index = draw(ready.count)
        ready.swapAt(index, ready.count - 1)
        let step = ready.removeLast()
        steps += 1
        let nanoseconds = clock.withLock { moment in
            moment += Self.stepTime
            return UInt64((moment - start).components.attoseconds / 1_000_000_000)
        }
        // As FNV does.
        trace = (trace ^ UInt64(index) ^ UInt64(ready.count) << 20 ^ nanoseconds << 32) &* 0x100_0000_01b3
        return step
    }

    func perform(_ step: Step) {
        switch step {
        case .job(let job): unsafe job.runSynchronously(on: asUnownedTaskExecutor())
        case .captured(let job): job.run()
        case .closure(let body): body()
        case .turn(let loop): turn(loop)
        case .thread(let thread): thread.goOn()
        }
    }

    /// Nothing runs any more.
    func end() {
        (ready, loops, alarms, network) = ([], [], [], nil)
        completion?(failure)
    }

    /// Moves the time to the next moment at which something is to happen. Returns false if there is none.
    private func advance() -> Bool {
        let timers = loops.compactMap { $0.stalledUntil == nil ? $0.next : nil }
        guard let next = (timers + alarms.map(\.moment)).min() else { return false }
        let moment = clock.withLock { moment in
            moment = max(moment, next)
            return moment
        }
        for loop in loops where loop.stalledUntil == nil {
            if let next = loop.next, next <= moment { makeReady(loop) }
        }
        for alarm in alarms where alarm.moment <= moment { ready.append(.closure(alarm.body)) }
        alarms.removeAll { $0.moment <= moment }
        return true
    }

    /// A program that can be killed; it is the dialer of its clients.
    package func makeProcess() -> SimulatedProcess { SimulatedProcess(self) }

    // MARK: Random numbers

    /// 64 random bits.
    package func drawBits() -> UInt64 { random.next() }

    /// A number from 0 up to, not including, `count`.
    func draw(_ count: Int) -> Int { Int(truncatingIfNeeded: random.next() % UInt64(count)) }

    // MARK: Time

    /// The time of the machine; a look at it takes some.
    package var now: ContinuousClock.Instant {
        clock.withLock { moment in
            moment += Self.lookTime
            return moment
        }
    }

    /// The time since the machine began.
    package var elapsed: Duration { now - start }

    /// The time of day of the machine, in milliseconds since 1970 UTC.
    package var milliseconds: Int64 { 1_800_000_000_000 + elapsed.inMilliseconds }

    @discardableResult
    func at(_ moment: ContinuousClock.Instant, _ body: @escaping @Sendable () -> Void) -> Int {
        lastAlarm += 1
        alarms.append(Alarm(id: lastAlarm, moment: moment, body: body))
        return lastAlarm
    }

    /// Waits in the machine's time. On the machine only.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    package func sleep(_ duration: Duration) async throws {
        let wait = Wait()
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled { return continuation.resume() }
                wait.continuation = continuation
                wait.alarm = at(now + duration) { wait.end() }
            }
        } onCancel: {
            onMachine { [self] in
                alarms.removeAll { $0.id == wait.alarm }
                wait.end()
            }
        }
        try Task.checkCancellation()
    }

    /// A task that sleeps.
    // `@unchecked Sendable`: belongs to the thread that runs the machine.
    private final class Wait: @unchecked Sendable {
        var alarm = 0
        var continuation: CheckedContinuation<Void, Never>?

        func end() {
            continuation?.resume()
            continuation = nil
        }
    }
}
