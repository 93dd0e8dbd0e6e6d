// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// DeleteRecords, versions 0-2: moves the log's start; −1 deletes all records. Fails for topics that are only
/// compacted.
enum DeleteRecords: AnsweringHandler {
    typealias Request = DeleteRecordsRequest
    typealias Result = DeleteRecordsResponse.DeleteRecordsPartitionResult
    static let versions: ClosedRange<Int16> = 0...2

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> DeleteRecordsResponse {
        respond(request) { key, offset in
            guard state.security.allows(.delete, .topic, key.topic, call) else {
                return refused(.topicAuthorizationFailed)
            }
            if let code = state.topics.refusal(key, on: call.broker) { return refused(code) }
            guard state.topics[key.topic]?.settings.deletes ?? true else { return refused(.policyViolation) }
            let low = state.topics.update(key) { partition -> Int64? in
                let offset = offset == -1 ? partition.log.endOffset : offset
                guard (0...partition.log.endOffset).contains(offset) else { return nil }
                partition.log.deleteRecords(before: offset)
                return partition.log.startOffset
            }
            state.fetches.touch(key)
            guard case .some(.some(let lowWatermark)) = low else { return refused(.offsetOutOfRange) }
            return Result(lowWatermark: lowWatermark)
        }
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> DeleteRecordsResponse {
        respond(request) { _, _ in refused(code) }
    }

    private static func refused(_ code: BrokerErrorCode) -> Result {
        Result(lowWatermark: -1, errorCode: code.rawValue)
    }

    private static func respond(_ request: Request, _ body: (PartitionKey, Int64) -> Result) -> DeleteRecordsResponse {
        DeleteRecordsResponse(
            topics: request.topics.map { topic in
                .init(
                    name: topic.name,
                    partitions: topic.partitions.map { partition in
                        let key = PartitionKey(topic: topic.name, partition: partition.partitionIndex)
                        var result = body(key, partition.offset)
                        result.partitionIndex = partition.partitionIndex
                        return result
                    })
            })
    }
}
