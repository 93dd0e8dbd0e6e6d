// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A choice of transactional ids; all by default. Source: ListTransactions, KIP-994, KIP-1152.
public struct TransactionFilter: Hashable, Sendable {
    /// The states; empty for all.
    public var states: Set<TransactionState>
    /// The producer ids; empty for all.
    public var producerIDs: Set<Int64>
    /// Transactions that have been open for longer than this; nil for all (Kafka 3.8).
    public var openFor: Duration?
    /// A regular expression of Java for the ids; nil for all (Kafka 4.1).
    public var pattern: String?

    /// A filter with these values.
    public init(
        states: Set<TransactionState> = [], producerIDs: Set<Int64> = [], openFor: Duration? = nil,
        pattern: String? = nil
    ) {
        self.states = states
        self.producerIDs = producerIDs
        self.openFor = openFor
        self.pattern = pattern
    }
}
