// Millrace
// SPDX-License-Identifier: Apache-2.0

import DequeModule

/// The part of a broker's sender that the producer's lock guards.
// `@unchecked Sendable`: the producer's lock guards the variables.
final class SenderQueue: @unchecked Sendable {
    let sender: BrokerSender
    /// Partitions that have a batch to send, in the order of their turns.
    var ready: Deque<PartitionQueue> = []
    /// Number of requests without an answer.
    var requestsUnderWay = 0
    /// Whether the sender will look at `ready` without being poked: it does so now, or waits for its connection.
    var isAwake = false
    /// Nothing is sent before this moment: the wait after a failed connection, or one that the broker asked for.
    var pausedUntil: Duration?
    /// Number of failed connections in a row.
    var failures = 0

    init(_ sender: BrokerSender) { self.sender = sender }
}
