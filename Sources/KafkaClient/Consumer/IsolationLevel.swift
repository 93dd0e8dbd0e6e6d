// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The transactional records that a reader sees. Property `isolation.level`; the raw value is the one on the wire.
public enum IsolationLevel: Int8, Sendable, CaseIterable {
    /// All records, including those of open and aborted transactions.
    case readUncommitted = 0
    /// Records of committed transactions and records outside transactions, up to the last stable offset.
    case readCommitted = 1
}
