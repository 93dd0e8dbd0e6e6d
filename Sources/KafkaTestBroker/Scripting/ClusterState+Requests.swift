// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

extension ClusterState {
    /// The partitions that a request to `broker` names. Unknown topic ids are left out.
    mutating func partitions(of request: any KafkaRequest, on broker: Int32) -> [PartitionKey] {
        switch request {
        case let request as FetchRequest:
            let session = fetches.sessions(of: broker) { $0.partitions(of: request.sessionID) }
            return request.topics.flatMap { keys($0.topic, $0.topicID, $0.partitions.map(\.partition)) }
                + session.flatMap { keys($0.topic, $0.topicID, [$0.partition]) }
        case let request as ShareFetchRequest:
            let session = shares.sessions(of: broker) { sessions in
                sessions.parts(request.groupID ?? "", request.memberID ?? "") ?? []
            }
            return request.topics.flatMap { keys("", $0.topicID, $0.partitions.map(\.partitionIndex)) }
                + session.flatMap { keys("", $0.topic, [$0.partition]) }
        case let request as ShareAcknowledgeRequest:
            return request.topics.flatMap { keys("", $0.topicID, $0.partitions.map(\.partitionIndex)) }
        case let request as ProduceRequest:
            return request.topicData.flatMap { keys($0.name, $0.topicID, $0.partitionData.map(\.index)) }
        case let request as ListOffsetsRequest:
            return request.topics.flatMap { keys($0.name, .zero, $0.partitions.map(\.partitionIndex)) }
        case let request as OffsetForLeaderEpochRequest:
            return request.topics.flatMap { keys($0.topic, .zero, $0.partitions.map(\.partition)) }
        case let request as DeleteRecordsRequest:
            return request.topics.flatMap { keys($0.name, .zero, $0.partitions.map(\.partitionIndex)) }
        case let request as OffsetCommitRequest:
            return request.topics.flatMap { keys($0.name, $0.topicID, $0.partitions.map(\.partitionIndex)) }
        case let request as TxnOffsetCommitRequest:
            return request.topics.flatMap { keys($0.name, .zero, $0.partitions.map(\.partitionIndex)) }
        case let request as OffsetDeleteRequest:
            return request.topics.flatMap { keys($0.name, .zero, $0.partitions.map(\.partitionIndex)) }
        case let request as OffsetFetchRequest:
            return (request.topics ?? []).flatMap { keys($0.name, .zero, $0.partitionIndexes) }
                + request.groups.flatMap { $0.topics ?? [] }.flatMap { keys($0.name, $0.topicID, $0.partitionIndexes) }
        case let request as AddPartitionsToTxnRequest:
            return request.v3AndBelowTopics.flatMap { keys($0.name, .zero, $0.partitions) }
        default: return []
        }
    }

    private func keys(_ name: String, _ id: KafkaUUID, _ partitions: [Int32]) -> [PartitionKey] {
        let topic = id == .zero ? name : topics.name(of: id)
        guard let topic else { return [] }
        return partitions.map { PartitionKey(topic: topic, partition: $0) }
    }
}
