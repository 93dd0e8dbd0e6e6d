// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// DescribeQuorum, versions 0-2: all brokers are voters of the cluster metadata partition. Those that are up have all
/// of its log; the others have it up to the moment at which they went down.
enum DescribeQuorum: AnsweringHandler {
    typealias Request = DescribeQuorumRequest
    typealias PartitionResponse = DescribeQuorumResponse.PartitionData
    static let versions: ClosedRange<Int16> = 0...2
    /// The topic of the cluster metadata, not used otherwise.
    static let topic = "__cluster_metadata"

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> DescribeQuorumResponse {
        let end = state.metadataEnd
        let leader = state.brokers.controllerID
        let voters = state.brokers.all.map { broker in
            let time = broker.lastSeen?.time ?? call.now
            return DescribeQuorumResponse.ReplicaState(
                replicaID: broker.id,
                replicaDirectoryID: call.version < 2 ? .zero : state.brokers.directoryID(of: broker.id),
                logEndOffset: broker.lastSeen?.metadataEnd ?? end,
                // The leader fetches from nobody.
                lastFetchTimestamp: broker.id == leader ? -1 : time, lastCaughtUpTimestamp: time)
        }
        var response = respond(request) { topic, index in
            guard topic == Self.topic, index == 0 else { return refused(.unknownTopicOrPartition) }
            return PartitionResponse(
                errorMessage: nil, leaderID: leader, leaderEpoch: state.brokers.controllerEpoch, highWatermark: end,
                currentVoters: voters)
        }
        if call.version >= 2 {
            response.nodes = state.brokers.all.map { broker in
                .init(
                    nodeID: broker.id,
                    listeners: [
                        .init(name: "CONTROLLER", host: broker.host, port: UInt16(truncatingIfNeeded: broker.port))
                    ])
            }
        }
        return response
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> DescribeQuorumResponse {
        var response = respond(request) { _, _ in refused(code) }
        response.errorCode = code.rawValue
        return response
    }

    private static func refused(_ code: BrokerErrorCode) -> PartitionResponse {
        PartitionResponse(errorCode: code.rawValue, errorMessage: nil, leaderID: -1, leaderEpoch: -1, highWatermark: -1)
    }

    private static func respond(
        _ request: Request, _ body: (String, Int32) -> PartitionResponse
    ) -> DescribeQuorumResponse {
        DescribeQuorumResponse(
            errorMessage: nil,
            topics: request.topics.map { topic in
                .init(
                    topicName: topic.topicName,
                    partitions: topic.partitions.map { partition in
                        var answer = body(topic.topicName, partition.partitionIndex)
                        answer.partitionIndex = partition.partitionIndex
                        return answer
                    })
            })
    }
}
