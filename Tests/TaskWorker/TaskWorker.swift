// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Millrace

/// Computes tasks of programs that a test runs: messages of the driver come on standard input, replies go to standard
/// output. One program at a time; ends with its input.
@main
struct TaskWorker {
    static func main() async throws {
        let channel = FrameChannel(input: STDIN_FILENO, output: STDOUT_FILENO)
        var backend: SharedBackend?
        var program: Task<Void, any Error>?
        while let request = try channel.receive(WorkerRequest.self) {
            switch request {
            case .run(let next, let index, let count):
                let share = SharedBackend(index: index, count: count, channel: channel)
                backend = share
                program = Task.detached { try channel.send(await run(next, share)) }
            case .task(let task): backend?.requests.put(true, for: task)
            case .outcome(let outcome): backend?.outcomes.put(outcome, for: outcome.task)
            case .end:
                backend?.close()
                try await program?.value
            case .quit: return
            }
        }
    }

    private static func run(_ program: TaskProgram, _ backend: SharedBackend) async -> WorkerReply {
        let engine = program.makeEngine(backend)
        do {
            let result = try await program.run(engine)
            await engine.stop()
            return .ended(result: result, error: nil)
        } catch {
            await engine.stop()
            return .ended(result: nil, error: "\(error)")
        }
    }
}
