// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Spreads keys over a fixed number of partitions by their stable hash. Source: Spark's `HashPartitioner`.
public struct HashPartitioner: Hashable, Sendable {
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

    /// The partitioner of a shuffle that names none: the parents' largest one if it has at least the default number of
    /// partitions or is within one order of magnitude of the largest parent; else the default number of partitions.
    /// Source: Spark 3.5 `Partitioner.defaultPartitioner`.
    @usableFromInline
    static func `default`(
        upstream: [(partitionCount: Int, partitioner: HashPartitioner?)], defaultParallelism: Int?
    ) -> HashPartitioner {
        let largestUpstream = upstream.map(\.partitionCount).max() ?? 1
        let fallback = HashPartitioner(partitionCount: defaultParallelism ?? largestUpstream)
        let existing = upstream.compactMap(\.partitioner).max { $0.partitionCount < $1.partitionCount }
        guard let existing else { return fallback }
        let isNear = existing.partitionCount * 10 > largestUpstream
        return isNear || fallback.partitionCount <= existing.partitionCount ? existing : fallback
    }
}
