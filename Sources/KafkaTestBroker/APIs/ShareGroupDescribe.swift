// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// ShareGroupDescribe, version 1: share groups with their members and assignments. Source: KIP-932.
enum ShareGroupDescribe: AnsweringHandler {
    typealias Request = ShareGroupDescribeRequest
    typealias Described = ShareGroupDescribeResponse.DescribedGroup
    static let versions: ClosedRange<Int16> = 1...1

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> ShareGroupDescribeResponse {
        ShareGroupDescribeResponse(
            groups: request.groupIDs.map { id in
                var group = describe(id, call, state)
                if group.errorCode == 0 {
                    group.authorizedOperations = state.authorizedOperations(
                        .group, id, call, ifAsked: request.includeAuthorizedOperations)
                }
                return group
            })
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> ShareGroupDescribeResponse {
        ShareGroupDescribeResponse(groups: request.groupIDs.map { Described(errorCode: code.rawValue, groupID: $0) })
    }

    private static func describe(_ id: String, _ call: Call, _ state: ClusterState) -> Described {
        guard state.security.allows(.describe, .group, id, call) else {
            return Described(errorCode: BrokerErrorCode.groupAuthorizationFailed.rawValue, groupID: id)
        }
        if let code = state.brokers.coordinatorRefusal(id, on: call.broker) {
            return Described(errorCode: code.rawValue, groupID: id)
        }
        guard !id.isEmpty else { return Described(errorCode: BrokerErrorCode.invalidGroupID.rawValue, groupID: id) }
        guard let group = state.groups.share(id) else {
            return Described(
                errorCode: BrokerErrorCode.groupIDNotFound.rawValue,
                errorMessage: "Group \(id) " + (state.groups.contains(id) ? "is not a share group." : "not found."),
                groupID: id)
        }
        return Described(
            groupID: id, groupState: group.state.rawValue, groupEpoch: group.epoch, assignmentEpoch: group.epoch,
            assignorName: ShareAssignor.name,
            members: group.members.map { member in
                .init(
                    memberID: member.id, rackID: member.rackID, memberEpoch: member.epoch, clientID: member.clientID,
                    clientHost: member.clientHost, subscribedTopicNames: member.topicNames,
                    assignment: .init(
                        topicPartitions: member.assigned.sorted { $0.key < $1.key }.compactMap { id, partitions in
                            state.topics.name(of: id).map {
                                .init(topicID: id, topicName: $0, partitions: partitions.sorted())
                            }
                        }))
            })
    }
}
