// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// AlterUserScramCredentials, version 0: all changes of a user or none.
enum AlterUserScramCredentials: AnsweringHandler {
    typealias Request = AlterUserScramCredentialsRequest
    typealias Result = AlterUserScramCredentialsResponse.AlterUserScramCredentialsResult
    static let versions: ClosedRange<Int16> = 0...0

    private struct Problem: Error {
        var code: BrokerErrorCode
        var message: String
    }

    private struct Change: Hashable {
        var user: String
        var mechanism: Int8
    }

    static func answer(
        _ request: Request, _ call: Call, _ state: inout ClusterState
    ) -> AlterUserScramCredentialsResponse {
        let changes = changes(request)
        let counts = Dictionary(grouping: changes, by: { $0 }).mapValues(\.count)
        let results = users(changes).map { user in
            do throws(Problem) {
                if changes.contains(where: { $0.user == user && counts[$0, default: 0] > 1 }) {
                    throw Problem(
                        code: .duplicateResource,
                        message: "A user credential cannot be altered twice in the same request")
                }
                // A copy, so that a failure discards the user's earlier changes.
                var users = state.security.scramUsers
                try apply(request, user, &users)
                state.security.scramUsers = users
                return Result(user: user, errorMessage: nil)
            } catch {
                return Result(user: user, errorCode: error.code.rawValue, errorMessage: error.message)
            }
        }
        return AlterUserScramCredentialsResponse(results: results)
    }

    static func failure(
        _ request: Request, _ code: BrokerErrorCode, _ call: Call
    ) -> AlterUserScramCredentialsResponse {
        AlterUserScramCredentialsResponse(
            results: users(changes(request)).map { Result(user: $0, errorCode: code.rawValue, errorMessage: nil) })
    }

    private static func changes(_ request: Request) -> [Change] {
        request.deletions.map { Change(user: $0.name, mechanism: $0.mechanism) }
            + request.upsertions.map { Change(user: $0.name, mechanism: $0.mechanism) }
    }

    /// Each user once, in the order of the request.
    private static func users(_ changes: [Change]) -> [String] {
        var seen: Set<String> = []
        return changes.map(\.user).filter { seen.insert($0).inserted }
    }

    private static func apply(_ request: Request, _ user: String, _ users: inout ScramUsers) throws(Problem) {
        if user.isEmpty { throw Problem(code: .unacceptableCredential, message: "Username must not be empty") }
        for deletion in request.deletions where deletion.name == user {
            guard users.remove(try mechanism(deletion.mechanism), of: user) else {
                throw Problem(
                    code: .resourceNotFound, message: "Attempt to delete a user credential that does not exist")
            }
        }
        for upsertion in request.upsertions where upsertion.name == user {
            let mechanism = try mechanism(upsertion.mechanism)
            guard upsertion.iterations >= ScramUsers.iterations.lowerBound else {
                throw Problem(code: .unacceptableCredential, message: "Too few iterations")
            }
            guard upsertion.iterations <= ScramUsers.iterations.upperBound else {
                throw Problem(code: .unacceptableCredential, message: "Too many iterations")
            }
            // Copies, because a slice would keep the request's frame in memory.
            let credential = ScramUsers.Credential(
                iterations: upsertion.iterations, salt: ByteSlice(copying: upsertion.salt.bytes),
                saltedPassword: ByteSlice(copying: upsertion.saltedPassword.bytes))
            guard users.set(credential, mechanism, of: user) else {
                throw Problem(
                    code: .policyViolation, message: "at most \(ScramUsers.maxUsers) users may have credentials")
            }
        }
    }

    private static func mechanism(_ number: Int8) throws(Problem) -> ScramUsers.Mechanism {
        guard let mechanism = ScramUsers.Mechanism(rawValue: number) else {
            throw Problem(code: .unsupportedSaslMechanism, message: "Unknown SCRAM mechanism")
        }
        return mechanism
    }
}
