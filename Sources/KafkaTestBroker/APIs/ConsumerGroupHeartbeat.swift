// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// ConsumerGroupHeartbeat, versions 0-1: joins, reconciles, keeps and leaves groups of the consumer protocol; a regex
/// from version 1.
///
/// A classic group with members accepts no members of this protocol. Source: KIP-848.
enum ConsumerGroupHeartbeat: AnsweringHandler {
    typealias Request = ConsumerGroupHeartbeatRequest
    static let versions: ClosedRange<Int16> = 0...1

    static func answer(
        _ request: Request, _ call: Call, _ state: inout ClusterState
    ) -> ConsumerGroupHeartbeatResponse {
        guard state.security.allows(.read, .group, request.groupID, call) else {
            return failure(request, .groupAuthorizationFailed, call)
        }
        if let code = state.brokers.coordinatorRefusal(request.groupID, on: call.broker) {
            return failure(request, code, call)
        }
        guard !request.groupID.isEmpty else {
            return refused(GroupRefusal(code: .invalidRequest, message: "GroupId can't be empty."))
        }
        let caller = ConsumerGroup.Caller(
            version: call.version, clientID: call.clientID ?? "", clientHost: "/" + call.caller.host,
            newMemberID: state.random.makeUUID().description)
        let result = state.withConsumerGroup(request.groupID, creating: request.memberEpoch == 0) { group, topics in
            do throws(GroupRefusal) {
                return try group.heartbeat(request, caller, topics: topics, now: call.now)
            } catch {
                return refused(error)
            }
        }
        if let result { return result }
        let isOther = state.groups[request.groupID] != nil
        return refused(
            GroupRefusal(
                code: .groupIDNotFound,
                message: "Group \(request.groupID) " + (isOther ? "is not a consumer group." : "not found.")))
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> ConsumerGroupHeartbeatResponse {
        ConsumerGroupHeartbeatResponse(errorCode: code.rawValue)
    }

    private static func refused(_ refusal: GroupRefusal) -> ConsumerGroupHeartbeatResponse {
        ConsumerGroupHeartbeatResponse(errorCode: refusal.code.rawValue, errorMessage: refusal.message)
    }
}
