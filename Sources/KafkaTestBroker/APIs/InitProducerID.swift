// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// InitProducerId, versions 0-5: new ids for idempotent producers; for transactional ids a new epoch, which fences
/// older instances.
///
/// If an older instance has a transaction, it is aborted first and the client told to retry with
/// CONCURRENT_TRANSACTIONS, as in Kafka.
enum InitProducerID: AnsweringHandler {
    typealias Request = InitProducerIDRequest
    static let versions: ClosedRange<Int16> = 0...5

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> InitProducerIDResponse {
        guard let id = request.transactionalID else {
            return InitProducerIDResponse(producerID: state.transactions.makeProducerID(), producerEpoch: 0)
        }
        guard state.security.allows(.write, .transactionalID, id, call) else {
            return failure(request, .transactionalIDAuthorizationFailed, call)
        }
        guard state.brokers.coordinates(id, call.broker) else { return failure(request, .notCoordinator, call) }
        let expected = ProducerIdentity(id: request.producerID, epoch: request.producerEpoch)
        let result = state.transactions.initialize(
            id, timeoutMs: request.transactionTimeoutMs, expected: expected, now: call.now)
        state.settleTransaction(id, now: call.now)
        switch result {
        case .ready(let producer):
            return InitProducerIDResponse(producerID: producer.id, producerEpoch: producer.epoch)
        case .aborting: return failure(request, .concurrentTransactions, call)
        case .refused(let code): return failure(request, code, call)
        }
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> InitProducerIDResponse {
        InitProducerIDResponse(
            errorCode: code.before(4, call, .invalidProducerEpoch).rawValue, producerID: -1, producerEpoch: -1)
    }
}

extension BrokerErrorCode {
    /// The code, but `older` for PRODUCER_FENCED before `version` of the API. Source: KIP-588.
    func before(_ version: Int16, _ call: Call, _ older: BrokerErrorCode) -> BrokerErrorCode {
        self == .producerFenced && call.version < version ? older : self
    }
}
