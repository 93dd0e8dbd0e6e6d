// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient

/// A contradiction that `HistoryChecker` found. Source: the anomalies of Jepsen's Kafka workload.
package enum HistoryAnomaly: Hashable, Sendable {
    /// An acknowledged value that no consumer got, although a later offset of its partition was read.
    case lostWrite(TopicPartition, value: Int)
    /// An acknowledged value after everything that was read of its partition.
    case unseen(TopicPartition, value: Int)
    /// A value whose write failed or whose transaction was aborted, and that a consumer got.
    case abortedRead(TopicPartition, value: Int)
    /// A value that nobody wrote.
    case inventedRead(TopicPartition, value: Int)
    /// Two values at one offset.
    case inconsistentOffset(TopicPartition, offset: Int64, values: Set<Int>)
    /// One value at several offsets.
    case duplicate(TopicPartition, value: Int, offsets: Set<Int64>)
    /// A consumer got an offset that is not above the one before.
    case nonmonotonicPoll(TopicPartition, process: Int, from: Int64, to: Int64)
    /// A consumer went from one offset to another past a value that it should have got.
    case skippedPoll(TopicPartition, process: Int, from: Int64, to: Int64, value: Int)
    /// A producer's later write of a partition has a lower offset than its earlier one.
    case nonmonotonicSend(TopicPartition, process: Int, from: Int64, to: Int64)
    /// Transactions that each wrote before another one of them, in a circle; by index in the history, ascending.
    /// Kafka allows it: transactions of several producers interleave.
    case writeCycle([Int])

    /// The kind, without its facts.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case lostWrite, unseen, abortedRead, inventedRead, inconsistentOffset, duplicate, nonmonotonicPoll, skippedPoll
        case nonmonotonicSend, writeCycle
    }

    package var kind: Kind {
        switch self {
        case .lostWrite: .lostWrite
        case .unseen: .unseen
        case .abortedRead: .abortedRead
        case .inventedRead: .inventedRead
        case .inconsistentOffset: .inconsistentOffset
        case .duplicate: .duplicate
        case .nonmonotonicPoll: .nonmonotonicPoll
        case .skippedPoll: .skippedPoll
        case .nonmonotonicSend: .nonmonotonicSend
        case .writeCycle: .writeCycle
        }
    }
}
