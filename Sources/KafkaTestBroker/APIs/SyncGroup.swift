// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// SyncGroup, versions 0-5: answered when the leader has sent the assignments.
enum SyncGroup: StateHandler {
    typealias Request = SyncGroupRequest
    static let versions: ClosedRange<Int16> = 0...5

    static func handle(_ request: Request, _ call: Call, _ state: inout ClusterState) -> APIAnswer<SyncGroupResponse> {
        if let code = refusal(request, call, state) { return .answered(failure(request, code, call)) }
        let reply = state.parked.park(call)
        state.withClassicGroup(request.groupID) { group, effects in
            effects = group.sync(request, call.id, now: call.now)
        }
        return .parked(reply)
    }

    /// The error if the request does not reach the group; nil if it does.
    private static func refusal(_ request: Request, _ call: Call, _ state: ClusterState) -> BrokerErrorCode? {
        guard state.security.allows(.read, .group, request.groupID, call) else { return .groupAuthorizationFailed }
        if let code = state.brokers.coordinatorRefusal(request.groupID, on: call.broker) { return code }
        guard !request.groupID.isEmpty else { return .invalidGroupID }
        // Version 5 made both fields mandatory.
        if call.version >= 5, request.protocolType == nil || request.protocolName == nil {
            return .inconsistentGroupProtocol
        }
        return state.groups.classic(request.groupID) == nil ? .unknownMemberID : nil
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> SyncGroupResponse {
        ClassicGroup.failure(code)
    }
}
