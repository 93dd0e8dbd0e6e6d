// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A transactional id, its producer and its transaction. Source: DescribeTransactions, KIP-664.
public struct TransactionDescription: Hashable, Sendable {
    /// The transactional id.
    public var transactionalID: String
    /// Its state.
    public var state: TransactionState
    /// The id of its producer.
    public var producerID: Int64
    /// The epoch of its producer.
    public var producerEpoch: Int16
    /// The time after which the coordinator aborts a transaction.
    public var timeout: Duration
    /// The time when the transaction began, in milliseconds since 1970 UTC; nil without one.
    public var startTime: Int64?
    /// The partitions in the transaction, sorted.
    public var partitions: [TopicPartition]
}
