// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// OffsetCommit, versions 2-10 (topic ids in 10), for members of a group and consumers without one. Offsets expire as
/// in `GroupConfiguration.offsetsRetention`, even if a version before 5 asks for another retention.
enum OffsetCommit: AnsweringHandler {
    typealias Request = OffsetCommitRequest
    static let versions: ClosedRange<Int16> = 2...10
    /// Maximum length of the metadata string in bytes. Source: broker config `offset.metadata.max.bytes`.
    static let maxMetadataBytes = 4096

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> OffsetCommitResponse {
        guard state.security.allows(.read, .group, request.groupID, call) else {
            return failure(request, .groupAuthorizationFailed, call)
        }
        if let code = state.brokers.coordinatorRefusal(request.groupID, on: call.broker) {
            return failure(request, code, call)
        }
        let committer = OffsetCommitter(
            group: request.groupID, memberID: request.memberID, instanceID: request.groupInstanceID,
            generation: request.generationIDOrMemberEpoch)
        if let code = state.commitRefusal(committer, call) { return failure(request, code, call) }
        return respond(request) { topic, partition in
            guard let name = call.version >= 10 ? state.topics.name(of: topic.topicID) : topic.name else {
                return .unknownTopicID
            }
            guard state.security.allows(.read, .topic, name, call) else { return .topicAuthorizationFailed }
            let key = PartitionKey(topic: name, partition: partition.partitionIndex)
            guard state.topics.partition(key) != nil else { return .unknownTopicOrPartition }
            guard (partition.committedMetadata?.utf8.count ?? 0) <= maxMetadataBytes else {
                return .offsetMetadataTooLarge
            }
            let committed = GroupOffsets.Committed(
                offset: partition.committedOffset, leaderEpoch: partition.committedLeaderEpoch,
                metadata: partition.committedMetadata, timestamp: call.now)
            state.groups.offsets.commit(committed, for: key, group: request.groupID)
            state.schedule.startOffsetChecks(now: call.now)
            return .none
        }
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> OffsetCommitResponse {
        respond(request) { _, _ in code }
    }

    private static func respond(
        _ request: Request,
        _ body: (OffsetCommitRequest.OffsetCommitRequestTopic, OffsetCommitRequest.OffsetCommitRequestPartition)
            -> BrokerErrorCode
    ) -> OffsetCommitResponse {
        OffsetCommitResponse(
            topics: request.topics.map { topic in
                .init(
                    name: topic.name, topicID: topic.topicID,
                    partitions: topic.partitions.map {
                        .init(partitionIndex: $0.partitionIndex, errorCode: body(topic, $0).rawValue)
                    })
            })
    }
}
