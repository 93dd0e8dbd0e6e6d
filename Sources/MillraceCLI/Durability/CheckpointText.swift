// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace

/// A checkpoint as text.
enum CheckpointText {
    static func lines(_ checkpoint: Checkpoint) -> [String] {
        var lines = [
            "job '\(checkpoint.job)', generation \(checkpoint.generation), epoch \(checkpoint.epoch)",
            "batches every \(checkpoint.batchDuration) ms since \(checkpoint.zeroTime), the last one at "
                + "\(checkpoint.lastTime)",
            checkpoint.stateEnd.map { "state log up to \($0)" } ?? "no state",
        ]
        lines += checkpoint.graph.operators.map { "operator \($0)\($0.keeps ? ", kept" : "")" }
        for batch in checkpoint.batches {
            let plans = batch.plans.map { "'\($0.operatorID)' \($0.bytes.count) bytes" }.joined(separator: ", ")
            let state = batch.isDone ? "done" : "pending, \(batch.doneOutputs.count) outputs done"
            lines.append("batch \(batch.time) \(state), plans: \(plans.isEmpty ? "none" : plans)")
        }
        lines += checkpoint.notes.map { "note of '\($0.operatorID)', \($0.bytes.count) bytes" }
        return lines
    }
}
