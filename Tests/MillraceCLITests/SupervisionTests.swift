// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Millrace
import Synchronization
import TestSupport
import Testing

@testable import MillraceCLI

/// A clock whose sleeps take no time, and are noted.
private final class NotedClock: StreamingClock {
    private let state = Mutex<(uptime: Duration, sleeps: [Duration])>((.zero, []))
    /// Called at the beginning of a sleep.
    private let onSleep: @Sendable (Int) -> Void

    init(onSleep: @escaping @Sendable (Int) -> Void = { _ in }) { self.onSleep = onSleep }

    var now: BatchTime { BatchTime(milliseconds: 0) }
    var uptime: Duration { state.withLock { $0.uptime } }
    var sleeps: [Duration] { state.withLock { $0.sleeps } }

    func advance(by duration: Duration) { state.withLock { $0.uptime += duration } }

    func sleep(until deadline: Duration) async throws {
        let number = state.withLock { state in
            state.sleeps.append(deadline - state.uptime)
            state.uptime = max(state.uptime, deadline)
            return state.sleeps.count
        }
        onSleep(number)
        try Task.checkCancellation()
    }
}

/// Programs that end as a script says, each after a time of the clock.
private final class ScriptedRunner: ProgramRunner {
    struct Silent: RunningProgram {
        let signals: Log<Int32>
        let onEnd: @Sendable (ProgramEnd) -> Void

        func send(_ signal: Int32) {
            signals.add(signal)
            onEnd(.status(7))
        }
    }

    let clock: NotedClock
    let signals = Log<Int32>()
    let started = Event()
    private let ends: Mutex<[(ProgramEnd, Duration)]>

    /// After the last end comes a program that runs until it gets a signal.
    init(_ ends: [(ProgramEnd, Duration)], clock: NotedClock) {
        self.ends = Mutex(ends)
        self.clock = clock
    }

    func start(
        _ command: [String], onEnd: @escaping @Sendable (ProgramEnd) -> Void
    ) throws -> any RunningProgram {
        if let (end, runtime) = ends.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
            clock.advance(by: runtime)
            onEnd(end)
        } else {
            started.signal()
        }
        return Silent(signals: signals, onEnd: onEnd)
    }
}

@Suite(.timeLimit(.minutes(10))) struct SupervisionTests {
    private let settings = Supervision(maxDelay: .seconds(60), healthyAfter: .seconds(5))

    private func supervise(
        _ ends: [(ProgramEnd, Duration)], _ clock: NotedClock = NotedClock()
    ) async throws -> (status: Int32, sleeps: [Duration]) {
        let supervisor = Supervisor(
            ["job"], settings, runner: ScriptedRunner(ends, clock: clock), clock: clock, note: { _ in })
        return (try await supervisor.run(), clock.sleeps)
    }

    @Test func waitsDoubleUpToTheLimit() async throws {
        let crash = (ProgramEnd.status(1), Duration.milliseconds(10))
        let end = try await supervise([(ProgramEnd, Duration)](repeating: crash, count: 9) + [(.status(0), .zero)])
        #expect(end.status == 0)
        #expect(end.sleeps == [1, 2, 4, 8, 16, 32, 60, 60, 60].map { .seconds($0) })
    }

    @Test func aHealthyRunBeginsTheWaitsAgain() async throws {
        let end = try await supervise([
            (.signal(9), .zero), (.status(1), .zero), (.signal(11), .seconds(6)), (.status(2), .zero),
            (.status(0), .zero),
        ])
        #expect(end.sleeps == [1, 2, 1, 2].map { .seconds($0) })
    }

    @Test(arguments: [0, 64] as [Int32]) func successAndMisuseAreNotTriedAgain(status: Int32) async throws {
        let end = try await supervise([(.status(status), .zero)])
        #expect(end.status == status && end.sleeps.isEmpty)
    }

    @Test func aSignalToStopIsHandedOnAndEndsTheSupervision() async throws {
        let clock = NotedClock()
        let runner = ScriptedRunner([(.status(1), .zero)], clock: clock)
        let supervisor = Supervisor(["job"], settings, runner: runner, clock: clock, note: { _ in })
        let run = Task { try await supervisor.run() }
        await runner.started.wait()
        supervisor.receive(SIGTERM, stops: true)
        // The program ends with a status that is a crash otherwise.
        #expect(try await run.value == 7)
        #expect(runner.signals.entries == [SIGTERM])
    }

    @Test func aSignalDuringTheWaitEndsIt() async throws {
        let supervisor = Mutex<Supervisor?>(nil)
        let clock = NotedClock { _ in supervisor.withLock { $0 }?.receive(SIGINT, stops: true) }
        let runner = ScriptedRunner([(.signal(6), .zero)], clock: clock)
        let made = Supervisor(["job"], settings, runner: runner, clock: clock, note: { _ in })
        supervisor.withLock { $0 = made }
        #expect(try await made.run() == 134)
        #expect(runner.signals.entries.isEmpty, "no program ran")
    }

    @Test func processesAreStartedAgainUntilOneSucceeds() async throws {
        let folder = try TemporaryFolder()
        let script = "echo x >> \(folder.path("runs")); test $(wc -l < \(folder.path("runs"))) -ge 3"
        let supervisor = Supervisor(["sh", "-c", script], settings, clock: NotedClock(), note: { _ in })
        #expect(try await supervisor.run() == 0)
        #expect(try TemporaryFolder.size(folder.path("runs")) == 6)
    }

    @Test func aProgramThatDoesNotExistIsAnError() async throws {
        for name in ["nosuchprogram", "/nosuch/program"] {
            let supervisor = Supervisor([name], settings, clock: NotedClock(), note: { _ in })
            let error = await #expect(throws: ToolError.self) { try await supervisor.run() }
            #expect(error?.description.contains(name) == true)
        }
    }

    @Test func theToolHandsSignalsOn() async throws {
        let script = "trap 'echo stopped; exit 3' TERM; echo ready; while :; do sleep 1 & wait; done"
        let tool = try PeerProcess(BuiltTool.path, ["supervise", "--", "sh", "-c", script])
        try await tool.line { $0 == "ready" }
        tool.terminate()
        let output = try await tool.output(status: 3)
        #expect(output.contains("stopped"))
    }
}
