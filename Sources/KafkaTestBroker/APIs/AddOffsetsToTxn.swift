// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// AddOffsetsToTxn, versions 0-4: adds a group to a transaction.
enum AddOffsetsToTxn: AnsweringHandler {
    typealias Request = AddOffsetsToTxnRequest
    static let versions: ClosedRange<Int16> = 0...4

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> AddOffsetsToTxnResponse {
        let id = request.transactionalID
        guard state.security.allows(.write, .transactionalID, id, call) else {
            return failure(request, .transactionalIDAuthorizationFailed, call)
        }
        guard state.security.allows(.read, .group, request.groupID, call) else {
            return failure(request, .groupAuthorizationFailed, call)
        }
        guard state.brokers.coordinates(id, call.broker) else { return failure(request, .notCoordinator, call) }
        let producer = ProducerIdentity(id: request.producerID, epoch: request.producerEpoch)
        let code = state.transactions.add(id, groups: [request.groupID], by: producer, now: call.now)
        state.settleTransaction(id, now: call.now)
        return failure(request, code, call)
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> AddOffsetsToTxnResponse {
        AddOffsetsToTxnResponse(errorCode: code.before(2, call, .invalidProducerEpoch).rawValue)
    }
}
