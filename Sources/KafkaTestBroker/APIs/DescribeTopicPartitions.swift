// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// DescribeTopicPartitions, version 0: topics sorted by name, in pages (KIP-966).
enum DescribeTopicPartitions: AnsweringHandler {
    typealias Request = DescribeTopicPartitionsRequest
    typealias Topic = DescribeTopicPartitionsResponse.DescribeTopicPartitionsResponseTopic
    static let versions: ClosedRange<Int16> = 0...0
    /// Maximum number of partitions in a page. Source: broker config `max.request.partition.size.limit`.
    static let maxPartitions = 2000

    static func answer(
        _ request: Request, _ call: Call, _ state: inout ClusterState
    ) -> DescribeTopicPartitionsResponse {
        let listsAll = request.topics.isEmpty
        let asked = listsAll ? state.topics.sorted.map(\.name) : Set(request.topics.map(\.name)).sorted()
        let names = asked.filter { $0 >= request.cursor?.topicName ?? "" }
        var room = min(max(Int(request.responsePartitionLimit), 1), maxPartitions)
        var response = DescribeTopicPartitionsResponse()
        for name in names {
            let isCursor = name == request.cursor?.topicName
            let first = isCursor ? max(Int(request.cursor?.partitionIndex ?? 0), 0) : 0
            guard room > 0 else {
                response.nextCursor = .init(topicName: name, partitionIndex: 0)
                break
            }
            guard let topic = state.topics[name] else {
                let code: BrokerErrorCode =
                    TopicStore.isValidName(name) ? .unknownTopicOrPartition : .invalidTopicException
                response.topics.append(Topic(errorCode: code.rawValue, name: name))
                continue
            }
            let page = topic.partitions.dropFirst(first).prefix(room)
            response.topics.append(describe(topic, Array(page), call, state))
            room -= page.count
            if first + page.count < topic.partitions.count {
                response.nextCursor = .init(topicName: name, partitionIndex: Int32(first + page.count))
                break
            }
        }
        return response
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> DescribeTopicPartitionsResponse {
        DescribeTopicPartitionsResponse(topics: request.topics.map { Topic(errorCode: code.rawValue, name: $0.name) })
    }

    private static func describe(
        _ topic: KafkaTestBroker.Topic, _ partitions: [Partition], _ call: Call, _ state: ClusterState
    ) -> Topic {
        let up = state.brokers.upIDs
        return Topic(
            name: topic.name, topicID: topic.id,
            partitions: partitions.map { partition in
                .init(
                    errorCode: partition.leader < 0 ? BrokerErrorCode.leaderNotAvailable.rawValue : 0,
                    partitionIndex: partition.index, leaderID: partition.leader, leaderEpoch: partition.leaderEpoch,
                    replicaNodes: partition.replicas, isrNodes: partition.inSyncReplicas, eligibleLeaderReplicas: [],
                    lastKnownElr: [], offlineReplicas: partition.replicas.filter { !up.contains($0) })
            }, topicAuthorizedOperations: state.authorizedOperations(.topic, topic.name, call, ifAsked: true))
    }
}
