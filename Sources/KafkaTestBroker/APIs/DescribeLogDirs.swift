// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// DescribeLogDirs, versions 1-4: one directory per broker, which represents its memory.
enum DescribeLogDirs: AnsweringHandler {
    typealias Request = DescribeLogDirsRequest
    static let versions: ClosedRange<Int16> = 1...4

    /// The name of a broker's directory.
    static func directory(of broker: Int32) -> String { "/memory/kafka-\(broker)" }

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> DescribeLogDirsResponse {
        let wanted = request.topics.map { topics in
            Set(topics.flatMap { topic in topic.partitions.map { PartitionKey(topic: topic.topic, partition: $0) } })
        }
        let topics = state.topics.sorted.compactMap { topic -> DescribeLogDirsResponse.DescribeLogDirsTopic? in
            let partitions = topic.partitions.filter { partition in
                partition.replicas.contains(call.broker)
                    && wanted?.contains(PartitionKey(topic: topic.name, partition: partition.index)) ?? true
            }
            guard !partitions.isEmpty else { return nil }
            return .init(
                name: topic.name,
                partitions: partitions.map {
                    .init(partitionIndex: $0.index, partitionSize: Int64($0.log.byteCount))
                })
        }
        let limit = Int64(state.configuration.memoryLimitBytes)
        return DescribeLogDirsResponse(results: [
            .init(
                logDir: directory(of: call.broker), topics: topics, totalBytes: limit,
                usableBytes: max(limit - Int64(state.topics.byteCount), 0))
        ])
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> DescribeLogDirsResponse {
        DescribeLogDirsResponse(errorCode: call.version >= 3 ? code.rawValue : 0)
    }
}
