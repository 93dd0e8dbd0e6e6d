// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaTransport

/// One more listener of each broker of a cluster, on a port that the system chooses, with its own security. Source:
/// Kafka's `listeners`, KIP-103.
public struct ListenerConfiguration: Sendable {
    /// Name of the listener, such as `SASL_SSL`; unique within a cluster.
    public var name: String
    /// Authentication of clients; nil, the default, accepts everybody.
    public var sasl: SASLConfiguration?
    /// Protection of the connections, such as TLS (`KafkaTLS`); nil, the default, for plain TCP.
    public var security: TransportSecurity?

    /// A listener with the given security.
    public init(name: String, sasl: SASLConfiguration? = nil, security: TransportSecurity? = nil) {
        self.name = name
        self.sasl = sasl
        self.security = security
    }
}
