// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// OffsetFetch, versions 1-10: one group, from version 8 several; members of consumer groups from 9; topic ids in 10.
/// With `requireStable`, offsets in open transactions are an error (KIP-447).
enum OffsetFetch: AnsweringHandler {
    typealias Request = OffsetFetchRequest
    typealias Group = OffsetFetchResponse.OffsetFetchResponseGroup
    typealias GroupTopic = OffsetFetchResponse.OffsetFetchResponseTopics
    typealias GroupPartition = OffsetFetchResponse.OffsetFetchResponsePartitions
    static let versions: ClosedRange<Int16> = 1...10

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> OffsetFetchResponse {
        respond(request, call) { group in find(group, requiresStable: request.requireStable, call, state) }
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> OffsetFetchResponse {
        respond(request, call) { failed($0, code) }
    }

    private static func find(
        _ wanted: OffsetFetchRequest.OffsetFetchRequestGroup, requiresStable: Bool, _ call: Call, _ state: ClusterState
    ) -> Group {
        guard state.security.allows(.describe, .group, wanted.groupID, call) else {
            return failed(wanted, .groupAuthorizationFailed)
        }
        if let code = state.brokers.coordinatorRefusal(wanted.groupID, on: call.broker) { return failed(wanted, code) }
        if let group = state.groups.consumer(wanted.groupID),
            let code = group.fetchRefusal(memberID: wanted.memberID, epoch: wanted.memberEpoch)
        {
            return failed(wanted, code)
        }
        let stored = state.groups.offsets[wanted.groupID] ?? GroupOffsets()
        func entry(_ topic: String, _ index: Int32) -> GroupPartition {
            let key = PartitionKey(topic: topic, partition: index)
            if requiresStable, state.transactions.hasPendingOffset(wanted.groupID, key) {
                return failed(index, .unstableOffsetCommit)
            }
            return self.entry(index, stored.offsets[key])
        }
        guard let topics = wanted.topics else {
            let readable = stored.partitionsByTopic.filter { state.security.allows(.describe, .topic, $0.0, call) }
            let all = readable.map { topic, partitions in
                GroupTopic(
                    name: topic, topicID: state.topics[topic]?.id ?? .zero,
                    partitions: partitions.map { entry(topic, $0) })
            }
            return Group(groupID: wanted.groupID, topics: all)
        }
        return Group(
            groupID: wanted.groupID,
            topics: topics.map { topic in
                guard let name = call.version >= 10 ? state.topics.name(of: topic.topicID) : topic.name else {
                    return failed(topic, .unknownTopicID)
                }
                guard state.security.allows(.describe, .topic, name, call) else {
                    return failed(topic, .topicAuthorizationFailed)
                }
                return GroupTopic(
                    name: topic.name, topicID: topic.topicID,
                    partitions: topic.partitionIndexes.map { entry(name, $0) })
            })
    }

    /// A partition's committed offset; −1 without an error if there is none.
    private static func entry(_ index: Int32, _ committed: GroupOffsets.Committed?) -> GroupPartition {
        GroupPartition(
            partitionIndex: index, committedOffset: committed?.offset ?? -1,
            committedLeaderEpoch: committed?.leaderEpoch ?? -1, metadata: committed?.metadata ?? "")
    }

    private static func failed(
        _ topic: OffsetFetchRequest.OffsetFetchRequestTopics, _ code: BrokerErrorCode
    ) -> GroupTopic {
        GroupTopic(
            name: topic.name, topicID: topic.topicID,
            partitions: topic.partitionIndexes.map { failed($0, code) })
    }

    private static func failed(_ index: Int32, _ code: BrokerErrorCode) -> GroupPartition {
        GroupPartition(
            partitionIndex: index, committedOffset: -1, committedLeaderEpoch: -1, metadata: "", errorCode: code.rawValue
        )
    }

    private static func failed(
        _ group: OffsetFetchRequest.OffsetFetchRequestGroup, _ code: BrokerErrorCode
    ) -> Group {
        Group(
            groupID: group.groupID, topics: (group.topics ?? []).map { failed($0, code) }, errorCode: code.rawValue)
    }

    /// Responds in the layout of the version. Before version 8, the single group is handled as the first of several.
    private static func respond(
        _ request: Request, _ call: Call, _ find: (OffsetFetchRequest.OffsetFetchRequestGroup) -> Group
    ) -> OffsetFetchResponse {
        guard call.version < 8 else { return OffsetFetchResponse(groups: request.groups.map(find)) }
        let topics = request.topics.map {
            $0.map { topic in
                OffsetFetchRequest.OffsetFetchRequestTopics(name: topic.name, partitionIndexes: topic.partitionIndexes)
            }
        }
        let group = find(.init(groupID: request.groupID, topics: topics))
        return OffsetFetchResponse(
            topics: group.topics.map { topic in
                .init(
                    name: topic.name,
                    partitions: topic.partitions.map {
                        .init(
                            partitionIndex: $0.partitionIndex, committedOffset: $0.committedOffset,
                            committedLeaderEpoch: $0.committedLeaderEpoch, metadata: $0.metadata,
                            errorCode: $0.errorCode)
                    })
            }, errorCode: group.errorCode)
    }
}
