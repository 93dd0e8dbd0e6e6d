// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// LeaveGroup, versions 0-5: one member, from version 3 several, static ones also by instance id. Classic protocol.
enum LeaveGroup: AnsweringHandler {
    typealias Request = LeaveGroupRequest
    static let versions: ClosedRange<Int16> = 0...5

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> LeaveGroupResponse {
        guard state.security.allows(.read, .group, request.groupID, call) else {
            return failure(request, .groupAuthorizationFailed, call)
        }
        if let code = state.brokers.coordinatorRefusal(request.groupID, on: call.broker) {
            return failure(request, code, call)
        }
        guard !request.groupID.isEmpty else { return failure(request, .invalidGroupID, call) }
        let leaving =
            call.version < 3
            ? [(memberID: request.memberID, instanceID: nil)]
            : request.members.map { (memberID: $0.memberID, instanceID: $0.groupInstanceID) }
        let codes = state.withClassicGroup(request.groupID) { group, effects in
            let (codes, left) = group.leave(leaving, now: call.now)
            effects = left
            return codes
        }
        guard let codes else { return failure(request, .unknownMemberID, call) }
        guard call.version >= 3 else { return LeaveGroupResponse(errorCode: codes.first?.rawValue ?? 0) }
        return LeaveGroupResponse(
            members: zip(leaving, codes).map { member, code in
                .init(memberID: member.memberID, groupInstanceID: member.instanceID, errorCode: code.rawValue)
            })
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> LeaveGroupResponse {
        LeaveGroupResponse(errorCode: code.rawValue)
    }
}
