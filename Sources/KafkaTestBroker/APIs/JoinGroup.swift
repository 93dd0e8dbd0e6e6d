// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// JoinGroup, versions 0-9: answered when the group's next generation begins. A group of the consumer protocol with
/// members accepts no classic members.
enum JoinGroup: StateHandler {
    typealias Request = JoinGroupRequest
    static let versions: ClosedRange<Int16> = 0...9

    static func handle(_ request: Request, _ call: Call, _ state: inout ClusterState) -> APIAnswer<JoinGroupResponse> {
        if let code = refusal(request, call, state) { return .answered(failure(request, code, call)) }
        var request = request
        if call.version == 0 { request.rebalanceTimeoutMs = request.sessionTimeoutMs }
        request.rebalanceTimeoutMs = max(request.rebalanceTimeoutMs, 0)
        let name = request.groupInstanceID ?? call.clientID ?? ""
        let joiner = ClassicGroup.Joiner(
            call: call.id, version: call.version, clientID: call.clientID ?? "", clientHost: "/" + call.caller.host,
            newMemberID: state.random.makeMemberID(name))
        let reply = state.parked.park(call)
        state.withClassicGroup(request.groupID, creating: true) { group, effects in
            effects = group.join(request, joiner, now: call.now)
        }
        return .parked(reply)
    }

    /// The error if the request does not reach the group; nil if it does.
    private static func refusal(_ request: Request, _ call: Call, _ state: ClusterState) -> BrokerErrorCode? {
        guard state.security.allows(.read, .group, request.groupID, call) else { return .groupAuthorizationFailed }
        if let code = state.brokers.coordinatorRefusal(request.groupID, on: call.broker) { return code }
        guard !request.groupID.isEmpty else { return .invalidGroupID }
        let timeouts = state.configuration.groups.sessionTimeouts
        guard timeouts.contains(.milliseconds(request.sessionTimeoutMs)) else { return .invalidSessionTimeout }
        if let group = state.groups.consumer(request.groupID), !group.isEmpty { return .inconsistentGroupProtocol }
        if state.groups.share(request.groupID) != nil { return .inconsistentGroupProtocol }
        let isKnown = request.memberID.isEmpty || state.groups.classic(request.groupID) != nil
        return isKnown ? nil : .unknownMemberID
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> JoinGroupResponse {
        var response = ClassicGroup.failure(request.memberID, code)
        if call.version < 7 { response.protocolName = "" }
        return response
    }
}
