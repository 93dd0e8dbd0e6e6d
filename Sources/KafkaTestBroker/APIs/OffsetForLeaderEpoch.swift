// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// OffsetForLeaderEpoch, versions 2-4: the end of an epoch, by which clients detect truncation (KIP-320).
enum OffsetForLeaderEpoch: AnsweringHandler {
    typealias Request = OffsetForLeaderEpochRequest
    typealias Answer = OffsetForLeaderEpochResponse.EpochEndOffset
    static let versions: ClosedRange<Int16> = 2...4

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> OffsetForLeaderEpochResponse {
        respond(request) { key, wanted in
            if let code = state.topics.refusal(key, on: call.broker, epoch: wanted.currentLeaderEpoch) {
                return Answer(errorCode: code.rawValue)
            }
            guard let log = state.topics.partition(key)?.log else {
                return Answer(errorCode: BrokerErrorCode.unknownTopicOrPartition.rawValue)
            }
            let end = log.epochs.end(of: wanted.leaderEpoch, endOffset: log.endOffset)
            return Answer(leaderEpoch: end?.epoch ?? -1, endOffset: end?.offset ?? -1)
        }
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> OffsetForLeaderEpochResponse {
        respond(request) { _, _ in Answer(errorCode: code.rawValue) }
    }

    private static func respond(
        _ request: Request, _ body: (PartitionKey, OffsetForLeaderEpochRequest.OffsetForLeaderPartition) -> Answer
    ) -> OffsetForLeaderEpochResponse {
        OffsetForLeaderEpochResponse(
            topics: request.topics.map { topic in
                .init(
                    topic: topic.topic,
                    partitions: topic.partitions.map { wanted in
                        var answer = body(PartitionKey(topic: topic.topic, partition: wanted.partition), wanted)
                        answer.partition = wanted.partition
                        return answer
                    })
            })
    }
}
