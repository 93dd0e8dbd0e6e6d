// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaClient
package import Millrace

/// Progress of a direct stream: offsets handed out to batches, batches under way, and offsets that wait for a commit.
///
/// A pure value; `DirectKafkaInputDStream` keeps it under its lock.
package struct DirectStreamProgress: Sendable {
    /// The next offset of each partition, and the stream's end.
    package var offsets = DirectStreamOffsets(startingAt: [:])
    /// The batch at which the topics were last looked up for new partitions; nil before the first batch.
    package var lastDiscovery: BatchTime?
    /// The ranges of each batch whose output is not done yet.
    private var pending: [BatchTime: [OffsetRange]] = [:]
    /// Offsets to commit: ends of completed ranges, without those that the group has already.
    package private(set) var uncommitted: [TopicPartition: Int64] = [:]

    /// The progress of a stream that has not started.
    package init() {}

    /// Records that `batch` reads `ranges`.
    package mutating func handOut(_ ranges: [OffsetRange], to batch: BatchTime) {
        offsets.advance(past: ranges)
        pending[batch] = ranges
    }

    /// Records that the output of `batch` is done: the ends of its ranges may be committed.
    package mutating func complete(_ batch: BatchTime) {
        for range in pending.removeValue(forKey: batch) ?? [] where !range.isEmpty {
            uncommitted[range.topicPartition] = range.untilOffset
        }
    }

    /// Records that the group has `committed`. An offset that has moved on since then stays to be committed.
    package mutating func markCommitted(_ committed: [TopicPartition: Int64]) {
        for (partition, offset) in committed where uncommitted[partition] == offset {
            uncommitted[partition] = nil
        }
    }
}
