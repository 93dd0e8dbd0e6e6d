// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TaskWorker

/// Processes that compute the tasks of programs; they live until the value is freed.
struct ChildProcesses: Sendable {
    private let workers: [WorkerProcess]

    init(count: Int) throws { workers = try (0..<count).map { _ in try WorkerProcess() } }

    /// Runs a program here, and in the processes, which compute all of its tasks. Returns what `body` returned, and the
    /// processes' replies at their ends.
    func run<Result>(
        _ program: TaskProgram, _ body: (ChildProcessBackend) async throws -> Result
    ) async throws -> (Result, [WorkerReply]) {
        let exchanges = try workers.enumerated().map { index, worker in
            try worker.begin(.run(program, index: index, count: workers.count))
        }
        let backend = ChildProcessBackend(workers: Array(zip(workers, exchanges)))
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await body(backend)) } catch { result = .failure(error) }
        var replies: [WorkerReply] = []
        for worker in workers { replies.append(try await worker.end()) }
        return (try result.get(), replies)
    }
}
