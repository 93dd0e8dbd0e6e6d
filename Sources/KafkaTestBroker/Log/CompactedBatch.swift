// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// What compaction makes of one batch.
struct CompactedBatch {
    enum Outcome {
        case kept
        /// As it was, with the time from which its deletions of keys may go.
        case marked(Int64?)
        /// `isStamped`: the original had the time of its arrival, which the new one is to get too.
        case replaced(RecordBatch, deleteHorizon: Int64?, isStamped: Bool)
        case removed
    }

    var entry: PartitionLog.Entry
    var outcome: Outcome
}
