// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// DescribeShareGroupOffsets, versions 0-1: the start offsets of share groups; the lag from version 1. Source: KIP-932,
/// KIP-1226 (lag).
enum DescribeShareGroupOffsets: AnsweringHandler {
    typealias Request = DescribeShareGroupOffsetsRequest
    typealias Group = DescribeShareGroupOffsetsResponse.DescribeShareGroupOffsetsResponseGroup
    typealias Topic = DescribeShareGroupOffsetsResponse.DescribeShareGroupOffsetsResponseTopic
    typealias Entry = DescribeShareGroupOffsetsResponse.DescribeShareGroupOffsetsResponsePartition
    static let versions: ClosedRange<Int16> = 0...1

    static func answer(
        _ request: Request, _ call: Call, _ state: inout ClusterState
    ) -> DescribeShareGroupOffsetsResponse {
        DescribeShareGroupOffsetsResponse(
            groups: request.groups.map { wanted in
                if let code = refusal(wanted.groupID, call, state) {
                    return Group(groupID: wanted.groupID, errorCode: code.rawValue)
                }
                let topics = wanted.topics.map { $0.map { ($0.topicName, $0.partitions) } }
                return Group(
                    groupID: wanted.groupID,
                    topics: (topics ?? known(wanted.groupID, state)).map { name, partitions in
                        describe(wanted.groupID, name, partitions, call, state)
                    })
            })
    }

    static func failure(
        _ request: Request, _ code: BrokerErrorCode, _ call: Call
    ) -> DescribeShareGroupOffsetsResponse {
        DescribeShareGroupOffsetsResponse(
            groups: request.groups.map { Group(groupID: $0.groupID, errorCode: code.rawValue) })
    }

    private static func refusal(_ group: String, _ call: Call, _ state: ClusterState) -> BrokerErrorCode? {
        guard state.security.allows(.describe, .group, group, call) else { return .groupAuthorizationFailed }
        if let code = state.brokers.coordinatorRefusal(group, on: call.broker) { return code }
        return state.groups.share(group) == nil ? .groupIDNotFound : nil
    }

    /// Partitions that the group has read.
    private static func known(_ group: String, _ state: ClusterState) -> [(String, [Int32])] {
        Dictionary(grouping: state.shares.keys(of: group)) { state.topics.name(of: $0.topic) ?? "" }
            .filter { !$0.key.isEmpty }.map { ($0.key, $0.value.map(\.partition).sorted()) }.sorted { $0.0 < $1.0 }
    }

    private static func describe(
        _ group: String, _ name: String, _ partitions: [Int32], _ call: Call, _ state: ClusterState
    ) -> Topic {
        let isAllowed = state.security.allows(.describe, .topic, name, call)
        guard isAllowed, let topic = state.topics[name] else {
            let code: BrokerErrorCode = isAllowed ? .unknownTopicOrPartition : .topicAuthorizationFailed
            return Topic(
                topicName: name,
                partitions: partitions.map { Entry(partitionIndex: $0, startOffset: -1, errorCode: code.rawValue) })
        }
        return Topic(
            topicName: name, topicID: topic.id,
            partitions: partitions.map { index in
                let key = SharePartitionKey(group: group, topic: topic.id, partition: index)
                guard let partition = state.topics.partition(PartitionKey(topic: name, partition: index)) else {
                    return Entry(
                        partitionIndex: index, startOffset: -1,
                        errorCode: BrokerErrorCode.unknownTopicOrPartition.rawValue)
                }
                guard let share = state.shares[key] else { return Entry(partitionIndex: index, startOffset: -1) }
                return Entry(
                    partitionIndex: index, startOffset: share.startOffset, leaderEpoch: partition.leaderEpoch,
                    lag: max(partition.highWatermark - share.startOffset - share.finishedCount, 0))
            })
    }
}
