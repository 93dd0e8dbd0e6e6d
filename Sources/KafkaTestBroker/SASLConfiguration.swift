// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Users of a cluster and their authentication. Source: KIP-12, KIP-84, KIP-255, KIP-368.
public struct SASLConfiguration: Sendable {
    /// A SASL mechanism.
    public enum Mechanism: String, CaseIterable, Sendable {
        /// Sends the password in clear text: outside of tests, over TLS only.
        case plain = "PLAIN"
        case scramSHA256 = "SCRAM-SHA-256"
        case scramSHA512 = "SCRAM-SHA-512"
        /// Sends a bearer token, which `validateToken` judges.
        case oauthBearer = "OAUTHBEARER"

        /// Mechanisms of this build of the package: all, or those without SCRAM without the package trait `SCRAM`.
        public static var builtIn: [Mechanism] {
            allCases.filter { $0 == .plain || $0 == .oauthBearer || SCRAMExchange($0) != nil }
        }

        /// Mechanisms of this build that check the passwords of `users`.
        public static var withPasswords: [Mechanism] { builtIn.filter { $0 != .oauthBearer } }
    }

    /// Mechanisms that clients may choose. Default: all that this build has and that check passwords.
    public var mechanisms: [Mechanism]
    /// Passwords by user. Administrators can add SCRAM users later (AlterUserScramCredentials).
    public var users: [String: String]
    /// Time after which a client has to authenticate again, as `connections.max.reauth.ms`; nil, the default, for
    /// never. A bearer token's own end comes first if it is earlier.
    public var sessionLifetime: Duration?
    /// Judges the tokens of OAUTHBEARER: the token, its extensions, and the cluster's time in milliseconds since 1970.
    /// Default: `unsecured`. Called under the cluster's lock: it must not call the cluster.
    public var validateToken: @Sendable (_ token: String, _ extensions: [String: String], _ now: Int64) -> BearerVerdict

    /// Creates a configuration with the defaults documented above.
    public init(
        mechanisms: [Mechanism] = Mechanism.withPasswords, users: [String: String] = [:],
        sessionLifetime: Duration? = nil,
        validateToken:
            @escaping @Sendable (_ token: String, _ extensions: [String: String], _ now: Int64)
            -> BearerVerdict = SASLConfiguration.unsecured
    ) {
        self.mechanisms = mechanisms
        self.users = users
        self.sessionLifetime = sessionLifetime
        self.validateToken = validateToken
    }

    /// Accepts unsecured JSON Web Signatures (`alg` is `none`) with the claims `sub` and `exp`, as Kafka's
    /// `OAuthBearerUnsecuredValidatorCallbackHandler` does. Anybody can make such a token.
    public static let unsecured:
        @Sendable (_ token: String, _ extensions: [String: String], _ now: Int64) -> BearerVerdict = { token, _, now in
            UnsecuredToken.judge(token, now: now)
        }

    /// A token that `unsecured` accepts until `expiry`, in milliseconds since 1970.
    public static func unsecuredToken(user: String, expiry: Int64) -> String {
        UnsecuredToken.make(user: user, expiry: expiry)
    }
}
