// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient

/// The lag of a group in one partition at one moment.
struct LagRow: Sendable, Equatable {
    /// The group's id.
    var group: String
    var partition: TopicPartition
    /// The committed offset.
    var committed: Int64
    /// The offset after the partition's last record.
    var end: Int64
    /// The client of the member that has the partition; nil if it is not known.
    var owner: String?

    var lag: Int64 { max(0, end - committed) }
}
