// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// DeleteGroups, versions 0-2: deletes groups without members, of either protocol, with their committed offsets.
enum DeleteGroups: AnsweringHandler {
    typealias Request = DeleteGroupsRequest
    static let versions: ClosedRange<Int16> = 0...2

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> DeleteGroupsResponse {
        DeleteGroupsResponse(
            results: request.groupsNames.map { id in
                let code =
                    state.security.allows(.delete, .group, id, call)
                    ? state.brokers.coordinatorRefusal(id, on: call.broker)
                        ?? (id.isEmpty ? .invalidGroupID : state.deleteGroup(id))
                    : .groupAuthorizationFailed
                return .init(groupID: id, errorCode: code?.rawValue ?? 0)
            })
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> DeleteGroupsResponse {
        DeleteGroupsResponse(results: request.groupsNames.map { .init(groupID: $0, errorCode: code.rawValue) })
    }
}
