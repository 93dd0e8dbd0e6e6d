// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Name of a block. Source: Spark's `BlockId`.
public struct BlockID: Hashable, Sendable, CustomStringConvertible {
    /// The owner: an RDD, a shuffle, a stream.
    public let owner: String
    /// The partition, or the number of the block in its stream.
    public let index: Int

    /// The block `index` of `owner`.
    public init(owner: String, index: Int) {
        self.owner = owner
        self.index = index
    }

    /// The block of a partition of the RDD with this name.
    public static func rdd(_ name: String, partition: Int) -> BlockID {
        BlockID(owner: "rdd-" + name, index: partition)
    }

    /// The name as one word.
    public var description: String { "\(owner)-\(index)" }
}
