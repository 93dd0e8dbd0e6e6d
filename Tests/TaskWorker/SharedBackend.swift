// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace

/// The tasks of a program that several processes run: this one computes its share, each when the driver asks for it,
/// and takes the results of the others.
struct SharedBackend: TaskBackend {
    let index: Int
    let count: Int
    let channel: FrameChannel
    let requests = TaskExchange<Bool>()
    let outcomes = TaskExchange<TaskOutcome>()

    func run(_ work: TaskWork) async throws -> TaskResult {
        let task = work.descriptor
        guard task.partition % count == index else { return try await outcomes.take(task).result(work.codec) }
        _ = try await requests.take(task)
        do {
            let result = try await work.runHere(returningState: true)
            try channel.send(WorkerReply.outcome(try TaskOutcome(task, result, work.codec)))
            return result
        } catch {
            try channel.send(WorkerReply.outcome(TaskOutcome(task, failure: error)))
            throw error
        }
    }

    /// Ends all waits.
    func close() {
        let error = TaskOutcomeError(description: "the driver has ended the program")
        requests.close(error)
        outcomes.close(error)
    }
}
