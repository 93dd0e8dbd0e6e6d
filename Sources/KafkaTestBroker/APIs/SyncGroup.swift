// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// SyncGroup, versions 0-5: answered when the leader has assigned.
enum SyncGroup: APIHandler {
    typealias Request = SyncGroupRequest
    static let versions: ClosedRange<Int16> = 0...5

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> SyncGroupResponse? {
        guard state.allows(.read, .group, request.groupID, call) else {
            return failure(request, .groupAuthorizationFailed, call)
        }
        if let code = state.coordinatorRefusal(request.groupID, on: call.broker) { return failure(request, code, call) }
        guard !request.groupID.isEmpty else { return failure(request, .invalidGroupID, call) }
        // From version 5 on both are a must.
        if call.version >= 5, request.protocolType == nil || request.protocolName == nil {
            return failure(request, .inconsistentGroupProtocol, call)
        }
        guard state.classicGroup(request.groupID) != nil else { return failure(request, .unknownMemberID, call) }
        state.parked.park(call)
        state.withClassicGroup(request.groupID) { group, effects in
            effects = group.sync(request, call.id, now: call.now)
        }
        return nil
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> SyncGroupResponse {
        ClassicGroup.failure(code)
    }
}
