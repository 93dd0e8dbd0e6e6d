// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// DescribeProducers, version 0: the producers that a partition's replica remembers, with the start of their
/// transactions. Followers answer too, as in Kafka 4.1.1.
enum DescribeProducers: AnsweringHandler {
    typealias Request = DescribeProducersRequest
    typealias PartitionResponse = DescribeProducersResponse.PartitionResponse
    static let versions: ClosedRange<Int16> = 0...0

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> DescribeProducersResponse {
        respond(request) { key in
            guard let partition = state.topics.partition(key) else {
                return PartitionResponse(errorCode: BrokerErrorCode.unknownTopicOrPartition.rawValue)
            }
            guard partition.replicas.contains(call.broker) else {
                return PartitionResponse(errorCode: BrokerErrorCode.notLeaderOrFollower.rawValue)
            }
            return PartitionResponse(
                activeProducers: partition.log.activeProducers.map { producer in
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
