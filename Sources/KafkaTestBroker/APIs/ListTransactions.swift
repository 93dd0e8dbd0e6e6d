// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// ListTransactions, versions 0-2: transactions that this broker coordinates, filtered by state, producer, duration and
/// (from version 2) a pattern for their ids.
enum ListTransactions: AnsweringHandler {
    typealias Request = ListTransactionsRequest
    static let versions: ClosedRange<Int16> = 0...2

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> ListTransactionsResponse {
        let states = Set(request.stateFilters)
        let producers = Set(request.producerIDFilters)
        let unknown = states.subtracting(TransactionStateMachine.stateNames)
        var pattern: TopicPattern?
        if let text = request.transactionalIDPattern, !text.isEmpty {
            do throws(TopicPattern.Invalid) {
                pattern = try TopicPattern(text)
            } catch {
                return failure(request, .invalidRegularExpression, call)
            }
        }
        let listed = state.transactions.transactions.filter { id, transaction in
            // As in Kafka 4.1, what ended counts from its start, and what never began from before 1970.
            let duration = call.now - transaction.startTime
            return (states.isEmpty || states.contains(transaction.stateName))
                && (producers.isEmpty || producers.contains(transaction.producer.id))
                && (request.durationFilter < 0 || duration > request.durationFilter)
                && (pattern?.matches(id) ?? true)
                && state.brokers.coordinates(id, call.broker)
        }
        return ListTransactionsResponse(
            unknownStateFilters: unknown.sorted(),
            transactionStates: listed.sorted { $0.key < $1.key }.map { id, transaction in
                .init(
                    transactionalID: id, producerID: transaction.producer.id, transactionState: transaction.stateName)
            })
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> ListTransactionsResponse {
        ListTransactionsResponse(errorCode: code.rawValue)
    }
}
