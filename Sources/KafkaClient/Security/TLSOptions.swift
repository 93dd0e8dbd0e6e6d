// Millrace
// SPDX-License-Identifier: Apache-2.0

/// TLS settings of connections to brokers. TLS 1.2 and 1.3 are offered. Source: Kafka's `ssl.*` settings, KIP-651.
///
/// Files of certificates and keys may be replaced while the client runs, as by a renewal: connections made afterwards
/// use the new ones. Until all of them fit together, the old ones are used.
public struct TLSOptions: Hashable, Sendable {
    /// A certificate of this client with its private key, for brokers that require one (mutual TLS).
    public struct Identity: Hashable, Sendable {
        /// The client's certificate, followed by those that signed it, without the root. `ssl.keystore.location`,
        /// `ssl.keystore.certificate.chain`, `ssl.certificate.location`.
        public var certificateChain: PEM
        /// The private key; the same file as the certificates may have it. `ssl.keystore.key`, `ssl.key.location`.
        public var privateKey: PEM
        /// The password of an encrypted private key; nil for a key that is not encrypted. `ssl.key.password`.
        public var keyPassword: Secret?

        /// An identity of a certificate and its key.
        public init(certificateChain: PEM, privateKey: PEM, keyPassword: Secret? = nil) {
            self.certificateChain = certificateChain
            self.privateKey = privateKey
            self.keyPassword = keyPassword
        }
    }

    /// Certificates of the authorities that brokers' certificates must be signed by; nil, the default, for those that
    /// the system trusts. `ssl.truststore.location`, `ssl.truststore.certificates`, `ssl.ca.location`.
    public var authorities: PEM?
    /// The client's own certificate; nil, the default, for none.
    public var identity: Identity?
    /// Whether a broker's certificate must name the host that the client connects to. Default true.
    /// `ssl.endpoint.identification.algorithm`: `https`, or empty for false.
    public var verifiesHostname: Bool

    /// Settings with the documented defaults.
    public init(authorities: PEM? = nil, identity: Identity? = nil, verifiesHostname: Bool = true) {
        self.authorities = authorities
        self.identity = identity
        self.verifiesHostname = verifiesHostname
    }
}
