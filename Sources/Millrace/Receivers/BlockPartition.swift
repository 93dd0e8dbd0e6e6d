// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A partition that is a block.
public struct BlockPartition: Partition {
    /// Position in the RDD's `partitions`.
    public let index: Int
    /// The block.
    public let block: ReceivedBlock
}
