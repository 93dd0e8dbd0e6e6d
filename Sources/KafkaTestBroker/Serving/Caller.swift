// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// The client of a connection.
struct Caller: Sendable {
    /// The number of the connection, unique within a cluster.
    var connection: UInt64 = 0
    /// The listener that it came in by: 0 for the first, then the configuration's further listeners in order.
    var listener = 0
    /// The client's address, without the port.
    var host = "127.0.0.1"
    /// The state of the connection's authentication.
    var session = SASLSession(nil)

    /// The authenticated client. Source: `KafkaPrincipal`.
    var principal: String { session.principal }
}
