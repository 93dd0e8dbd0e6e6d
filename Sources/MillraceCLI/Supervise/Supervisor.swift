// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import Synchronization

/// Runs a program again and again, as `Supervision` decides, and hands signals on to it.
final class Supervisor: Sendable {
    private struct State {
        var supervision: Supervision
        var program: (any RunningProgram)?
        /// A signal to stop that came while no program ran.
        var missed: Int32?
        /// The wait before the next start.
        var wait: Task<Void, any Error>?
    }

    private let command: [String]
    private let runner: any ProgramRunner
    private let clock: any StreamingClock
    private let note: @Sendable (String) -> Void
    private let state: Mutex<State>

    /// A supervisor of `command`, the program and its arguments. `note` gets a line for each crash.
    init(
        _ command: [String], _ supervision: Supervision, runner: any ProgramRunner = ProcessRunner(),
        clock: any StreamingClock = SystemClock(), note: @escaping @Sendable (String) -> Void = Note.print
    ) {
        self.command = command
        self.runner = runner
        self.clock = clock
        self.note = note
        state = Mutex(State(supervision: supervision))
    }

    /// Runs the program until it is done or a signal has ended it. Returns the status for the shell.
    ///
    /// - Throws: `ToolError` if it cannot be started.
    func run() async throws -> Int32 {
        while true {
            let start = clock.uptime
            let end = try await live()
            let runtime = clock.uptime - start
            let verdict = state.withLock { state in
                state.program = nil
                return state.supervision.ended(end, after: runtime)
            }
            switch verdict {
            case .stop(let status):
                if status != 0 { note("\(command[0]) \(end)") }
                return status
            case .restart(let wait):
                note("\(command[0]) \(end) after \(runtime.seconds) s; it is started again in \(wait.seconds) s")
                guard await sleep(wait) else { return end.shellStatus }
            }
        }
    }

    /// A signal: to the program if it runs. SIGINT, SIGTERM and SIGQUIT also keep it from being started again.
    func receive(_ signal: Int32, stops: Bool) {
        state.withLock { state in
            if stops {
                state.supervision.stop()
                state.wait?.cancel()
            }
            if let program = state.program {
                program.send(signal)
            } else if stops {
                state.missed = signal
            }
        }
    }

    /// Runs the program once.
    private func live() async throws -> ProgramEnd {
        let (ends, end) = AsyncStream.makeStream(of: ProgramEnd.self)
        let program = try runner.start(command) { how in
            end.yield(how)
            end.finish()
        }
        state.withLock { state in
            state.program = program
            if let missed = state.missed { program.send(missed) }
        }
        for await how in ends { return how }
        // The stream ends before its element only if this task was cancelled.
        throw CancellationError()
    }

    /// Waits; `false` if a signal to stop came meanwhile.
    private func sleep(_ wait: Duration) async -> Bool {
        let clock = clock
        let deadline = clock.uptime + wait
        // Ends with the wait; a signal to stop cancels it.
        let sleep = Task { try await clock.sleep(until: deadline) }
        let isStopping = state.withLock { state in
            state.wait = sleep
            return state.supervision.isStopping
        }
        if isStopping { sleep.cancel() }
        guard case .success = await sleep.result else { return false }
        return !state.withLock { $0.supervision.isStopping }
    }
}

extension Duration {
    /// Whole seconds, for people.
    fileprivate var seconds: Int64 { components.seconds }
}
