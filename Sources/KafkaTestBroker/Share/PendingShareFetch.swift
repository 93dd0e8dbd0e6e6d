// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// A ShareFetch whose session and acknowledgements are done, and which waits for records.
struct PendingShareFetch: LongPoll {
    var request: ShareFetchRequest
    var call: Call
    var group: String
    var member: String
    /// Partitions of its session, in serving order; empty if nothing is to be fetched.
    var parts: [ShareSessions.Part]
    /// The outcome of each partition's acknowledgements.
    var acknowledged: [ShareSessions.Part: BrokerErrorCode]
    var partitions: [PartitionKey]
    var deadline: Int64

    func look(isLast: Bool, now: Int64, _ state: inout ClusterState) -> (@Sendable () -> Reply)? {
        guard let response = ShareFetch.look(self, isLast: isLast, now: now, &state) else { return nil }
        return { .response(response, call) }
    }
}
