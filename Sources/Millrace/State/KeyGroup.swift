// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One of the 256 parts that the keys of a state are spread over, by the upper 8 bits of their stable hash.
///
/// A partition of a state has whole groups, so that a job can go on with another number of partitions. Source: the key
/// groups of Apache Flink.
public struct KeyGroup: Hashable, Sendable {
    /// Number of groups, and so the maximum number of partitions of a state.
    public static let count = 256

    /// Index of the group: `0..<256`.
    public let index: Int

    /// The group of the keys with this stable hash.
    @inlinable
    public init(hash: UInt64) { index = Int(hash >> 56) }

    /// The partition, of `partitionCount`, that has this group.
    @inlinable
    public func partition(of partitionCount: Int) -> Int { index * partitionCount / Self.count }

    /// The groups of a partition. Empty if there are more partitions than groups.
    public static func range(ofPartition partition: Int, of partitionCount: Int) -> Range<Int> {
        // The first group whose index times the count reaches a partition's first multiple of 256.
        let first = { (partition: Int) in (partition * count + partitionCount - 1) / partitionCount }
        return first(partition)..<first(partition + 1)
    }
}
