// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A SASL mechanism with the credentials that it needs. Printing the value does not show a password.
///
/// Source: Kafka's `sasl.*` settings.
public struct SASLCredentials: Sendable {
    enum Kind: Sendable {
        case plain(username: String, password: Secret)
        case scramSHA256(username: String, password: Secret)
        case scramSHA512(username: String, password: Secret)
        case oauthBearer(@Sendable () async throws -> OAuthBearerToken)
    }

    let kind: Kind

    /// PLAIN: sends the password as it is, so use it with TLS only. Source: RFC 4616, KIP-43.
    public static func plain(username: String, password: Secret) -> SASLCredentials {
        SASLCredentials(kind: .plain(username: username, password: password))
    }

    /// SCRAM-SHA-256: proves that both sides know the password. Needs the package trait `SCRAM`. Source: RFC 5802,
    /// RFC 7677, KIP-84.
    public static func scramSHA256(username: String, password: Secret) -> SASLCredentials {
        SASLCredentials(kind: .scramSHA256(username: username, password: password))
    }

    /// SCRAM-SHA-512: as `scramSHA256`, with the longer hash.
    public static func scramSHA512(username: String, password: Secret) -> SASLCredentials {
        SASLCredentials(kind: .scramSHA512(username: username, password: password))
    }

    /// OAUTHBEARER: a token that `token` returns. Source: RFC 7628, KIP-255.
    ///
    /// The client calls it before an authentication unless it has a token that is still good, and one call at a time;
    /// all connections of a client share the token. An error that it throws fails the attempt to connect, which is
    /// tried again, unless it is a `KafkaError` that is not retriable, such as `.authenticationFailed`.
    public static func oauthBearer(_ token: @escaping @Sendable () async throws -> OAuthBearerToken) -> SASLCredentials
    {
        SASLCredentials(kind: .oauthBearer(token))
    }

    /// Kafka's name of the mechanism, such as `SCRAM-SHA-512`. `sasl.mechanism`.
    public var mechanism: String {
        switch kind {
        case .plain: "PLAIN"
        case .scramSHA256: "SCRAM-SHA-256"
        case .scramSHA512: "SCRAM-SHA-512"
        case .oauthBearer: "OAUTHBEARER"
        }
    }

    /// Checks that this build has the mechanism, and that names and passwords are not empty.
    ///
    /// - Throws: `KafkaError.invalidConfiguration`.
    func validate() throws {
        switch kind {
        case .plain(let username, let password), .scramSHA256(let username, let password),
            .scramSHA512(let username, let password):
            for (value, name) in [(username, "username"), (password.revealed, "password")] {
                guard !value.isEmpty, !value.utf8.contains(0) else {
                    throw KafkaError(
                        .invalidConfiguration,
                        "security.sasl: the \(name) for \(mechanism) is empty or contains a NUL (sasl.\(name), "
                            + "sasl.jaas.config)")
                }
            }
        case .oauthBearer: return
        }
        #if !SCRAM
        if mechanism != "PLAIN" {
            throw KafkaError(
                .invalidConfiguration,
                "security.sasl: \(mechanism) is not built in: build with the package trait SCRAM, which is on by default"
            )
        }
        #endif
    }
}

extension SASLCredentials: CustomStringConvertible {
    /// The mechanism and the user.
    public var description: String {
        switch kind {
        case .plain(let username, _), .scramSHA256(let username, _), .scramSHA512(let username, _):
            "\(mechanism) as \(username)"
        case .oauthBearer: mechanism
        }
    }
}
