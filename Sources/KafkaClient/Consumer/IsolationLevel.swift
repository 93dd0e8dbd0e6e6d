// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Which transactional records a reader sees. Property `isolation.level`; the raw value is the wire's.
public enum IsolationLevel: Int8, Sendable, CaseIterable {
    /// All records, also of transactions that are open or were aborted.
    case readUncommitted = 0
    /// Only records of committed transactions and records outside transactions, up to the last stable offset.
    case readCommitted = 1
}
