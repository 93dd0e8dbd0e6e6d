// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport
internal import Synchronization

/// A fetch that has found less than its minimum and waits, for appends or for its time to pass.
struct PendingFetch: Sendable {
    /// With all partitions of its session.
    var request: FetchRequest
    var context: FetchSessions.Context
    var call: Call
    var partitions: [PartitionKey]
    /// When it is answered with what is there then, by the cluster's clock.
    var deadline: Int64
}
