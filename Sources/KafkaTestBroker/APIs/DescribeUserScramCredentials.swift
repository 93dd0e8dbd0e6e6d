// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// DescribeUserScramCredentials, version 0: mechanisms and iteration counts of all users or of the requested ones.
enum DescribeUserScramCredentials: AnsweringHandler {
    typealias Request = DescribeUserScramCredentialsRequest
    typealias Result = DescribeUserScramCredentialsResponse.DescribeUserScramCredentialsResult
    static let versions: ClosedRange<Int16> = 0...0

    static func answer(
        _ request: Request, _ call: Call, _ state: inout ClusterState
    ) -> DescribeUserScramCredentialsResponse {
        let named = (request.users ?? []).map(\.name)
        let asked = named.isEmpty ? state.security.scramUsers.credentials.keys.sorted() : named
        let counts = Dictionary(grouping: asked, by: { $0 }).mapValues(\.count)
        var seen: Set<String> = []
        let results = asked.filter { seen.insert($0).inserted }.map { user in
            if counts[user, default: 0] > 1 {
                return refused(user, .duplicateResource, "Cannot describe SCRAM credentials for the same user twice")
            }
            guard let credentials = state.security.scramUsers.credentials[user] else {
                return refused(user, .resourceNotFound, "Attempt to describe a user credential that does not exist")
            }
            return Result(
                user: user, errorMessage: nil,
                credentialInfos: credentials.sorted { $0.key.rawValue < $1.key.rawValue }.map {
                    .init(mechanism: $0.key.rawValue, iterations: $0.value.iterations)
                })
        }
        return DescribeUserScramCredentialsResponse(errorMessage: nil, results: results)
    }

    static func failure(
        _ request: Request, _ code: BrokerErrorCode, _ call: Call
    ) -> DescribeUserScramCredentialsResponse {
        DescribeUserScramCredentialsResponse(errorCode: code.rawValue, errorMessage: nil)
    }

    private static func refused(_ user: String, _ code: BrokerErrorCode, _ message: String) -> Result {
        Result(user: user, errorCode: code.rawValue, errorMessage: message)
    }
}
