// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Users of a cluster and their authentication. Source: KIP-12, KIP-84, KIP-368.
public struct SASLConfiguration: Sendable {
    /// A SASL mechanism.
    public enum Mechanism: String, CaseIterable, Sendable {
        /// Sends the password in clear text: outside of tests, over TLS only.
        case plain = "PLAIN"
        case scramSHA256 = "SCRAM-SHA-256"
        case scramSHA512 = "SCRAM-SHA-512"

        /// Mechanisms of this build of the package: PLAIN, and SCRAM with the package trait `SCRAM`.
        public static var builtIn: [Mechanism] { allCases.filter { $0 == .plain || SCRAMExchange($0) != nil } }
    }

    /// Mechanisms that clients may choose. Default: all that this build has.
    public var mechanisms: [Mechanism]
    /// Passwords by user. Administrators can add SCRAM users later (AlterUserScramCredentials).
    public var users: [String: String]
    /// Time after which a client has to authenticate again, as `connections.max.reauth.ms`; nil, the default, for
    /// never.
    public var sessionLifetime: Duration?

    /// Creates a configuration with the defaults documented above.
    public init(
        mechanisms: [Mechanism] = Mechanism.builtIn, users: [String: String], sessionLifetime: Duration? = nil
    ) {
        self.mechanisms = mechanisms
        self.users = users
        self.sessionLifetime = sessionLifetime
    }
}
