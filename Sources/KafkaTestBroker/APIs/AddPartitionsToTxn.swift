// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// AddPartitionsToTxn, versions 0-5: one transaction of a client; from version 4 several of other brokers, for
/// verification only.
enum AddPartitionsToTxn: AnsweringHandler {
    typealias Request = AddPartitionsToTxnRequest
    typealias Topic = AddPartitionsToTxnRequest.AddPartitionsToTxnTopic
    typealias Transaction = AddPartitionsToTxnRequest.AddPartitionsToTxnTransaction
    typealias TopicResult = AddPartitionsToTxnResponse.AddPartitionsToTxnTopicResult
    static let versions: ClosedRange<Int16> = 0...5

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> AddPartitionsToTxnResponse {
        respond(request, call) { transaction in
            let keys = transaction.topics.flatMap { topic in
                topic.partitions.map { PartitionKey(topic: topic.name, partition: $0) }
            }
            let id = transaction.transactionalID
            guard state.security.allows(.write, .transactionalID, id, call) else {
                return results(transaction.topics) { _ in .transactionalIDAuthorizationFailed }
            }
            let forbidden = Set(keys.filter { !state.security.allows(.write, .topic, $0.topic, call) })
            let unknown = Set(keys.filter { state.topics.partition($0) == nil })
            // All or none: one unknown or forbidden partition stops the others.
            let code =
                unknown.isEmpty && forbidden.isEmpty
                ? apply(transaction, Set(keys), call, &state) : .operationNotAttempted
            return results(transaction.topics) { key in
                if forbidden.contains(key) { return .topicAuthorizationFailed }
                return unknown.contains(key) ? .unknownTopicOrPartition : code
            }
        }
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> AddPartitionsToTxnResponse {
        var response = respond(request, call) { results($0.topics) { _ in code } }
        response.errorCode = code.rawValue
        return response
    }

    private static func apply(
        _ transaction: Transaction, _ keys: Set<PartitionKey>, _ call: Call, _ state: inout ClusterState
    ) -> BrokerErrorCode {
        let id = transaction.transactionalID
        guard state.brokers.coordinates(id, call.broker) else { return .notCoordinator }
        let producer = ProducerIdentity(id: transaction.producerID, epoch: transaction.producerEpoch)
        if transaction.verifyOnly {
            let code = state.transactions.verify(id, partitions: keys, by: producer)
            return code == .transactionAbortable && call.version < 5 ? .invalidTxnState : code
        }
        let code = state.transactions.add(id, partitions: keys, by: producer, now: call.now)
        state.settleTransaction(id, now: call.now)
        return code.before(2, call, .invalidProducerEpoch)
    }

    private static func results(_ topics: [Topic], _ code: (PartitionKey) -> BrokerErrorCode) -> [TopicResult] {
        topics.map { topic in
            TopicResult(
                name: topic.name,
                resultsByPartition: topic.partitions.map {
                    .init(
                        partitionIndex: $0,
                        partitionErrorCode: code(PartitionKey(topic: topic.name, partition: $0)).rawValue)
                })
        }
    }

    private static func respond(
        _ request: Request, _ call: Call, _ body: (Transaction) -> [TopicResult]
    ) -> AddPartitionsToTxnResponse {
        guard call.version < 4 else {
            return AddPartitionsToTxnResponse(
                resultsByTransaction: request.transactions.map {
                    .init(transactionalID: $0.transactionalID, topicResults: body($0))
                })
        }
        let transaction = Transaction(
            transactionalID: request.v3AndBelowTransactionalID, producerID: request.v3AndBelowProducerID,
            producerEpoch: request.v3AndBelowProducerEpoch, topics: request.v3AndBelowTopics)
        return AddPartitionsToTxnResponse(resultsByTopicV3AndBelow: body(transaction))
    }
}
