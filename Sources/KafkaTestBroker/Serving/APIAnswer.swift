// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The result of a `StateHandler`.
enum APIAnswer<Response: KafkaResponse>: Sendable {
    /// Send this response.
    case answered(Response)
    /// The call waits in `ClusterState.parked` for a later change of the state, which completes this reply.
    case parked(DeferredReply)
    /// Send nothing and serve the connection's next request, as Kafka does for Produce with acks 0.
    case noResponse
}
