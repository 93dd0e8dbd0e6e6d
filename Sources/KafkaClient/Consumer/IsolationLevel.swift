// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Which transactional records a reader sees. Property `isolation.level`; the raw value is the wire's.
public enum IsolationLevel: Int8, Sendable, CaseIterable {
    /// All records, also of transactions that are open or were aborted.
    case readUncommitted = 0
    /// Only records of committed transactions and records outside transactions, up to the last stable offset.
    case readCommitted = 1
}

/// A place in a partition to look up an offset for. Source: ListOffsets.
public enum OffsetPosition: Hashable, Sendable {
    /// The first record that is still there.
    case earliest
    /// Behind the last record that a reader of the isolation level can see.
    case latest
    /// The first record whose timestamp is at or after this, in milliseconds since 1970 UTC; the end if there is none.
    case timestamp(Int64)

    /// The value of the request's timestamp field.
    var wireTimestamp: Int64 {
        switch self {
        case .latest: -1
        case .earliest: -2
        case .timestamp(let milliseconds): milliseconds
        }
    }
}

/// Which broker a request goes to.
public enum RequestTarget: Hashable, Sendable {
    /// Any broker that can be reached.
    case any
    /// The controller, as metadata names it.
    case controller
    /// The broker of this id.
    case broker(Int32)
    /// The leader of a partition.
    case leader(TopicPartition)
    /// The coordinator of a group or of a transactional id.
    case coordinator(CoordinatorKey)
}

/// Whose coordinator is meant.
public enum CoordinatorKey: Hashable, Sendable {
    /// A consumer group.
    case group(String)
    /// A transactional id.
    case transaction(String)

    /// The key and its type on the wire.
    var wire: (name: String, type: Int8) {
        switch self {
        case .group(let id): (id, 0)
        case .transaction(let id): (id, 1)
        }
    }
}
