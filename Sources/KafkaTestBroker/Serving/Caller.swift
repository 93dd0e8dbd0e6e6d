// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// Who is at the other end of a connection.
struct Caller: Sendable {
    /// Names the connection within a cluster's life.
    var connection: UInt64 = 0
    /// The address that the client connects from, without the port.
    var host = "127.0.0.1"
    /// Where the connection stands with its authentication.
    var session = SASLSession(nil)

    /// Who the client is, as authentication found. Source: `KafkaPrincipal`.
    var principal: String { session.principal }
}
