// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A batch that runs: which of its steps are done, over all its attempts. Done steps are not repeated.
struct BatchRun: Sendable {
    var info: BatchInfo
    let outputs: [StreamGraph.Output]
    /// Positions of the output operations that have succeeded.
    var doneOutputs: Set<Int> = []
    /// Inputs that have completed the batch.
    var doneInputs: Set<Int> = []

    init(_ batch: QueuedBatch) {
        info = batch.info
        outputs = batch.outputs
    }

    /// Marks the operations that did not run because an earlier one failed.
    mutating func markSkipped() {
        for position in outputs.indices where !doneOutputs.contains(position) {
            guard info.outputOperations[position].failureReason == nil else { continue }
            info.outputOperations[position].failureReason = "not run, as the batch failed before it"
        }
    }
}
