// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// DescribeTransactions, version 0: transactional ids that this broker coordinates.
enum DescribeTransactions: AnsweringHandler {
    typealias Request = DescribeTransactionsRequest
    typealias Described = DescribeTransactionsResponse.TransactionState
    static let versions: ClosedRange<Int16> = 0...0

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> DescribeTransactionsResponse {
        DescribeTransactionsResponse(
            transactionStates: request.transactionalIDs.map { id in
                if id.isEmpty { return refused(id, .invalidRequest) }
                guard state.brokers.coordinates(id, call.broker) else { return refused(id, .notCoordinator) }
                guard let transaction = state.transactions[id] else { return refused(id, .transactionalIDNotFound) }
                return describe(id, transaction)
            })
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> DescribeTransactionsResponse {
        DescribeTransactionsResponse(transactionStates: request.transactionalIDs.map { refused($0, code) })
    }

    private static func describe(_ id: String, _ transaction: TransactionStateMachine) -> Described {
        let topics = Dictionary(grouping: transaction.partitions, by: \.topic).sorted { $0.key < $1.key }
        return Described(
            transactionalID: id, transactionState: transaction.stateName, transactionTimeoutMs: transaction.timeoutMs,
            transactionStartTimeMs: transaction.startTime, producerID: transaction.producer.id,
            producerEpoch: transaction.producer.epoch,
            topics: topics.map { .init(topic: $0.key, partitions: $0.value.map(\.partition).sorted()) })
    }

    private static func refused(_ id: String, _ code: BrokerErrorCode) -> Described {
        Described(errorCode: code.rawValue, transactionalID: id)
    }
}
