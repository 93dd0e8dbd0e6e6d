// Millrace
// SPDX-License-Identifier: Apache-2.0

/// An operation that an access control rule allows or denies. Source: `AclOperation` of the Java client.
public enum ACLOperation: Int8, Hashable, Sendable {
    /// Filters only: all operations.
    case any = 1
    /// Every operation.
    case all = 2
    /// Fetch, group membership.
    case read = 3
    /// Produce, transactions.
    case write = 4
    /// Create topics.
    case create = 5
    /// Delete topics, groups and records.
    case delete = 6
    /// Alter topics, users and rules.
    case alter = 7
    /// Describe topics, groups and transactions.
    case describe = 8
    /// Requests between brokers.
    case clusterAction = 9
    /// Read configs.
    case describeConfigs = 10
    /// Change configs.
    case alterConfigs = 11
    /// Idempotent producers of brokers before Kafka 2.8.
    case idempotentWrite = 12
    /// Create delegation tokens for other users.
    case createTokens = 13
    /// Describe delegation tokens of other users.
    case describeTokens = 14
    /// Transactions of an outer coordinator (KIP-939).
    case twoPhaseCommit = 15
}
