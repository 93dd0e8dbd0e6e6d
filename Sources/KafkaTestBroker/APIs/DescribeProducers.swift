// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// DescribeProducers, version 0: the producers that a partition's leader remembers, with the start of their
/// transactions.
enum DescribeProducers: AnsweringHandler {
    typealias Request = DescribeProducersRequest
    typealias PartitionResponse = DescribeProducersResponse.PartitionResponse
    static let versions: ClosedRange<Int16> = 0...0

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> DescribeProducersResponse {
        respond(request) { key in
            if let code = state.topics.refusal(key, on: call.broker) {
                return PartitionResponse(errorCode: code.rawValue)
            }
            let producers = state.topics.partition(key)?.log.activeProducers ?? []
            return PartitionResponse(
                activeProducers: producers.map { producer in
                    .init(
                        producerID: producer.id, producerEpoch: Int32(producer.state.epoch),
                        lastSequence: producer.state.lastSequence, lastTimestamp: producer.state.lastTimestamp,
                        coordinatorEpoch: producer.state.coordinatorEpoch,
                        currentTxnStartOffset: producer.openOffset ?? -1)
                })
        }
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> DescribeProducersResponse {
        respond(request) { _ in PartitionResponse(errorCode: code.rawValue) }
    }

    private static func respond(
        _ request: Request, _ body: (PartitionKey) -> PartitionResponse
    ) -> DescribeProducersResponse {
        DescribeProducersResponse(
            topics: request.topics.map { topic in
                .init(
                    name: topic.name,
                    partitions: topic.partitionIndexes.map {
                        var answer = body(PartitionKey(topic: topic.name, partition: $0))
                        answer.partitionIndex = $0
                        return answer
                    })
            })
    }
}
