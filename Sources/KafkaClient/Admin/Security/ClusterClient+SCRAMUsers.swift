// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaSASL

extension ClusterClient {
    /// The users with credentials for SCRAM, with the iterations of each kind. Brokers tell no passwords.
    ///
    /// - Parameter users: the users; nil for all.
    /// - Returns: a result for every user that was named, or that there is.
    /// - Throws: `KafkaError` for a failure of the whole; `CancellationError`. Source: DescribeUserScramCredentials
    ///   (Kafka 2.7).
    public func describeSCRAMUsers(
        _ users: [String]? = nil
    ) async throws -> [String: Result<[SCRAMCredentialKind: Int], KafkaError>] {
        try await call(DescribeUserScramCredentialsRequest.self, to: .any) { _ in
            DescribeUserScramCredentialsRequest(users: users?.map { .init(name: $0) })
        } read: { response in
            try KafkaError.check(response.errorCode, "DescribeUserScramCredentials", text: response.errorMessage)
            return Dictionary(
                response.results.map { result in
                    let outcome = KafkaError.outcome(
                        result.errorCode, "describing user \"\(result.user)\"", text: result.errorMessage)
                    return (result.user, outcome.map { Self.iterations(result.credentialInfos) })
                }
            ) { $1 }
        }
    }

    private static func iterations(
        _ infos: [DescribeUserScramCredentialsResponse.CredentialInfo]
    ) -> [SCRAMCredentialKind: Int] {
        var found: [SCRAMCredentialKind: Int] = [:]
        for info in infos {
            if let kind = SCRAMCredentialKind(rawValue: info.mechanism) { found[kind] = Int(info.iterations) }
        }
        return found
    }

    /// Sets and removes passwords for SCRAM: all changes of a user, or none. Passwords leave this process as hashes.
    ///
    /// - Parameter changes: the changes of each user.
    /// - Returns: a result for every user.
    /// - Throws: `KafkaError.invalidConfiguration` if a password is set without the package trait `SCRAM`; the failure
    ///   of the call; `CancellationError`. Source: AlterUserScramCredentials (Kafka 2.7).
    public func alterSCRAMUsers(
        _ changes: [String: [SCRAMUserChange]]
    ) async throws -> [String: Result<Void, KafkaError>] {
        try await perItem("AlterUserScramCredentials", changes.keys, to: .controller) { users in
            var request = AlterUserScramCredentialsRequest()
            for user in users.sorted() {
                for change in changes[user] ?? [] { try Self.add(change, of: user, to: &request) }
            }
            let response = try await self.ask(.controller) { [request] _ in request }
            return Dictionary(
                response.results.map { result in
                    (
                        result.user,
                        KafkaError.outcome(
                            result.errorCode, "altering user \"\(result.user)\"", text: result.errorMessage)
                    )
                }
            ) { $1 }
        }
    }

    private static func add(
        _ change: SCRAMUserChange, of user: String, to request: inout AlterUserScramCredentialsRequest
    ) throws {
        switch change {
        case .remove(let kind):
            var deletion = AlterUserScramCredentialsRequest.ScramCredentialDeletion()
            deletion.name = user
            deletion.mechanism = kind.rawValue
            request.deletions.append(deletion)
        case .set(let kind, let password, let iterations):
            var random = SystemRandomNumberGenerator()
            let salt = ByteSlice(copying: (0..<20).map { _ in UInt8.random(in: .min ... .max, using: &random) })
            var upsertion = AlterUserScramCredentialsRequest.ScramCredentialUpsertion()
            upsertion.name = user
            upsertion.mechanism = kind.rawValue
            upsertion.iterations = Int32(clamping: iterations)
            upsertion.salt = salt
            upsertion.saltedPassword = try hash(password, kind, salt, iterations)
            request.upsertions.append(upsertion)
        }
    }

    private static func hash(
        _ password: Secret, _ kind: SCRAMCredentialKind, _ salt: ByteSlice, _ iterations: Int
    ) throws -> ByteSlice {
        #if SCRAM
        // More rounds than brokers accept would only take time.
        let rounds = min(max(iterations, 1), 100_000)
        let mechanism = kind == .sha256 ? SCRAMMechanism.sha256 : .sha512
        return ByteSlice(copying: mechanism.saltedPassword(password.revealed, salt: salt, iterations: rounds))
        #else
        throw KafkaError(
            .invalidConfiguration,
            "passwords cannot be hashed: build with the package trait SCRAM, which is on by default")
        #endif
    }
}
