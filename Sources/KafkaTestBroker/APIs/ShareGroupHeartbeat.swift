// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// ShareGroupHeartbeat, version 1: joins, keeps and leaves share groups. Source: KIP-932.
enum ShareGroupHeartbeat: AnsweringHandler {
    typealias Request = ShareGroupHeartbeatRequest
    static let versions: ClosedRange<Int16> = 1...1

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> ShareGroupHeartbeatResponse {
        guard state.security.allows(.read, .group, request.groupID, call) else {
            return failure(request, .groupAuthorizationFailed, call)
        }
        if let code = state.brokers.coordinatorRefusal(request.groupID, on: call.broker) {
            return failure(request, code, call)
        }
        guard !request.groupID.isEmpty else {
            return refused(GroupRefusal(code: .invalidRequest, message: "GroupId can't be empty."))
        }
        let names = request.subscribedTopicNames ?? []
        guard names.allSatisfy({ state.security.allows(.describe, .topic, $0, call) }) else {
            return failure(request, .topicAuthorizationFailed, call)
        }
        let caller = ShareGroup.Caller(clientID: call.clientID ?? "", clientHost: "/" + call.caller.host)
        let result = state.withShareGroup(request.groupID, creating: request.memberEpoch == 0) { group, topics in
            do throws(GroupRefusal) {
                return try group.heartbeat(request, caller, topics: topics, now: call.now)
            } catch {
                return refused(error)
            }
        }
        if let result { return result }
        let isOther = state.groups.contains(request.groupID)
        return refused(
            GroupRefusal(
                code: .groupIDNotFound,
                message: "Group \(request.groupID) " + (isOther ? "is not a share group." : "not found.")))
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> ShareGroupHeartbeatResponse {
        ShareGroupHeartbeatResponse(errorCode: code.rawValue)
    }

    private static func refused(_ refusal: GroupRefusal) -> ShareGroupHeartbeatResponse {
        ShareGroupHeartbeatResponse(errorCode: refusal.code.rawValue, errorMessage: refusal.message)
    }
}
