// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// AlterReplicaLogDirs, versions 1-2: accepts only the broker's one directory.
enum AlterReplicaLogDirs: AnsweringHandler {
    typealias Request = AlterReplicaLogDirsRequest
    static let versions: ClosedRange<Int16> = 1...2

    static func answer(
        _ request: Request, _ call: Call, _ state: inout ClusterState
    ) -> AlterReplicaLogDirsResponse {
        respond(request) { path, key in
            guard path == DescribeLogDirs.directory(of: call.broker) else { return .logDirNotFound }
            let isHere = state.topics.partition(key)?.replicas.contains(call.broker) ?? false
            return isHere ? .none : .replicaNotAvailable
        }
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> AlterReplicaLogDirsResponse {
        respond(request) { _, _ in code }
    }

    private static func respond(
        _ request: Request, _ body: (String, PartitionKey) -> BrokerErrorCode
    ) -> AlterReplicaLogDirsResponse {
        AlterReplicaLogDirsResponse(
            results: request.dirs.flatMap { directory in
                directory.topics.map { topic in
                    .init(
                        topicName: topic.name,
                        partitions: topic.partitions.map { index in
                            let code = body(directory.path, PartitionKey(topic: topic.name, partition: index))
                            return .init(partitionIndex: index, errorCode: code.rawValue)
                        })
                }
            })
    }
}
