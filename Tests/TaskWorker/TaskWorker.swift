// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Millrace

/// Outcome of a task in another process.
package struct WorkerReply: Codable, Sendable {
    package var value: Data?
    package var accumulators: [Int: Int] = [:]
    package var error: String?
}

/// Runs one task of one of the `TaskPrograms` and ends: `TaskWorker PROGRAM`, with the descriptor as JSON on standard
/// input and the reply as JSON on standard output. `TaskWorker --lineage` prints the lineage of a program.
@main
struct TaskWorker {
    static func main() async throws {
        var configuration = EngineConfiguration(appName: "worker", master: .local(threads: 2, maxFailures: 1))
        guard let program = CommandLine.arguments.dropFirst().first, program != "--lineage" else {
            let lineage = await TaskPrograms.lineage(MillraceContext(configuration))
            FileHandle.standardOutput.write(try JSONEncoder().encode(lineage))
            return
        }
        let input = FileHandle.standardInput.readDataToEndOfFile()
        configuration.backend = OneTaskBackend(wanted: try JSONDecoder().decode(TaskDescriptor.self, from: input))
        let result = try await TaskPrograms.run(program, MillraceContext(configuration))
        OneTaskBackend.end(WorkerReply(error: "the program ended without the task: \(result)"))
    }
}

/// Runs tasks here until it meets the wanted one; ends the process with that one's result.
struct OneTaskBackend: TaskBackend {
    let wanted: TaskDescriptor

    func run(_ work: TaskWork) async throws -> TaskResult {
        var work = work
        guard work.descriptor.stage == wanted.stage, work.descriptor.partition == wanted.partition else {
            // Other tasks come first, or beside it: they fail in the attempts in which they fail elsewhere too.
            work.descriptor.attempt = .max
            return try await work.runHere()
        }
        work.descriptor.attempt = wanted.attempt
        do {
            let result = try await work.runHere()
            guard let codec = work.codec else { Self.end(WorkerReply(error: "the result has no codec")) }
            var reply = WorkerReply(value: Data(try codec.encode(result.value)))
            for update in result.accumulators { reply.accumulators[update.id] = update.value as? Int }
            Self.end(reply)
        } catch {
            Self.end(WorkerReply(error: "\(error)"))
        }
    }

    static func end(_ reply: WorkerReply) -> Never {
        if let text = try? JSONEncoder().encode(reply) { FileHandle.standardOutput.write(text) }
        exit(0)
    }
}
