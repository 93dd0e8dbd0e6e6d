// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A producer that a partition's leader remembers. Source: DescribeProducers, KIP-664.
public struct ActiveProducer: Hashable, Sendable {
    /// The producer's id.
    public var producerID: Int64
    /// The producer's epoch.
    public var producerEpoch: Int16
    /// The sequence number of its last record; −1 if it has written none in this epoch.
    public var lastSequence: Int32
    /// The time of its last record, in milliseconds since 1970 UTC; nil if unknown.
    public var lastTimestamp: Int64?
    /// The epoch of the coordinator that ended its last transaction; nil for none.
    public var coordinatorEpoch: Int32?
    /// The first offset of its open transaction, which holds back readers of committed records; nil without one.
    public var transactionStartOffset: Int64?
}
