// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Limit of a batch's reads per partition, by rate. A pure value.
///
/// Source: Spark `DirectKafkaInputDStream.maxMessagesPerPartition` and `clamp` (streaming-kafka-0-10).
package struct BatchLimit: Sendable, Equatable {
    /// Records per second and partition; nil for no limit.
    package var maxRatePerPartition: Int?
    /// The batch interval in seconds.
    package var batchSeconds: Double

    /// Creates a limit.
    ///
    /// - Parameters:
    ///   - maxRatePerPartition: Records per second and partition, above 0; nil for no limit.
    ///   - batchDuration: The batch interval.
    package init(maxRatePerPartition: Int?, batchDuration: Duration) {
        self.maxRatePerPartition = maxRatePerPartition
        batchSeconds = batchDuration / .seconds(1)
    }

    /// The offset after the last record that a batch may read, never past `latest`.
    ///
    /// Allows at least one record per batch, so that a rate below that still makes progress.
    package func untilOffset(current: Int64, latest: Int64) -> Int64 {
        guard let maxRatePerPartition, latest > current else { return latest }
        let allowed = max((Double(maxRatePerPartition) * batchSeconds).rounded(.down), 1)
        // Compared as doubles, as a huge product does not fit in Int64.
        guard allowed < Double(latest - current) else { return latest }
        return current + Int64(allowed)
    }
}
