// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// DescribeGroups, versions 0-6: groups of the classic protocol. Others are `Dead`, from version 6 on with
/// GROUP_ID_NOT_FOUND.
enum DescribeGroups: AnsweringHandler {
    typealias Request = DescribeGroupsRequest
    typealias Described = DescribeGroupsResponse.DescribedGroup
    static let versions: ClosedRange<Int16> = 0...6

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> DescribeGroupsResponse {
        DescribeGroupsResponse(
            groups: request.groups.map { id in
                var group = describe(id, call, state)
                if group.errorCode == 0 {
                    group.authorizedOperations = state.authorizedOperations(
                        .group, id, call, ifAsked: request.includeAuthorizedOperations)
                }
                return group
            })
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> DescribeGroupsResponse {
        DescribeGroupsResponse(groups: request.groups.map { Described(errorCode: code.rawValue, groupID: $0) })
    }

    private static func describe(_ id: String, _ call: Call, _ state: ClusterState) -> Described {
        guard state.security.allows(.describe, .group, id, call) else {
            return Described(errorCode: BrokerErrorCode.groupAuthorizationFailed.rawValue, groupID: id)
        }
        if let code = state.brokers.coordinatorRefusal(id, on: call.broker) {
            return Described(errorCode: code.rawValue, groupID: id)
        }
        guard let group = state.groups.classic(id) else {
            if state.groups.offsets[id] != nil, state.groups[id] == nil {
                return Described(groupID: id, groupState: "Empty")
            }
            guard call.version >= 6 else { return Described(groupID: id, groupState: "Dead") }
            let isOther = state.groups[id] != nil
            return Described(
                errorCode: BrokerErrorCode.groupIDNotFound.rawValue,
                errorMessage: isOther ? "Group \(id) is not a classic group." : "Group \(id) not found.", groupID: id,
                groupState: "Dead")
        }
        let isStable = group.state == .stable
        return Described(
            groupID: id, groupState: group.state.rawValue, protocolType: group.protocolType ?? "",
            protocolData: isStable ? group.protocolName ?? "" : "",
            members: group.members.map { member in
                .init(
                    memberID: member.id, groupInstanceID: member.instanceID, clientID: member.clientID,
                    clientHost: member.clientHost,
                    memberMetadata: isStable ? member.metadata(of: group.protocolName) : .empty,
                    memberAssignment: isStable ? member.assignment : .empty)
            })
    }
}
