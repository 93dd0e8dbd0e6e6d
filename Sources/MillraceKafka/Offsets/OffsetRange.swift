// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaClient

/// The records of one topic partition that one batch reads: offsets `fromOffset` (inclusive) up to `untilOffset`
/// (exclusive).
///
/// Source: Spark `OffsetRange` (streaming-kafka-0-10).
public struct OffsetRange: Hashable, Sendable {
    /// The topic partition that is read.
    public let topicPartition: TopicPartition
    /// The first offset that is read.
    public let fromOffset: Int64
    /// The offset behind the last one that is read; equal to `fromOffset` for an empty range.
    public let untilOffset: Int64

    /// The topic's name.
    public var topic: String { topicPartition.topic }
    /// The partition's number.
    public var partition: Int32 { topicPartition.partition }
    /// How many offsets the range spans. The number of records is the same or, where compaction or transactions left gaps,
    /// smaller.
    public var count: Int64 { untilOffset - fromOffset }
    /// Whether the range spans no offset.
    public var isEmpty: Bool { untilOffset == fromOffset }

    /// Creates a range.
    ///
    /// - Throws: `KafkaStreamError.invalidRange` if `fromOffset` is negative or greater than `untilOffset`. That is what
    ///   happens when a topic was deleted and created anew, or truncated, below an offset that was stored before.
    public init(_ topicPartition: TopicPartition, from fromOffset: Int64, until untilOffset: Int64) throws {
        guard fromOffset >= 0, fromOffset <= untilOffset else {
            throw KafkaStreamError(
                .invalidRange,
                "\(topicPartition): offset \(fromOffset) is behind the partition's end \(untilOffset): the topic was "
                    + "truncated or created anew since that offset was stored; start from earliest or latest, or reset "
                    + "the group's offsets")
        }
        self.topicPartition = topicPartition
        self.fromOffset = fromOffset
        self.untilOffset = untilOffset
    }
}

extension [OffsetRange] {
    /// How many offsets all ranges span, at most `Int64.max`: a broker may claim ends that add up to more.
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
