// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Millrace

/// One attempt's outcome, as bytes.
package struct TaskOutcome: Codable, Sendable {
    private struct State: Codable, Sendable {
        var operatorID: String
        var partition: Int
        var batch: Int64
        var changes: Data
    }

    package var task: TaskDescriptor
    private var value: Data?
    private var accumulators: [Int: Int] = [:]
    private var states: [State] = []
    private var error: String?

    /// The outcome of an attempt that succeeded.
    package init(_ task: TaskDescriptor, _ result: TaskResult, _ codec: TaskResultCodec?) throws {
        guard let codec else { throw TaskOutcomeError(description: "the result of \(task.stage) has no codec") }
        self.task = task
        value = Data(try codec.encode(result.value))
        for update in result.accumulators { accumulators[update.id] = update.value as? Int }
        states = result.states.map {
            State(
                operatorID: $0.operatorID, partition: $0.partition, batch: $0.batchTime.milliseconds,
                changes: Data($0.changes))
        }
    }

    /// The outcome of an attempt that failed.
    package init(_ task: TaskDescriptor, failure: any Error) {
        self.task = task
        error = "\(failure)"
    }

    /// The result.
    /// - Throws: The failure of the attempt.
    package func result(_ codec: TaskResultCodec?) throws -> TaskResult {
        if let error { throw TaskOutcomeError(description: error) }
        guard let value, let codec else { throw TaskOutcomeError(description: "the result has no codec") }
        return TaskResult(
            value: try codec.decode([UInt8](value)),
            accumulators: accumulators.map { AccumulatorUpdate(id: $0.key, value: $0.value) },
            states: states.map {
                StateUpdate(
                    operatorID: $0.operatorID, partition: $0.partition,
                    batchTime: BatchTime(milliseconds: $0.batch), changes: [UInt8]($0.changes))
            })
    }
}
