// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A block that a receiver has stored: one partition of a batch. Source: Spark's `ReceivedBlockInfo`.
public struct ReceivedBlock: Codable, Storable, Hashable, Sendable, CustomStringConvertible {
    /// "ReceivedBlock", also if the type moves.
    public static let storableName = "ReceivedBlock"

    /// The stream and the run of the program that received it. Runs have random names, so that blocks of two runs
    /// never have the same id.
    public var owner: String
    /// Counted from 0 per run.
    public var number: Int
    /// Number of elements.
    public var recordCount: Int
    /// Milliseconds since the epoch at which it was received; never less than that of an earlier block, whatever the
    /// wall clock does.
    public var stamp: Int64

    /// A block.
    public init(owner: String, number: Int, recordCount: Int, stamp: Int64) {
        self.owner = owner
        self.number = number
        self.recordCount = recordCount
        self.stamp = stamp
    }

    /// Its name in the block manager.
    public var id: BlockID { BlockID(owner: owner, index: number) }

    /// Id and number of records.
    public var description: String { "\(id) (\(recordCount) records)" }
}
