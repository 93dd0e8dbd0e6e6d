// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// TxnOffsetCommit, versions 0-5: offsets that take effect when their transaction commits. Version 5 adds the group to
/// the transaction.
enum TxnOffsetCommit: AnsweringHandler {
    typealias Request = TxnOffsetCommitRequest
    static let versions: ClosedRange<Int16> = 0...5

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> TxnOffsetCommitResponse {
        if let code = refusal(request, call, &state) { return failure(request, code, call) }
        return respond(request) { key, partition in
            guard state.security.allows(.read, .topic, key.topic, call) else { return .topicAuthorizationFailed }
            guard state.topics.partition(key) != nil else { return .unknownTopicOrPartition }
            guard (partition.committedMetadata?.utf8.count ?? 0) <= OffsetCommit.maxMetadataBytes else {
                return .offsetMetadataTooLarge
            }
            let committed = GroupOffsets.Committed(
                offset: partition.committedOffset, leaderEpoch: partition.committedLeaderEpoch,
                metadata: partition.committedMetadata, timestamp: call.now)
            state.transactions.commit(committed, for: key, group: request.groupID, producerID: request.producerID)
            return .none
        }
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> TxnOffsetCommitResponse {
        respond(request) { _, _ in code }
    }

    /// The error for the whole request; nil if it is allowed. The group's coordinator asks the transaction's.
    private static func refusal(_ request: Request, _ call: Call, _ state: inout ClusterState) -> BrokerErrorCode? {
        guard state.security.allows(.write, .transactionalID, request.transactionalID, call) else {
            return .transactionalIDAuthorizationFailed
        }
        guard state.security.allows(.read, .group, request.groupID, call) else { return .groupAuthorizationFailed }
        if let code = state.brokers.coordinatorRefusal(request.groupID, on: call.broker) { return code }
        let committer = OffsetCommitter(
            group: request.groupID, memberID: request.memberID, instanceID: request.groupInstanceID,
            generation: request.generationID, isTransactional: true)
        if let code = state.commitRefusal(committer, call) {
            return code == .staleMemberEpoch ? .illegalGeneration : code
        }
        let id = request.transactionalID
        let producer = ProducerIdentity(id: request.producerID, epoch: request.producerEpoch)
        var code: BrokerErrorCode
        if call.version >= 5 {
            code = state.transactions.add(id, groups: [request.groupID], by: producer, now: call.now)
            state.settleTransaction(id, now: call.now)
        } else {
            code = state.transactions.verify(id, groups: [request.groupID], by: producer)
            if code == .transactionAbortable, call.version < 4 { code = .invalidTxnState }
        }
        // The group coordinator compares epochs, not instances.
        if code == .producerFenced { code = .invalidProducerEpoch }
        return code == .none ? nil : code
    }

    private static func respond(
        _ request: Request,
        _ body: (PartitionKey, TxnOffsetCommitRequest.TxnOffsetCommitRequestPartition) -> BrokerErrorCode
    ) -> TxnOffsetCommitResponse {
        TxnOffsetCommitResponse(
            topics: request.topics.map { topic in
                .init(
                    name: topic.name,
                    partitions: topic.partitions.map { partition in
                        let key = PartitionKey(topic: topic.name, partition: partition.partitionIndex)
                        return .init(
                            partitionIndex: partition.partitionIndex, errorCode: body(key, partition).rawValue)
                    })
            })
    }
}
