// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaClient

/// Limit of a batch's reads by rate. A pure value.
///
/// The stream's rate is shared out by lag, and bounded for each partition. Source: Spark
/// `DirectKafkaInputDStream.maxMessagesPerPartition` and `clamp` (streaming-kafka-0-10).
package struct BatchLimit: Sendable, Equatable {
    /// Records per second of the whole stream; nil for no limit.
    package var rate: Double?
    /// Limits of each partition.
    package var defaultRates: PartitionRates
    /// Limits of partitions that have their own.
    package var rates: [TopicPartition: PartitionRates]
    /// The batch interval in seconds.
    package var batchSeconds: Double

    /// Creates a limit.
    ///
    /// - Parameters:
    ///   - rate: Records per second of the whole stream, above 0; nil for no limit.
    ///   - defaultRates: Limits of each partition.
    ///   - rates: Limits of partitions that have their own.
    ///   - batchDuration: The batch interval.
    package init(
        rate: Double? = nil, defaultRates: PartitionRates = PartitionRates(),
        rates: [TopicPartition: PartitionRates] = [:], batchDuration: Duration
    ) {
        self.rate = rate
        self.defaultRates = defaultRates
        self.rates = rates
        batchSeconds = batchDuration / .seconds(1)
    }

    /// The offset after the last record that a batch may read of each partition of `current`, never past its end.
    ///
    /// - Parameters:
    ///   - current: The next offset of each partition.
    ///   - ends: The end of each partition; a partition without one gets nothing.
    package func untilOffsets(
        current: [TopicPartition: Int64], ends: [TopicPartition: Int64]
    ) -> [TopicPartition: Int64] {
        var lags: [TopicPartition: Double] = [:]
        for (partition, offset) in current {
            lags[partition] = max(Double(ends[partition] ?? offset) - Double(offset), 0)
        }
        let total = lags.values.reduce(0, +)
        var result: [TopicPartition: Int64] = [:]
        for (partition, offset) in current {
            let end = max(ends[partition] ?? offset, offset)
            let lag = lags[partition] ?? 0
            let share = total > 0 ? rate.map { $0 * lag / total } : nil
            result[partition] = until(partition, offset, end: end, share: share)
        }
        return result
    }

    private func until(_ partition: TopicPartition, _ offset: Int64, end: Int64, share: Double?) -> Int64 {
        let own = rates[partition] ?? defaultRates
        let most = own.max.map(Double.init)
        guard let rate = [share, most].compactMap({ $0 }).min() else { return end }
        let allowed = Swift.max((rate * batchSeconds).rounded(.down), Double(own.min))
        // Compared as doubles, as a huge product does not fit in Int64.
        guard allowed < Double(end) - Double(offset) else { return end }
        return offset + Int64(allowed)
    }
}
