// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import OraclePrograms
import TaskWorker
import TestSupport
import Testing

/// Tasks are values: other processes that run the same program compute the same.
@Suite(.timeLimit(.minutes(30))) struct TaskBackendTests {
    @Test(arguments: TaskPrograms.names, [1, 2])
    func aProgramWhoseTasksRunInOtherProcessesGivesTheSame(name: String, processes: Int) async throws {
        let program = TaskProgram.named(name)
        let here = program.makeEngine(LocalBackend())
        let expected = try await program.run(here)
        let (backend, replies) = try await ChildProcesses(count: processes).run(program) { backend in
            let engine = program.makeEngine(backend)
            let result = try await program.run(engine)
            #expect(result == expected)
            await engine.stop()
            return backend
        }
        for reply in replies {
            guard case .ended(let result, _) = reply else { continue }
            #expect(result == expected)
        }
        #expect(backend.runs.entries.count >= 4)
        if name == "flaky" { #expect(backend.runs.entries.count { $0.attempt == 1 } == 1) }
        await here.stop()
    }

    @Test func lineageIsTheSameInAnotherProcess() async throws {
        let (_, replies) = try await ChildProcesses(count: 1).run(.lineage) { _ in }
        let reply = try replies.only
        guard case .ended(let lineage, _) = reply else { throw TestFailure("no lineage: \(reply)") }
        let here = await TaskPrograms.lineage(makeEngine(threads: 1))
        #expect(lineage == here.joined(separator: "\n"))
        #expect(Set(here).count == 6)
    }

    /// Results of tasks go from one process to the other, as the tasks of each shuffle are spread over both.
    @Test func rddProgramsOfTheOracleGiveTheSameInTwoProcesses() async throws {
        let workers = try ChildProcesses(count: 2)
        for oracle in try OracleFile.cases("rdd") {
            let program = TaskProgram.rdd(oracle.line)
            let (difference, _) = try await workers.run(program) { backend in
                let engine = program.makeEngine(backend)
                let difference = await OracleRDD.difference(of: oracle, engine)
                await engine.stop()
                return difference
            }
            if let difference { Issue.record("\(oracle.id): \(difference)") }
        }
    }

    /// Two processes, each of which computes every second program as a whole.
    @Test func streamsOfTheOracleGiveTheSameInOtherProcesses() async throws {
        let programs = try OracleStreamTests.programs()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for half in 0..<2 {
                group.addTask {
                    let workers = try ChildProcesses(count: 1)
                    var tasks = 0
                    for (index, oracle) in programs.enumerated() where index % 2 == half {
                        let program = TaskProgram.stream(oracle.line)
                        let ((difference, count), _) = try await workers.run(program) { backend in
                            let difference = await OracleStreamTests.difference(oracle, program.makeEngine(backend))
                            return (difference, backend.runs.entries.count)
                        }
                        if let difference { Issue.record("\(oracle.id): \(difference)") }
                        tasks += count
                    }
                    return tasks
                }
            }
            let tasks = try await group.reduce(0, +)
            #expect(tasks > programs.count)
        }
    }
}
