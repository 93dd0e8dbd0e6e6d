// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Spreads keys over partitions by their key groups, so that each partition has whole groups: for keyed state.
public struct KeyGroupPartitioner<Key: StableHashable & Sendable>: KeyPartitioner {
    /// Number of partitions, 1 to 256.
    public let partitionCount: Int

    /// A partitioner over `partitionCount` partitions; values outside of 1 to 256 are taken for the nearest of them.
    public init(partitionCount: Int) { self.partitionCount = min(KeyGroup.count, max(1, partitionCount)) }

    /// The partition of `key`.
    @inlinable
    public func partition(for key: Key) -> Int { KeyGroup(hash: key.stableHashValue).partition(of: partitionCount) }
}
