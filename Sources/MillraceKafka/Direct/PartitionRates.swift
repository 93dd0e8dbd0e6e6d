// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Bounds of a partition's reads. Source: Spark's `PerPartitionConfig`.
public struct PartitionRates: Hashable, Sendable {
    /// Maximum number of records per second of the batch interval, above 0; nil for no limit.
    public var max: Int?
    /// Number of records that a batch may read however low the rate is, at least 1: it keeps partitions with little lag
    /// moving.
    public var min: Int

    /// Creates bounds; every value has a default.
    public init(max: Int? = nil, min: Int = 1) {
        self.max = max
        self.min = min
    }
}
