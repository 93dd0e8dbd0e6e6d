// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Number of times that a record of the output reaches its readers, whatever fails.
public enum OutputGuarantee: Sendable, Hashable {
    /// Once or more: a batch that is tried again writes its records again. Needs no transactions, and readers see
    /// records before their batch is done.
    case atLeastOnce
    /// Once, for readers of committed records (`isolation.level=read_committed`): see `TransactionalKafkaSink`.
    case exactlyOnce
}
