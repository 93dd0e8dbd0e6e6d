// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TaskWorker
import TestSupport

/// Sends each task to one of the processes, and its result to the others.
struct ChildProcessBackend: TaskBackend {
    let workers: [(process: WorkerProcess, outcomes: TaskExchange<TaskOutcome>)]
    let runs = Log<TaskDescriptor>()

    func run(_ work: TaskWork) async throws -> TaskResult {
        let task = work.descriptor
        runs.add(task)
        let (worker, outcomes) = workers[task.partition % workers.count]
        try worker.send(.task(task))
        let outcome = try await outcomes.take(task)
        for (other, _) in workers where other !== worker { try other.send(.outcome(outcome)) }
        return try outcome.result(work.codec)
    }
}
