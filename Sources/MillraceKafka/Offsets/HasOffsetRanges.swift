// Millrace
// SPDX-License-Identifier: Apache-2.0

/// An RDD with known Kafka offsets: its partition i holds `offsetRanges[i]`.
///
/// Only the stream's own RDD conforms. RDDs that operators derive from it do not. Source: Spark `HasOffsetRanges`.
public protocol HasOffsetRanges {
    /// One range per RDD partition, in partition order; empty ranges included.
    var offsetRanges: [OffsetRange] { get }
}
