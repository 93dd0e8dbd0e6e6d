// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport
internal import Synchronization

/// A fetch that has found less than its minimum and waits for appends or its deadline.
struct PendingFetch: LongPoll {
    /// The request with all partitions of its session.
    var request: FetchRequest
    var context: FetchSessions.Context
    var call: Call
    var partitions: [PartitionKey]
    /// The time on the cluster's clock at which it is answered with the records found until then.
    var deadline: Int64

    func look(isLast: Bool, now: Int64, _ state: inout ClusterState) -> (@Sendable () -> Reply)? {
        guard let answer = Fetch.look(self, isLast: isLast, now, &state) else { return nil }
        return { answer.reply(call) }
    }
}
