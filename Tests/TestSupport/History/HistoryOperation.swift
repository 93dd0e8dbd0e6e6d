// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient

/// One completed call of a client, as a history test noted it. Values are unique over the whole history.
package enum HistoryOperation: Sendable, Equatable {
    /// Outcome of a write.
    package enum Outcome: Sendable, Equatable {
        /// Acknowledged, or its transaction was committed.
        case ok
        /// Certainly not written, or its transaction was aborted.
        case failed
        /// The answer was lost: it may be written or not.
        case unknown
    }

    /// A write; `offset` is nil if no acknowledgement gave it.
    package struct Write: Sendable, Equatable {
        package var partition: TopicPartition
        package var value: Int
        package var offset: Int64?

        package init(_ partition: TopicPartition, _ value: Int, at offset: Int64? = nil) {
            self.partition = partition
            self.value = value
            self.offset = offset
        }
    }

    /// A value that was read.
    package struct Read: Sendable, Equatable {
        package var offset: Int64
        package var value: Int

        package init(_ value: Int, at offset: Int64) {
            self.offset = offset
            self.value = value
        }
    }

    /// Writes of one producer call, in order.
    case send([Write], Outcome)
    /// Writes of one transaction, in order, and what became of it.
    case transaction([Write], Outcome)
    /// Records handed out by one poll, by partition, in order.
    case poll([TopicPartition: [Read]])
    /// The partitions at whose position the consumer was set, by assignment or seek: its next poll of them may begin
    /// anywhere.
    case reposition(Set<TopicPartition>)
}
