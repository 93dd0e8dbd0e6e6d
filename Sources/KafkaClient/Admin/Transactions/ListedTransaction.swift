// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A transactional id in the list of all. Source: ListTransactions.
public struct ListedTransaction: Hashable, Sendable {
    /// The transactional id.
    public var transactionalID: String
    /// The id of its producer.
    public var producerID: Int64
    /// Its state.
    public var state: TransactionState
    /// The id of the broker that listed it: its coordinator.
    public var coordinator: Int32
}
