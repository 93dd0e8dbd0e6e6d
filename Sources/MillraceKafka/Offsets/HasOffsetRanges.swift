// Millrace
// SPDX-License-Identifier: Apache-2.0

/// What knows the Kafka offsets that it was read from: partition i of the RDD holds `offsetRanges[i]`.
///
/// The mapping holds for the RDD that the stream made and is lost behind any operator. Source: Spark `HasOffsetRanges`.
public protocol HasOffsetRanges {
    /// One range per RDD partition, in partition order; empty ranges included.
    var offsetRanges: [OffsetRange] { get }
}
