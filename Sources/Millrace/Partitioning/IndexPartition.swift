// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A partition with an index and no other data.
public struct IndexPartition: Partition {
    /// Position in the RDD's `partitions`.
    public let index: Int

    /// The partition at `index`.
    public init(index: Int) { self.index = index }

    /// Partitions 0 ..< `count`.
    @usableFromInline
    static func range(_ count: Int) -> [any Partition] { (0..<count).map(IndexPartition.init(index:)) }
}
