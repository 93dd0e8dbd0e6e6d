// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Who may connect to a cluster, and how they prove who they are. Source: KIP-12, KIP-84, KIP-368.
public struct SASLConfiguration: Sendable {
    /// How a client proves who it is.
    public enum Mechanism: String, CaseIterable, Sendable {
        /// The password as it is: over TLS only, outside of tests.
        case plain = "PLAIN"
        case scramSHA256 = "SCRAM-SHA-256"
        case scramSHA512 = "SCRAM-SHA-512"

        /// Those that this build of the package has: PLAIN, and SCRAM with the package trait `SCRAM`.
        public static var builtIn: [Mechanism] { allCases.filter { $0 == .plain || SCRAMExchange($0) != nil } }
    }

    /// What clients may choose from. Default: all that this build has.
    public var mechanisms: [Mechanism]
    /// Passwords by user. Administrators can add users of SCRAM later (AlterUserScramCredentials).
    public var users: [String: String]
    /// How long a client may go on before it has to authenticate again, as `connections.max.reauth.ms`; nil, the default, for ever.
    public var sessionLifetime: Duration?

    /// Users and how they authenticate.
    public init(
        mechanisms: [Mechanism] = Mechanism.builtIn, users: [String: String], sessionLifetime: Duration? = nil
    ) {
        self.mechanisms = mechanisms
        self.users = users
        self.sessionLifetime = sessionLifetime
    }
}
