// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The outcome of compacting one batch.
struct CompactedBatch {
    enum Outcome {
        case kept
        /// Unchanged, except for the time from which its tombstones may be removed.
        case marked(Int64?)
        /// `isStamped`: the batch has `LogAppendTime`, which the new one gets too.
        case replaced(RecordBatch, deleteHorizon: Int64?, isStamped: Bool)
        case removed
    }

    var entry: PartitionLog.Entry
    var outcome: Outcome
}
