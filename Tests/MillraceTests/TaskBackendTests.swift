// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Millrace
import TaskWorker
import TestSupport
import Testing

/// Runs each task in a process of its own, which runs the same program.
private struct ChildProcessBackend: TaskBackend {
    let program: String
    let runs = Log<TaskDescriptor>()

    /// The worker is built beside the tests.
    static let worker = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "TaskWorker")

    func run(_ work: TaskWork) async throws -> TaskResult {
        runs.add(work.descriptor)
        let output = try Self.output([program], input: try JSONEncoder().encode(work.descriptor))
        let reply = try JSONDecoder().decode(WorkerReply.self, from: output)
        guard let value = reply.value else { throw TestFailure(reply.error ?? "no value") }
        guard let codec = work.codec else { throw TestFailure("no codec") }
        return TaskResult(
            value: try codec.decode([UInt8](value)),
            accumulators: reply.accumulators.map { AccumulatorUpdate(id: $0.key, value: $0.value) })
    }

    static func output(_ arguments: [String], input: Data) throws -> Data {
        let process = Process()
        process.executableURL = worker
        process.arguments = arguments
        let (stdin, stdout) = (Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        try process.run()
        stdin.fileHandleForWriting.write(input)
        try stdin.fileHandleForWriting.close()
        let output = stdout.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return output
    }
}

/// Tasks are values: another process that runs the same program computes the same.
@Suite struct TaskBackendTests {
    @Test(arguments: TaskPrograms.names)
    func aProgramWhoseTasksRunInOtherProcessesGivesTheSame(program: String) async throws {
        let here = makeEngine(threads: 2, maxFailures: 2)
        let expected = try await TaskPrograms.run(program, here)
        let backend = ChildProcessBackend(program: program)
        let engine = makeEngine(threads: 2, maxFailures: 2, configure: { $0.backend = backend })
        #expect(try await TaskPrograms.run(program, engine) == expected)
        #expect(backend.runs.entries.count >= 4)
        if program == "flaky" { #expect(backend.runs.entries.count { $0.attempt == 1 } == 1) }
    }

    @Test func lineageIsTheSameInAnotherProcess() async throws {
        let output = try ChildProcessBackend.output(["--lineage"], input: Data())
        let other = try JSONDecoder().decode([String].self, from: output)
        #expect(other == (await TaskPrograms.lineage(makeEngine(threads: 1))))
        #expect(other.count == 6)
        #expect(Set(other).count == 6)
    }
}
