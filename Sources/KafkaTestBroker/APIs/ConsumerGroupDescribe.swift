// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// ConsumerGroupDescribe, versions 0-1: groups of the consumer protocol with their members' current and target
/// assignments.
enum ConsumerGroupDescribe: AnsweringHandler {
    typealias Request = ConsumerGroupDescribeRequest
    typealias Described = ConsumerGroupDescribeResponse.DescribedGroup
    static let versions: ClosedRange<Int16> = 0...1
    /// The consumer protocol in `MemberType`.
    private static let consumerMemberType: Int8 = 1

    static func answer(
        _ request: Request, _ call: Call, _ state: inout ClusterState
    ) -> ConsumerGroupDescribeResponse {
        ConsumerGroupDescribeResponse(
            groups: request.groupIDs.map { id in
                var group = describe(id, call, state)
                if group.errorCode == 0 {
                    group.authorizedOperations = state.authorizedOperations(
                        .group, id, call, ifAsked: request.includeAuthorizedOperations)
                }
                return group
            })
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> ConsumerGroupDescribeResponse {
        ConsumerGroupDescribeResponse(groups: request.groupIDs.map { Described(errorCode: code.rawValue, groupID: $0) })
    }

    private static func describe(_ id: String, _ call: Call, _ state: ClusterState) -> Described {
        guard state.security.allows(.describe, .group, id, call) else {
            return Described(errorCode: BrokerErrorCode.groupAuthorizationFailed.rawValue, groupID: id)
        }
        if let code = state.brokers.coordinatorRefusal(id, on: call.broker) {
            return Described(errorCode: code.rawValue, groupID: id)
        }
        guard !id.isEmpty else { return Described(errorCode: BrokerErrorCode.invalidGroupID.rawValue, groupID: id) }
        guard let group = state.groups.consumer(id) else {
            return Described(
                errorCode: BrokerErrorCode.groupIDNotFound.rawValue,
                errorMessage: "Group \(id) " + (state.groups.contains(id) ? "is not a consumer group." : "not found."),
                groupID: id)
        }
        return Described(
            groupID: id, groupState: group.state.rawValue, groupEpoch: group.epoch,
            assignmentEpoch: group.assignmentEpoch, assignorName: group.assignor.rawValue,
            members: group.members.map { member in
                .init(
                    memberID: member.id, instanceID: member.instanceID, rackID: member.rackID,
                    memberEpoch: member.epoch, clientID: member.clientID, clientHost: member.clientHost,
                    subscribedTopicNames: member.topicNames, subscribedTopicRegex: member.topicRegex,
                    assignment: assignment(member.assigned, state),
                    targetAssignment: assignment(group.target[member.id] ?? [:], state),
                    memberType: consumerMemberType)
            })
    }

    /// Converts an assignment; deleted topics are left out.
    private static func assignment(
        _ sets: TopicPartitionSets, _ state: ClusterState
    ) -> ConsumerGroupDescribeResponse.Assignment {
        .init(
            topicPartitions: sets.sorted { $0.key < $1.key }.compactMap { id, partitions in
                state.topics.name(of: id).map { .init(topicID: id, topicName: $0, partitions: partitions.sorted()) }
            })
    }
}
