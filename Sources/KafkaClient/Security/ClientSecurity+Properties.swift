// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Kafka's property names of security: `security.protocol`, `sasl.*`, `ssl.*`; and librdkafka's where Kafka has none.
extension ClientSecurity {
    /// Reads the properties. Those of a layer that the protocol leaves out are noted as without effect.
    ///
    /// - Throws: `KafkaError.invalidConfiguration` that names the property, without the value of a secret.
    init(reading reader: inout PropertyReader) throws {
        self.init()
        let name = try reader.oneOf(
            "security.protocol", ["plaintext", "ssl", "sasl_plaintext", "sasl_ssl"]
        )?.uppercased()
        let layers = (name ?? "PLAINTEXT").split(separator: "_")
        if layers.last == "SSL" {
            tls = try TLSOptions(reading: &reader)
        } else {
            reader.ignore(KafkaProperty.tlsNames, "security.protocol \(name ?? "PLAINTEXT") has no TLS")
        }
        if layers.first == "SASL" {
            sasl = try SASLCredentials(reading: &reader)
        } else {
            reader.ignore(KafkaProperty.saslNames, "security.protocol \(name ?? "PLAINTEXT") has no SASL")
        }
    }
}

extension TLSOptions {
    fileprivate init(reading reader: inout PropertyReader) throws {
        self.init()
        authorities = try Self.authorities(&reader)
        identity = try Self.identity(&reader)
        if let algorithm = reader.string("ssl.endpoint.identification.algorithm") {
            guard ["", "https", "none"].contains(algorithm.lowercased()) else {
                throw reader.malformed("ssl.endpoint.identification.algorithm", "https, or nothing for no check")
            }
            verifiesHostname = algorithm.lowercased() == "https"
        }
    }

    private static func authorities(_ reader: inout PropertyReader) throws -> PEM? {
        let location = try pemFile("ssl.truststore.location", type: "ssl.truststore.type", &reader)
        return try reader.onlyOne([
            ("ssl.truststore.location", location),
            ("ssl.truststore.certificates", reader.pem("ssl.truststore.certificates")),
            ("ssl.ca.location", reader.string("ssl.ca.location").map { .file($0) }),
            ("ssl.ca.pem", reader.pem("ssl.ca.pem")),
        ])
    }

    private static func identity(_ reader: inout PropertyReader) throws -> Identity? {
        let store = try pemFile("ssl.keystore.location", type: "ssl.keystore.type", &reader)
        let chain = try reader.onlyOne([
            ("ssl.keystore.location", store),
            ("ssl.keystore.certificate.chain", reader.pem("ssl.keystore.certificate.chain")),
            ("ssl.certificate.location", reader.string("ssl.certificate.location").map { .file($0) }),
            ("ssl.certificate.pem", reader.pem("ssl.certificate.pem")),
        ])
        let key = try reader.onlyOne([
            ("ssl.keystore.location", store),
            ("ssl.keystore.key", reader.pem("ssl.keystore.key")),
            ("ssl.key.location", reader.string("ssl.key.location").map { .file($0) }),
            ("ssl.key.pem", reader.pem("ssl.key.pem")),
        ])
        let password = reader.secret("ssl.key.password")
        switch (chain, key) {
        case (let chain?, let key?):
            return Identity(certificateChain: chain, privateKey: key, keyPassword: password)
        case (nil, nil) where password == nil: return nil
        case (nil, _):
            throw KafkaError(
                .invalidConfiguration,
                "there is a private key but no certificate: give ssl.keystore.certificate.chain, "
                    + "ssl.certificate.location or ssl.keystore.location")
        case (_, nil):
            throw KafkaError(
                .invalidConfiguration,
                "there is a client certificate but no private key: give ssl.keystore.key, ssl.key.location or "
                    + "ssl.keystore.location")
        }
    }

    /// The file of a store, which must be in PEM format. Source: KIP-651.
    private static func pemFile(
        _ name: String, type typeName: String, _ reader: inout PropertyReader
    ) throws -> PEM? {
        let location = reader.string(name)
        let type = reader.string(typeName)?.uppercased()
        guard type == nil && location == nil || type == "PEM" else {
            throw KafkaError(
                .invalidConfiguration,
                "\(typeName) is \(type ?? "JKS, by default,"), but only PEM is supported: set \(typeName)=PEM, and convert "
                    + "a Java key store with: keytool -importkeystore -srckeystore store.jks -destkeystore store.p12 "
                    + "-deststoretype PKCS12, then: openssl pkcs12 -in store.p12 -out store.pem")
        }
        return location.map { .file($0) }
    }
}

extension SASLCredentials {
    fileprivate init(reading reader: inout PropertyReader) throws {
        let names = [reader.string("sasl.mechanism"), reader.string("sasl.mechanisms")].compactMap { $0 }
        let jaas = try Self.jaas(&reader)
        let username = reader.string("sasl.username") ?? jaas?.options["username"]
        let password = reader.secret("sasl.password") ?? jaas?.options["password"].map { Secret($0) }
        guard let mechanism = names.first?.uppercased() else {
            throw KafkaError(
                .invalidConfiguration,
                "sasl.mechanism is missing: give PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512 (the Java client's default, GSSAPI, "
                    + "is not supported)")
        }
        let modules = [
            "PLAIN": "PlainLoginModule", "SCRAM-SHA-256": "ScramLoginModule", "SCRAM-SHA-512": "ScramLoginModule",
        ]
        guard let module = modules[mechanism] else {
            let hint =
                mechanism == "OAUTHBEARER"
                ? "OAUTHBEARER needs a token callback: leave SASL out of the properties, and set "
                    + "ClientConfiguration.security.sasl to .oauthBearer in code"
                : "give PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512"
            throw KafkaError(.invalidConfiguration, "sasl.mechanism \(mechanism) is not supported here: \(hint)")
        }
        if let jaas, jaas.module != module {
            throw KafkaError(
                .invalidConfiguration,
                "sasl.jaas.config has the login module \(jaas.module), but sasl.mechanism \(mechanism) needs \(module)")
        }
        guard let username, let password else {
            throw KafkaError(
                .invalidConfiguration,
                "sasl.mechanism \(mechanism) needs a user name and a password: give sasl.jaas.config with username and "
                    + "password, or sasl.username and sasl.password")
        }
        switch mechanism {
        case "SCRAM-SHA-256": self = .scramSHA256(username: username, password: password)
        case "SCRAM-SHA-512": self = .scramSHA512(username: username, password: password)
        default: self = .plain(username: username, password: password)
        }
    }

    private static func jaas(_ reader: inout PropertyReader) throws -> JAASConfiguration? {
        guard let text = reader.secret("sasl.jaas.config") else { return nil }
        do throws(JAASConfiguration.Malformed) {
            return try JAASConfiguration(parsing: text.revealed)
        } catch {
            throw reader.malformed(
                "sasl.jaas.config",
                "a login module such as org.apache.kafka.common.security.plain.PlainLoginModule required "
                    + "username=\"…\" password=\"…\"; (\(error.reason))")
        }
    }
}

extension PropertyReader {
    /// The value of a secret property; nil if it is not given.
    fileprivate mutating func secret(_ name: String) -> Secret? { string(name).map { Secret($0) } }

    fileprivate mutating func pem(_ name: String) -> PEM? { secret(name).map { .text($0) } }

    /// The one value of several properties that mean the same; nil if none is given.
    fileprivate func onlyOne(_ values: [(name: String, value: PEM?)]) throws -> PEM? {
        let given = values.filter { $0.value != nil }
        guard given.count <= 1 else {
            throw KafkaError(
                .invalidConfiguration,
                "the properties \(given.map(\.name).joined(separator: " and ")) mean the same: give one of them")
        }
        return given.first?.value
    }
}
