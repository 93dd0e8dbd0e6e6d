// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// WriteTxnMarkers, version 1: ends a transaction on single partitions, for administrators whose coordinator has lost
/// it.
enum WriteTxnMarkers: AnsweringHandler {
    typealias Request = WriteTxnMarkersRequest
    typealias Marker = WriteTxnMarkersRequest.WritableTxnMarker
    static let versions: ClosedRange<Int16> = 1...1

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> WriteTxnMarkersResponse {
        respond(request) { marker, key in
            if let code = state.topics.refusal(key, on: call.broker) { return code }
            let result = state.topics.update(key) { partition in
                partition.log.appendMarker(
                    marker.transactionResult ? .commit : .abort, producerID: marker.producerID,
                    producerEpoch: marker.producerEpoch, coordinatorEpoch: marker.coordinatorEpoch,
                    leaderEpoch: partition.leaderEpoch, now: call.now)
            }
            state.fetches.touch(key)
            if case .rejected(let code) = result { return code }
            return .none
        }
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> WriteTxnMarkersResponse {
        respond(request) { _, _ in code }
    }

    private static func respond(
        _ request: Request, _ body: (Marker, PartitionKey) -> BrokerErrorCode
    ) -> WriteTxnMarkersResponse {
        WriteTxnMarkersResponse(
            markers: request.markers.map { marker in
                .init(
                    producerID: marker.producerID,
                    topics: marker.topics.map { topic in
                        .init(
                            name: topic.name,
                            partitions: topic.partitionIndexes.map {
                                let key = PartitionKey(topic: topic.name, partition: $0)
                                return .init(partitionIndex: $0, errorCode: body(marker, key).rawValue)
                            })
                    })
            })
    }
}
