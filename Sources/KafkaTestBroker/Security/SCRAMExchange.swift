// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

#if SCRAM
internal import KafkaSASL

/// The server's side of one SCRAM authentication. Source: RFC 5802, KIP-84.
struct SCRAMExchange {
    private let mechanism: SCRAMMechanism
    private var server: SCRAMServer

    /// Begins an exchange by `mechanism`; nil if that is not SCRAM.
    init?(_ mechanism: SASLConfiguration.Mechanism) {
        guard let scram = SCRAMMechanism(rawValue: mechanism.rawValue) else { return nil }
        self.mechanism = scram
        server = SCRAMServer(scram)
    }

    /// Processes a token. Returns the response token, and the user's name after the last one.
    mutating func step(
        _ token: ByteSlice, _ nonce: String, _ users: ScramUsers
    ) throws(SASLSession.Refusal) -> (ByteSlice, String?) {
        do throws(SCRAMServer.Failure) {
            switch try server.answer(token, nonce: nonce, credential: { users.credential(of: $0, mechanism) }) {
            case .challenge(let answer): return (answer, nil)
            case .success(let answer, let username): return (answer, username)
            }
        } catch {
            // The message gives no detail, which could help an attacker.
            throw SASLSession.Refusal(
                message: "Authentication failed during authentication due to invalid credentials with SASL mechanism "
                    + mechanism.rawValue)
        }
    }
}

extension ScramUsers {
    /// The user's credential for `mechanism`.
    func credential(of user: String, _ mechanism: SCRAMMechanism) -> SCRAMCredential? {
        let number: Mechanism =
            switch mechanism {
            case .sha256: .sha256
            case .sha512: .sha512
            }
        return credentials[user]?[number].map {
            SCRAMCredential(
                mechanism, saltedPassword: $0.saltedPassword.bytes, salt: $0.salt, iterations: $0.iterations)
        }
    }

    /// Stores the users of a configuration for its SCRAM mechanisms, with salts from `random`.
    mutating func add(_ configuration: SASLConfiguration, using random: inout SplitMix64) {
        for mechanism in configuration.mechanisms {
            guard let scram = SCRAMMechanism(rawValue: mechanism.rawValue) else { continue }
            for (user, password) in configuration.users.sorted(by: { $0.key < $1.key }) {
                let salt = ByteSlice(copying: (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) })
                let iterations = Self.iterations.lowerBound
                let credential = Credential(
                    iterations: iterations, salt: salt,
                    saltedPassword: ByteSlice(
                        copying: scram.saltedPassword(password, salt: salt, iterations: Int(iterations))))
                _ = set(credential, scram == .sha256 ? .sha256 : .sha512, of: user)
            }
        }
    }
}
#else
/// Replacement in a build without the package trait `SCRAM`: rejects every authentication.
struct SCRAMExchange {
    init?(_ mechanism: SASLConfiguration.Mechanism) { nil }

    mutating func step(
        _ token: ByteSlice, _ nonce: String, _ users: ScramUsers
    ) throws(SASLSession.Refusal) -> (ByteSlice, String?) {
        throw SASLSession.Refusal(message: "this broker was built without SCRAM")
    }
}

extension ScramUsers {
    mutating func add(_ configuration: SASLConfiguration, using random: inout SplitMix64) {}
}
#endif
