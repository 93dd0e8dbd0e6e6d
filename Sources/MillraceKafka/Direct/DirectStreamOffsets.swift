// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaClient

/// What the driver of a direct stream knows: how far each partition was handed out, and where the stream ends.
///
/// A pure value: it decides each batch's ranges from the offsets that the brokers report.
package struct DirectStreamOffsets: Sendable, Equatable {
    /// The next offset to hand out, for every partition that is read.
    package private(set) var current: [TopicPartition: Int64]
    /// Where each partition ends for this stream; nil if the stream never ends.
    package let ending: [TopicPartition: Int64]?

    /// Starts at `current` and, if `ending` is given, hands out nothing from those offsets on.
    package init(startingAt current: [TopicPartition: Int64], endingAt ending: [TopicPartition: Int64]? = nil) {
        self.current = current
        self.ending = ending
    }

    /// Whether every partition has reached its end. False for a stream without one.
    package var isAtEnd: Bool {
        guard let ending else { return false }
        return current.allSatisfy { partition, offset in offset >= ending[partition] ?? offset }
    }

    /// Adds partitions that were found later. A stream with an end leaves them out: it ends where the topic ended at its start.
    package mutating func add(_ found: [TopicPartition: Int64]) {
        guard ending == nil else { return }
        current.merge(found) { known, _ in known }
    }

    /// The ranges of the next batch, sorted by topic and partition, one per partition that is read, empty ones included.
    ///
    /// Nothing moves until `advance(past:)`, so that a batch that could not be built is decided anew.
    ///
    /// - Parameters:
    ///   - latest: The offset behind the last readable record, for every partition that is read.
    ///   - limit: What one batch may read.
    /// - Throws: `KafkaStreamError.invalidRange` if a partition now ends before an offset that was handed out.
    package func nextRanges(latest: [TopicPartition: Int64], limit: BatchLimit) throws -> [OffsetRange] {
        try current.keys.sorted().map { partition in
            let from = current[partition] ?? 0
            var end = latest[partition] ?? from
            if let last = ending?[partition] { end = min(end, max(last, from)) }
            return try OffsetRange(partition, from: from, until: limit.untilOffset(current: from, latest: end))
        }
    }

    /// Takes note that `ranges` were handed out.
    package mutating func advance(past ranges: [OffsetRange]) {
        for range in ranges { current[range.topicPartition] = range.untilOffset }
    }
}
