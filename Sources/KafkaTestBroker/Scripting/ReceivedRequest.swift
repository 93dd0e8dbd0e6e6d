// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// A request as scripts and recorders see it.
public struct ReceivedRequest: Sendable {
    /// The API that was asked.
    public var api: APIKey
    /// The id of the broker that received it.
    public var broker: Int32
    /// Its version.
    public var version: Int16
    /// The client's name for itself; nil if it gave none.
    public var clientID: String?
    /// The decoded body, of the type that belongs to the API, such as `FetchRequest`.
    public var request: any KafkaRequest
    /// The partitions that it is about.
    var partitions: [PartitionKey]

    /// Whether it is about a partition, or about any of a topic's if `partition` is nil.
    ///
    /// Known for Produce, Fetch with all partitions of its session, ListOffsets, OffsetForLeaderEpoch, DeleteRecords,
    /// OffsetCommit, TxnOffsetCommit, OffsetFetch that names them, OffsetDelete and AddPartitionsToTxn up to version 3;
    /// false for others.
    public func concerns(_ topic: String, _ partition: Int32? = nil) -> Bool {
        partitions.contains { $0.topic == topic && (partition == nil || $0.partition == partition) }
    }
}

extension ClusterState {
    /// The partitions that a request to `broker` is about; a topic id that is not known stands for none.
    mutating func partitions(of request: any KafkaRequest, on broker: Int32) -> [PartitionKey] {
        switch request {
        case let request as FetchRequest:
            let session = fetchSessions(of: broker) { $0.partitions(of: request.sessionID) }
            return request.topics.flatMap { keys($0.topic, $0.topicID, $0.partitions.map(\.partition)) }
                + session.flatMap { keys($0.topic, $0.topicID, [$0.partition]) }
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
