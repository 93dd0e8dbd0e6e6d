// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// JoinGroup, versions 0-9: answered when the group's next generation begins. Groups of the consumer protocol that have
/// members take none of the classic protocol.
enum JoinGroup: APIHandler {
    typealias Request = JoinGroupRequest
    static let versions: ClosedRange<Int16> = 0...9

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> JoinGroupResponse? {
        guard state.allows(.read, .group, request.groupID, call) else {
            return failure(request, .groupAuthorizationFailed, call)
        }
        if let code = state.coordinatorRefusal(request.groupID, on: call.broker) { return failure(request, code, call) }
        guard !request.groupID.isEmpty else { return failure(request, .invalidGroupID, call) }
        let timeouts = state.configuration.groups.sessionTimeouts
        guard timeouts.contains(.milliseconds(request.sessionTimeoutMs)) else {
            return failure(request, .invalidSessionTimeout, call)
        }
        var request = request
        if call.version == 0 { request.rebalanceTimeoutMs = request.sessionTimeoutMs }
        request.rebalanceTimeoutMs = max(request.rebalanceTimeoutMs, 0)
        if let group = state.consumerGroup(request.groupID), !group.isEmpty {
            return failure(request, .inconsistentGroupProtocol, call)
        }
        guard request.memberID.isEmpty || state.classicGroup(request.groupID) != nil else {
            return failure(request, .unknownMemberID, call)
        }
        let name = request.groupInstanceID ?? call.clientID ?? ""
        let joiner = ClassicGroup.Joiner(
            call: call.id, version: call.version, clientID: call.clientID ?? "", clientHost: "/" + call.caller.host,
            newMemberID: state.makeMemberID(name))
        state.parked.park(call)
        state.withClassicGroup(request.groupID, creating: true) { group, effects in
            effects = group.join(request, joiner, now: call.now)
        }
        return nil
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> JoinGroupResponse {
        var response = ClassicGroup.failure(request.memberID, code)
        if call.version < 7 { response.protocolName = "" }
        return response
    }
}
