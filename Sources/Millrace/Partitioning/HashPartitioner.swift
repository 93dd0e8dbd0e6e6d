// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Spreads keys over a fixed number of partitions by their stable hash. Source: Spark's `HashPartitioner`.
public struct HashPartitioner: Partitioner {
    /// Number of partitions, at least 1.
    public let partitionCount: Int

    /// A partitioner over `partitionCount` partitions; values below 1 count as 1.
    public init(partitionCount: Int) { self.partitionCount = max(1, partitionCount) }

    /// The partition of a key with this stable hash: its upper 32 bits scaled to the number of partitions.
    /// The lower bits stay free for hash tables inside a partition.
    @inlinable
    public func partition(forHash hash: UInt64) -> Int { Int(((hash >> 32) &* UInt64(partitionCount)) >> 32) }

    /// The partition of `key`.
    @inlinable
    public func partition(for key: some StableHashable) -> Int { partition(forHash: key.stableHashValue) }
}
