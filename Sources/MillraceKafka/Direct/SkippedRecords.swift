// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaClient
package import Millrace

/// Count of the offsets that a stream skipped because their records were gone. A pure value.
package struct SkippedRecords: Sendable {
    /// Something to log: offsets skipped since the last report.
    package struct Report: Sendable, Equatable {
        /// Number of offsets skipped since the last report.
        package var count: Int64
        /// Number of offsets skipped since the start of the stream.
        package var total: Int64
        /// The partitions concerned, sorted.
        package var partitions: [TopicPartition]
    }

    /// Minimum time between two reports.
    package static let reportInterval: Duration = .seconds(60)

    /// Number of offsets skipped since the start of the stream.
    package private(set) var total: Int64 = 0
    /// The offset up to which those of tasks are counted.
    private var countedThrough: [TopicPartition: Int64] = [:]
    private var inBatch: Int64 = 0
    private var unreported: [TopicPartition: Int64] = [:]
    private var lastReport: BatchTime?

    /// Nothing was skipped.
    package init() {}

    /// Counts the offsets that a task did not find. A range may be computed more than once: each offset counts once.
    package mutating func count(task lost: OffsetRange) {
        let from = max(lost.fromOffset, countedThrough[lost.topicPartition] ?? lost.fromOffset)
        guard lost.untilOffset > from else { return }
        countedThrough[lost.topicPartition] = lost.untilOffset
        count(lost.topicPartition, from: from, until: lost.untilOffset)
    }

    /// Counts the offsets from `start` up to, not including, `end`, which no task gets.
    package mutating func count(_ partition: TopicPartition, from start: Int64, until end: Int64) {
        guard end > start else { return }
        total += end - start
        inBatch += end - start
        unreported[partition, default: 0] += end - start
    }

    /// Forgets what was counted of a partition whose topic was created again: its offsets begin again.
    package mutating func forget(_ partition: TopicPartition) { countedThrough[partition] = nil }

    /// The number of offsets skipped since the last call, for the next batch's report.
    package mutating func takeBatchCount() -> Int64 {
        defer { inBatch = 0 }
        return inBatch
    }

    /// A report if offsets were skipped and the last report is old enough; with `isLast` also if it is not.
    package mutating func takeReport(now: BatchTime, isLast: Bool = false) -> Report? {
        guard !unreported.isEmpty else { return nil }
        if let lastReport, now - lastReport < Self.reportInterval, !isLast { return nil }
        defer {
            unreported = [:]
            lastReport = now
        }
        return Report(count: unreported.values.reduce(0, +), total: total, partitions: unreported.keys.sorted())
    }
}
