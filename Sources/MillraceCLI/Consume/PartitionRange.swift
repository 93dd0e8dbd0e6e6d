// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient

/// The records of a partition that a command reads.
struct PartitionRange: Sendable, Equatable {
    var partition: TopicPartition
    /// The first offset.
    var from: Int64
    /// The end, exclusive; nil for none.
    var until: Int64?
}
