// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The protection of a client's connections: TLS, and the user's authentication by SASL. Both are off by default.
///
/// Copies of a value share what is made from it: the loaded certificates and the bearer token. Source: Kafka's
/// `security.protocol`.
public struct ClientSecurity: Sendable {
    /// TLS settings; nil, the default, for connections without TLS. Needs the package trait `TLS`.
    public var tls: TLSOptions? {
        didSet { context = SecurityContext() }
    }
    /// Mechanism and credentials; nil, the default, for no authentication by SASL.
    public var sasl: SASLCredentials? {
        didSet { context = SecurityContext() }
    }
    /// The parts that connections share.
    private(set) var context = SecurityContext()

    /// The given protection.
    public init(tls: TLSOptions? = nil, sasl: SASLCredentials? = nil) {
        self.tls = tls
        self.sasl = sasl
    }

    /// Neither TLS nor SASL: `PLAINTEXT`.
    public static var plaintext: ClientSecurity { ClientSecurity() }

    /// TLS: `SSL`, or `SASL_SSL` with credentials.
    public static func tls(_ options: TLSOptions = TLSOptions(), sasl: SASLCredentials? = nil) -> ClientSecurity {
        ClientSecurity(tls: options, sasl: sasl)
    }

    /// SASL without TLS: `SASL_PLAINTEXT`.
    public static func sasl(_ credentials: SASLCredentials) -> ClientSecurity { ClientSecurity(sasl: credentials) }

    /// Kafka's name of the combination: `PLAINTEXT`, `SSL`, `SASL_PLAINTEXT` or `SASL_SSL`. `security.protocol`.
    public var protocolName: String { (sasl == nil ? "" : "SASL_") + (tls == nil ? "PLAINTEXT" : "SSL") }

    /// Checks the values and reads the files that they name.
    ///
    /// - Throws: `KafkaError.invalidConfiguration` that names the setting, the file or the missing package trait.
    public func validate() throws {
        try sasl?.validate()
        _ = try context.transport(tls)
    }
}
