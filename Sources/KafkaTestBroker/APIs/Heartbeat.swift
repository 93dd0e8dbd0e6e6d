// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Heartbeat, versions 0-4, for groups of the classic protocol.
enum Heartbeat: AnsweringHandler {
    typealias Request = HeartbeatRequest
    static let versions: ClosedRange<Int16> = 0...4

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> HeartbeatResponse {
        guard state.security.allows(.read, .group, request.groupID, call) else {
            return failure(request, .groupAuthorizationFailed, call)
        }
        if let code = state.brokers.coordinatorRefusal(request.groupID, on: call.broker) {
            return failure(request, code, call)
        }
        guard !request.groupID.isEmpty else { return failure(request, .invalidGroupID, call) }
        let code = state.withClassicGroup(request.groupID) { group, _ in
            group.heartbeat(
                request.memberID, instanceID: request.groupInstanceID, generation: request.generationID, now: call.now)
        }
        return failure(request, code ?? .unknownMemberID, call)
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> HeartbeatResponse {
        HeartbeatResponse(errorCode: code.rawValue)
    }
}
