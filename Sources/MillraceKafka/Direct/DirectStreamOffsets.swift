// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaClient

/// Offsets of a direct stream: the next one to hand out for each partition, and the stream's end.
///
/// A pure value that decides each batch's ranges from the latest offsets that the brokers report.
package struct DirectStreamOffsets: Sendable, Equatable {
    /// The next offset to hand out, for every partition of the stream.
    package private(set) var current: [TopicPartition: Int64]
    /// The stream's end in each partition; nil if the stream never ends.
    package let ending: [TopicPartition: Int64]?

    /// Starts at `current`. If `ending` is given, offsets from there on are not handed out.
    package init(startingAt current: [TopicPartition: Int64], endingAt ending: [TopicPartition: Int64]? = nil) {
        self.current = current
        self.ending = ending
    }

    /// Whether every partition has reached the stream's end. False for a stream without an end.
    package var isAtEnd: Bool {
        guard let ending else { return false }
        return current.allSatisfy { partition, offset in offset >= ending[partition] ?? offset }
    }

    /// Adds partitions that were found later. A stream with an end ignores them, as its end was fixed at its start.
    package mutating func add(_ found: [TopicPartition: Int64]) {
        guard ending == nil else { return }
        current.merge(found) { known, _ in known }
    }

    /// Removes the partitions of a topic.
    package mutating func remove(topic: String) { current = current.filter { $0.key.topic != topic } }

    /// Moves a partition to `offset`, or to the stream's end if that comes first.
    package mutating func move(_ partition: TopicPartition, to offset: Int64) {
        guard let from = current[partition] else { return }
        current[partition] = ending?[partition].map { min(offset, max($0, from)) } ?? offset
    }

    /// The partitions that end before the next offset to hand out. The log was truncated, or its new leader has not
    /// learned yet how far it was read.
    package func beyondTheEnd(latest: [TopicPartition: Int64]) -> [TopicPartition] {
        current.compactMap { partition, offset in latest[partition].map { $0 < offset } == true ? partition : nil }
            .sorted()
    }

    /// The ranges of the next batch, sorted by topic and partition: one for every partition, empty ones included.
    ///
    /// Offsets move only with `advance(past:)`, so a batch that could not be generated is decided again.
    ///
    /// - Parameters:
    ///   - latest: The offset after the last readable record. A partition that is absent, or that ends before the next
    ///     offset, gets an empty range.
    ///   - limit: Maximum number of records per batch.
    /// - Throws: `KafkaStreamError.invalidRange` for a negative offset.
    package func nextRanges(latest: [TopicPartition: Int64], limit: BatchLimit) throws -> [OffsetRange] {
        var ends: [TopicPartition: Int64] = [:]
        for (partition, from) in current {
            var end = max(latest[partition] ?? from, from)
            if let last = ending?[partition] { end = min(end, max(last, from)) }
            ends[partition] = end
        }
        let until = limit.untilOffsets(current: current, ends: ends)
        return try current.keys.sorted().map { partition in
            let from = current[partition] ?? 0
            return try OffsetRange(partition, from: from, until: until[partition] ?? from)
        }
    }

    /// Records that `ranges` were handed out.
    package mutating func advance(past ranges: [OffsetRange]) {
        for range in ranges { current[range.topicPartition] = range.untilOffset }
    }
}
