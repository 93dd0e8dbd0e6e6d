// Millrace
// SPDX-License-Identifier: Apache-2.0

import CTestSettings
import Foundation
import KafkaClient
import KafkaProtocol
import KafkaTransport
import Synchronization

/// A machine for clients and brokers of one process: one thread that runs all their tasks and event loops in an order
/// that a seed draws, in a time that passes only when nothing can run, on a network of its own.
///
/// Everything in the machine must run on its thread, so its code must not use `Task.sleep`, `Task.yield` or executors
/// of others. A seed repeats a run exactly if `SWIFT_DETERMINISTIC_HASHING` is set.
// `@unchecked Sendable`: all properties belong to the machine's thread; `checkThread` guards the ways in.
package final class SimulatedMachine: LoopHost, @unchecked Sendable {
    private enum Step {
        case job(UnsafeMutableRawPointer)
        case closure(@Sendable () -> Void)
        case turn(Loop)
    }

    private final class Loop: @unchecked Sendable {
        let loop: EventLoop
        var isReady = false
        /// Whether connections come to it.
        var isServer = false
        /// The moment of its next timer.
        var next: ContinuousClock.Instant?
        /// It pauses until then, as a process without a processor does.
        var stalledUntil: ContinuousClock.Instant?

        init(_ loop: EventLoop) { self.loop = loop }
    }

    private struct Alarm {
        var id: Int
        var moment: ContinuousClock.Instant
        var body: @Sendable () -> Void
    }

    /// Time that passes with each step and each look at the clock, so that a program which tries again and again
    /// reaches its time limits.
    private static let stepTime = Duration.microseconds(2)
    private static let lookTime = Duration.nanoseconds(500)
    /// Steps after which a history counts as endless: typical ones take 10,000.
    private static let maxSteps = 1_000_000

    private let start: ContinuousClock.Instant
    private let thread = pthread_self()
    private var random: SplitMix64
    private var ready: [Step] = []
    private var loops: [Loop] = []
    private var alarms: [Alarm] = []
    private var lastAlarm = 0
    private var moment: ContinuousClock.Instant
    /// Number of steps so far.
    package private(set) var steps = 0
    /// A checksum of the order of all steps and their times: equal for two runs that went the same way.
    package private(set) var trace: UInt64 = 0
    /// Whether connections break and loops pause at random.
    package var hasFaults = false
    /// The machine's network.
    package private(set) var network: SimulatedNetwork!

    private init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        start = .now
        moment = start
        network = SimulatedNetwork(self, seed: random.next())
    }

    // MARK: Running

    /// Runs `body` on a machine of its own, and then what is left of it, such as connections that close.
    ///
    /// - Throws: the errors of `body`; `TestFailure` if nothing can run any more although `body` has not ended, or if
    ///   it does not end.
    package static func run<Value: Sendable>(
        seed: UInt64, _ body: @escaping @Sendable (SimulatedMachine) async throws -> Value
    ) async throws -> Value {
        let result = Mutex<Result<Value, any Error>>(.failure(TestFailure("the machine did not run")))
        await withCheckedContinuation { continuation in
            let thread = Thread {
                let value = Result { try SimulatedMachine(seed: seed).execute(body) }
                result.withLock { $0 = value }
                continuation.resume()
            }
            thread.stackSize = 8 << 20
            thread.start()
        }
        return try result.withLock { $0 }.get()
    }

    private func execute<Value: Sendable>(
        _ body: @escaping @Sendable (SimulatedMachine) async throws -> Value
    ) throws -> Value {
        millrace_capture_jobs(Unmanaged.passUnretained(self).toOpaque()) { context, job in
            guard let context, let job else { return }
            // The machine is there until it releases the thread's jobs.
            Unmanaged<SimulatedMachine>.fromOpaque(context).takeUnretainedValue().ready.append(.job(job))
        }
        defer {
            millrace_release_jobs()
            (ready, loops, alarms, network) = ([], [], [], nil)
        }
        let result = Mutex<Result<Value, any Error>?>(nil)
        let ended = Ended()
        Task.detached {
            let value: Result<Value, any Error>
            do {
                value = .success(try await EventLoop.$host.withValue(self) { try await body(self) })
            } catch {
                value = .failure(error)
            }
            result.withLock { $0 = value }
            ended.value = true
        }
        while !ended.value {
            guard steps < Self.maxSteps else { throw TestFailure("the history does not end: \(steps) steps") }
            guard step() else { throw TestFailure("the history does not go on after \(elapsed): nothing can run") }
        }
        let limit = steps + Self.maxSteps
        hasFaults = false
        while steps < limit, step() {}
        return try (result.withLock { $0 } ?? .failure(TestFailure("no result"))).get()
    }

    private final class Ended: @unchecked Sendable {
        var value = false
    }

    private func checkThread() {
        precondition(pthread_equal(thread, pthread_self()) != 0, "code of a simulation has left its thread")
    }

    /// Runs one thing that can run; if there is none, lets time pass until there is. Returns false if there never is.
    private func step() -> Bool {
        while ready.isEmpty { guard advance() else { return false } }
        let index = draw(ready.count)
        ready.swapAt(index, ready.count - 1)
        let step = ready.removeLast()
        steps += 1
        moment += Self.stepTime
        let nanoseconds = UInt64((moment - start).components.attoseconds / 1_000_000_000)
        // As FNV does.
        trace = (trace ^ UInt64(index) ^ UInt64(ready.count) << 20 ^ nanoseconds << 32) &* 0x100_0000_01b3
        switch step {
        case .job(let job): millrace_run_job(job)
        case .closure(let body): body()
        case .turn(let loop): turn(loop)
        }
        return true
    }

    private func turn(_ loop: Loop) {
        loop.isReady = false
        if let until = loop.stalledUntil {
            if until > moment { return }
            loop.stalledUntil = nil
        } else if hasFaults, draw(20_000) == 0 {
            return stall(loop, for: .milliseconds(draw(9_000)))
        }
        let (isBusy, next) = loop.loop.turn()
        loop.next = next
        if loop.loop.hasEnded { loops.removeAll { $0 === loop } }
        guard isBusy else { return }
        // The sockets of its peers may have got something: brokers are the peers of clients.
        for other in loops where other !== loop && (loop.isServer || other.isServer) { makeReady(other) }
    }

    private func stall(_ loop: Loop, for time: Duration) {
        loop.stalledUntil = moment + time
        at(moment + time) { [weak self] in self?.makeReady(loop) }
    }

    private func makeReady(_ loop: Loop) {
        if loop.isReady { return }
        loop.isReady = true
        ready.append(.turn(loop))
    }

    /// Moves the time to the next moment at which something is to happen. Returns false if there is none.
    private func advance() -> Bool {
        let timers = loops.compactMap { $0.stalledUntil == nil ? $0.next : nil }
        guard let next = (timers + alarms.map(\.moment)).min() else { return false }
        moment = max(moment, next)
        for loop in loops where loop.stalledUntil == nil {
            if let next = loop.next, next <= moment { makeReady(loop) }
        }
        for alarm in alarms where alarm.moment <= moment { ready.append(.closure(alarm.body)) }
        alarms.removeAll { $0.moment <= moment }
        return true
    }

    /// A number from 0 up to, not including, `count`.
    func draw(_ count: Int) -> Int { Int(truncatingIfNeeded: random.next() % UInt64(count)) }

    // MARK: Time

    /// The time of the machine; a look at it takes some.
    package var now: ContinuousClock.Instant {
        moment += Self.lookTime
        return moment
    }

    /// The time since the machine began.
    package var elapsed: Duration { now - start }

    /// The time of day of the machine, in milliseconds since 1970 UTC.
    package var milliseconds: Int64 { 1_800_000_000_000 + elapsed.inMilliseconds }

    @discardableResult
    func at(_ moment: ContinuousClock.Instant, _ body: @escaping @Sendable () -> Void) -> Int {
        checkThread()
        lastAlarm += 1
        alarms.append(Alarm(id: lastAlarm, moment: moment, body: body))
        return lastAlarm
    }

    /// Waits in the machine's time.
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
            checkThread()
            alarms.removeAll { $0.id == wait.alarm }
            wait.end()
        }
        try Task.checkCancellation()
    }

    /// A task that sleeps; of the machine's thread.
    private final class Wait: @unchecked Sendable {
        var alarm = 0
        var continuation: CheckedContinuation<Void, Never>?

        func end() {
            continuation?.resume()
            continuation = nil
        }
    }

    /// The time and the random source of clients on this machine, and its network.
    package func configure(_ client: inout ClientConfiguration) {
        client.dialer = network
        client.retry.clock = ClientClock(now: { self.elapsed }, sleep: { try await self.sleep($0) })
        client.retry.clock.wait = { try await self.sleep($0) }
        client.retry.random = { Double(self.draw(1 << 50)) / Double(1 << 50) }
        client.retry.makeUUID = { KafkaUUID(high: self.random.next(), low: self.random.next()) }
    }

    /// A program that can be killed; it is the dialer of its clients.
    package func makeProcess() -> SimulatedProcess { SimulatedProcess(self) }

    // MARK: Loops

    package func wake(_ loop: EventLoop) {
        checkThread()
        makeReady(entry(of: loop))
    }

    /// The sockets of any loop may have got something.
    func wakeAll() { for loop in loops { makeReady(loop) } }

    private func entry(of loop: EventLoop) -> Loop {
        if let known = loops.first(where: { $0.loop === loop }) { return known }
        let new = Loop(loop)
        loops.append(new)
        return new
    }

    package func run(_ body: @escaping @Sendable () -> Void) {
        checkThread()
        ready.append(.closure(body))
    }

    package func holdsBack(_ descriptor: Int32, of loop: EventLoop) -> Bool {
        switch network.delay(of: descriptor) {
        case .none: return false
        case .goesOn: return true
        case .begins(let moment):
            at(moment) { [weak self, weak loop] in
                if let self, let loop { self.wake(loop) }
            }
            return true
        }
    }

    package func listen(
        port: UInt16, on loop: EventLoop, accept: @escaping @Sendable (Int32, UInt16) -> Void
    ) throws(TransportError) -> UInt16 {
        entry(of: loop).isServer = true
        return try network.listen(port: port, accept: accept)
    }

    package func stopListening(port: UInt16) { network.stopListening(port: port) }
}
