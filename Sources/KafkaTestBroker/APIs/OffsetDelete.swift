// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// OffsetDelete, version 0: deletes offsets of topics that no member of the group subscribes to.
enum OffsetDelete: AnsweringHandler {
    typealias Request = OffsetDeleteRequest
    static let versions: ClosedRange<Int16> = 0...0

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> OffsetDeleteResponse {
        guard state.security.allows(.delete, .group, request.groupID, call) else {
            return failure(request, .groupAuthorizationFailed, call)
        }
        if let code = state.brokers.coordinatorRefusal(request.groupID, on: call.broker) {
            return failure(request, code, call)
        }
        guard state.groups.contains(request.groupID) else { return failure(request, .groupIDNotFound, call) }
        let subscribed: Set<String>
        if let membership = state.groups[request.groupID], !membership.isEmpty {
            // Members of another protocol type may use any topic.
            guard membership.protocolType == "consumer" else { return failure(request, .nonEmptyGroup, call) }
            subscribed = membership.subscribedTopics ?? Set(request.topics.map(\.name))
        } else {
            subscribed = []
        }
        return OffsetDeleteResponse(
            topics: request.topics.map { topic in
                .init(
                    name: topic.name,
                    partitions: topic.partitions.map { partition in
                        let key = PartitionKey(topic: topic.name, partition: partition.partitionIndex)
                        let code: BrokerErrorCode
                        if !state.security.allows(.read, .topic, topic.name, call) {
                            code = .topicAuthorizationFailed
                        } else if subscribed.contains(topic.name) {
                            code = .groupSubscribedToTopic
                        } else if state.topics.partition(key) == nil {
                            code = .unknownTopicOrPartition
                        } else {
                            state.groups.offsets.forget(key, group: request.groupID)
                            code = .none
                        }
                        return .init(partitionIndex: partition.partitionIndex, errorCode: code.rawValue)
                    })
            })
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> OffsetDeleteResponse {
        OffsetDeleteResponse(errorCode: code.rawValue)
    }
}
