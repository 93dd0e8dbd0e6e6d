// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// EndTxn, versions 0-5: commits or aborts; from version 5 each end gives the producer a new epoch (KIP-890).
///
/// The markers are written before the response, unless a partition has no leader.
enum EndTxn: AnsweringHandler {
    typealias Request = EndTxnRequest
    static let versions: ClosedRange<Int16> = 0...5

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> EndTxnResponse {
        let id = request.transactionalID
        guard state.security.allows(.write, .transactionalID, id, call) else {
            return failure(request, .transactionalIDAuthorizationFailed, call)
        }
        guard state.brokers.coordinates(id, call.broker) else { return failure(request, .notCoordinator, call) }
        let result = state.transactions.end(
            id, request.committed ? .commit : .abort,
            by: ProducerIdentity(id: request.producerID, epoch: request.producerEpoch), bumpsEpoch: call.version >= 5,
            now: call.now)
        state.settleTransaction(id, now: call.now)
        switch result {
        case .refused(let code): return failure(request, code, call)
        case .prepared, .done:
            let producer = state.transactions[id]?.upcomingProducer ?? .none
            return EndTxnResponse(producerID: producer.id, producerEpoch: producer.epoch)
        }
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> EndTxnResponse {
        EndTxnResponse(errorCode: code.before(2, call, .invalidProducerEpoch).rawValue)
    }
}
