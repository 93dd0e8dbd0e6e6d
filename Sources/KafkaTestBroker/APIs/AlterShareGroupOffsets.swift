// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// AlterShareGroupOffsets, version 0: sets the start offsets of a share group without members; what was in flight is
/// forgotten. Source: KIP-932.
enum AlterShareGroupOffsets: AnsweringHandler {
    typealias Request = AlterShareGroupOffsetsRequest
    typealias Topic = AlterShareGroupOffsetsResponse.AlterShareGroupOffsetsResponseTopic
    static let versions: ClosedRange<Int16> = 0...0

    static func answer(
        _ request: Request, _ call: Call, _ state: inout ClusterState
    ) -> AlterShareGroupOffsetsResponse {
        if let code = refusal(request.groupID, .read, call, state) { return failure(request, code, call) }
        return AlterShareGroupOffsetsResponse(
            responses: request.topics.map { wanted in
                let isAllowed = state.security.allows(.read, .topic, wanted.topicName, call)
                let topic = state.topics[wanted.topicName]
                return Topic(
                    topicName: wanted.topicName, topicID: isAllowed ? topic?.id ?? .zero : .zero,
                    partitions: wanted.partitions.map { partition in
                        var code: BrokerErrorCode?
                        if !isAllowed {
                            code = .topicAuthorizationFailed
                        } else if let topic, topic.partitions.indices.contains(Int(partition.partitionIndex)) {
                            let key = SharePartitionKey(
                                group: request.groupID, topic: topic.id, partition: partition.partitionIndex)
                            state.resetShare(key, to: max(partition.startOffset, 0))
                        } else {
                            code = .unknownTopicOrPartition
                        }
                        return .init(partitionIndex: partition.partitionIndex, errorCode: code?.rawValue ?? 0)
                    })
            })
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> AlterShareGroupOffsetsResponse {
        AlterShareGroupOffsetsResponse(errorCode: code.rawValue)
    }

    /// The error if a group's offsets cannot be changed; nil if they can.
    static func refusal(
        _ group: String, _ operation: ResourceOperation, _ call: Call, _ state: ClusterState
    ) -> BrokerErrorCode? {
        guard state.security.allows(operation, .group, group, call) else { return .groupAuthorizationFailed }
        if let code = state.brokers.coordinatorRefusal(group, on: call.broker) { return code }
        guard let found = state.groups.share(group) else { return .groupIDNotFound }
        return found.isEmpty ? nil : .nonEmptyGroup
    }
}
