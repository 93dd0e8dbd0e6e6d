// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The position of a share group in a partition. Source: DescribeShareGroupOffsets, KIP-932.
public struct ShareGroupOffset: Hashable, Sendable {
    /// The first offset that the group may still deliver; records from it on may be delivered out of order.
    public var startOffset: Int64
    /// The leader epoch of that record; nil if unknown.
    public var leaderEpoch: Int32?
    /// The number of records that the group has not finished; nil if unknown (before Kafka 4.2).
    public var lag: Int64?
}
