// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// InitProducerId, versions 0-5: fresh ids for idempotent producers. Transactional ids get one too, but no fencing.
enum InitProducerID: APIHandler {
    typealias Request = InitProducerIDRequest
    static let versions: ClosedRange<Int16> = 0...5

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> InitProducerIDResponse? {
        InitProducerIDResponse(producerID: state.makeProducerID(), producerEpoch: 0)
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> InitProducerIDResponse {
        InitProducerIDResponse(errorCode: code.rawValue, producerID: -1, producerEpoch: -1)
    }
}
