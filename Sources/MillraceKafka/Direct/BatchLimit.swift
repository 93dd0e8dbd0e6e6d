// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Decides how far each partition is read in one batch: a pure function of what is there and what is allowed.
///
/// Source: Spark `DirectKafkaInputDStream.maxMessagesPerPartition` and `clamp` (streaming-kafka-0-10).
package struct BatchLimit: Sendable, Equatable {
    /// Records per second and partition; nil is no limit.
    package var maxRatePerPartition: Int?
    /// The batch interval.
    package var batchSeconds: Double

    /// - Parameters:
    ///   - maxRatePerPartition: Records per second and partition, above 0; nil is no limit.
    ///   - batchDuration: The batch interval.
    package init(maxRatePerPartition: Int?, batchDuration: Duration) {
        self.maxRatePerPartition = maxRatePerPartition
        let (seconds, attoseconds) = batchDuration.components
        batchSeconds = Double(seconds) + Double(attoseconds) / 1e18
    }

    /// The offset behind the last record that a batch may read.
    ///
    /// Never behind `latest`; at least one record a batch where one is there, so that a rate below one record per batch
    /// still moves.
    package func untilOffset(current: Int64, latest: Int64) -> Int64 {
        guard let maxRatePerPartition, latest > current else { return latest }
        let allowed = max((Double(maxRatePerPartition) * batchSeconds).rounded(.down), 1)
        // Compared as doubles first: a huge product does not fit Int64.
        guard allowed < Double(latest - current) else { return latest }
        return current + Int64(allowed)
    }
}
