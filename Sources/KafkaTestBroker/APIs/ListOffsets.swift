// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// ListOffsets, versions 1-11: earliest, latest, by timestamp, largest timestamp. No tiered storage.
enum ListOffsets: AnsweringHandler {
    typealias Request = ListOffsetsRequest
    typealias PartitionResponse = ListOffsetsResponse.ListOffsetsPartitionResponse
    static let versions: ClosedRange<Int16> = 1...11

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> ListOffsetsResponse {
        respond(request) { key, partition in
            guard state.security.allows(.describe, .topic, key.topic, call) else {
                return refused(.topicAuthorizationFailed)
            }
            if let code = state.topics.refusal(key, on: call.broker, epoch: partition.currentLeaderEpoch) {
                return refused(code)
            }
            guard let stored = state.topics.partition(key) else { return refused(.unknownTopicOrPartition) }
            return find(partition.timestamp, in: stored, isCommitted: request.isolationLevel == 1, call)
        }
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> ListOffsetsResponse {
        respond(request) { _, _ in refused(code) }
    }

    private static func find(
        _ timestamp: Int64, in partition: Partition, isCommitted: Bool, _ call: Call
    ) -> PartitionResponse {
        let log = partition.log
        var answer = PartitionResponse(timestamp: -1, offset: -1, leaderEpoch: -1)
        do throws(WireError) {
            switch timestamp {
            case -2, -4: answer.offset = log.startOffset
            case -1: answer.offset = isCommitted ? partition.lastStableOffset : partition.highWatermark
            case -3: set(&answer, try log.offsetOfMaxTimestamp())
            case 0...: set(&answer, try log.firstOffset(withTimestampFrom: timestamp))
            default: break  // Latest tiered (−5), earliest pending upload (−6): none.
            }
        } catch {
            return refused(.corruptMessage)
        }
        if answer.offset >= 0, call.version >= 4 {
            answer.leaderEpoch = timestamp == -1 ? partition.leaderEpoch : log.epochs.epoch(at: answer.offset)
        }
        return answer
    }

    private static func set(_ answer: inout PartitionResponse, _ found: PartitionLog.TimestampedOffset?) {
        guard let found else { return }
        answer.offset = found.offset
        answer.timestamp = found.timestamp
    }

    private static func refused(_ code: BrokerErrorCode) -> PartitionResponse {
        PartitionResponse(errorCode: code.rawValue, timestamp: -1, offset: -1, leaderEpoch: -1)
    }

    private static func respond(
        _ request: Request, _ body: (PartitionKey, ListOffsetsRequest.ListOffsetsPartition) -> PartitionResponse
    ) -> ListOffsetsResponse {
        ListOffsetsResponse(
            topics: request.topics.map { topic in
                .init(
                    name: topic.name,
                    partitions: topic.partitions.map { partition in
                        let key = PartitionKey(topic: topic.name, partition: partition.partitionIndex)
                        var answer = body(key, partition)
                        answer.partitionIndex = partition.partitionIndex
                        return answer
                    })
            })
    }
}
