// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaClient
public import Millrace

/// The offsets of one topic partition that one batch reads: from `fromOffset` (inclusive) to `untilOffset` (exclusive).
///
/// Source: Spark `OffsetRange` (streaming-kafka-0-10).
public struct OffsetRange: Hashable, Sendable {
    /// The topic partition to read.
    public let topicPartition: TopicPartition
    /// The first offset to read.
    public let fromOffset: Int64
    /// The offset after the last one to read; equal to `fromOffset` for an empty range.
    public let untilOffset: Int64

    /// The topic's name.
    public var topic: String { topicPartition.topic }
    /// The partition's number.
    public var partition: Int32 { topicPartition.partition }
    /// Number of offsets in the range. The number of records is the same, or smaller where compaction or transactions
    /// left gaps.
    public var count: Int64 { untilOffset - fromOffset }
    /// Whether the range has no offsets.
    public var isEmpty: Bool { untilOffset == fromOffset }

    /// Creates a range.
    ///
    /// - Throws: `KafkaStreamError.invalidRange` if `fromOffset` is negative or greater than `untilOffset`. The latter
    ///   happens when a topic was truncated, or deleted and created again, below an offset that was stored before.
    public init(_ topicPartition: TopicPartition, from fromOffset: Int64, until untilOffset: Int64) throws {
        guard fromOffset >= 0 else {
            throw KafkaStreamError(
                .invalidRange, "\(topicPartition): offset \(fromOffset) is negative; offsets start at 0")
        }
        guard fromOffset <= untilOffset else {
            throw KafkaStreamError(
                .invalidRange,
                "\(topicPartition): offset \(fromOffset) is past the partition's end (\(untilOffset)): the topic was "
                    + "truncated, or deleted and created again, after that offset was stored; start from earliest or "
                    + "latest, or reset the group's offsets")
        }
        self.topicPartition = topicPartition
        self.fromOffset = fromOffset
        self.untilOffset = untilOffset
    }
}

extension [OffsetRange] {
    /// Number of offsets in all ranges, at most `Int64.max`: the ends that a broker claims may add up to more.
    var offsetCount: Int64 {
        reduce(0) { sum, range in
            let (total, overflows) = sum.addingReportingOverflow(range.count)
            return overflows ? .max : total
        }
    }
}

extension OffsetRange: CustomStringConvertible {
    /// `topic-partition [from, until)`.
    public var description: String { "\(topicPartition) [\(fromOffset), \(untilOffset))" }
}

extension OffsetRange: SourceRange {
    /// `topic-partition`.
    public var source: String { "\(topicPartition)" }
    /// `fromOffset`.
    public var firstPosition: Int64 { fromOffset }
    /// `untilOffset`.
    public var endPosition: Int64 { untilOffset }
}
