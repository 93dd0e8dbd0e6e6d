// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// ElectLeaders, versions 0-2: elects the preferred replica, or (from version 1) any replica that is up for partitions
/// without a leader.
enum ElectLeaders: AnsweringHandler {
    typealias Request = ElectLeadersRequest
    typealias TopicResult = ElectLeadersResponse.ReplicaElectionResult
    static let versions: ClosedRange<Int16> = 0...2

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> ElectLeadersResponse {
        guard (0...1).contains(request.electionType) else {
            return ElectLeadersResponse(errorCode: BrokerErrorCode.invalidRequest.rawValue)
        }
        let isUnclean = request.electionType == 1
        let asked = request.topicPartitions.map { topics in topics.map { ($0.topic, $0.partitions) } }
        let all = state.topics.sorted.map { topic in (topic.name, topic.partitions.map(\.index)) }
        var results: [TopicResult] = []
        for (topic, partitions) in asked ?? all {
            var result = TopicResult(topic: topic)
            for partition in partitions {
                let code = elect(PartitionKey(topic: topic, partition: partition), isUnclean: isUnclean, &state)
                // A request for all partitions returns only those that needed an election.
                if asked == nil, code == .electionNotNeeded { continue }
                result.partitionResult.append(
                    .init(partitionID: partition, errorCode: code.rawValue, errorMessage: nil))
            }
            if asked != nil || !result.partitionResult.isEmpty { results.append(result) }
        }
        state.settleTransactions(now: call.now)
        return ElectLeadersResponse(replicaElectionResults: results)
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> ElectLeadersResponse {
        let results = (request.topicPartitions ?? []).map { topic in
            TopicResult(
                topic: topic.topic,
                partitionResult: topic.partitions.map {
                    .init(partitionID: $0, errorCode: code.rawValue, errorMessage: nil)
                })
        }
        return ElectLeadersResponse(errorCode: call.version >= 1 ? code.rawValue : 0, replicaElectionResults: results)
    }

    private static func elect(_ key: PartitionKey, isUnclean: Bool, _ state: inout ClusterState) -> BrokerErrorCode {
        guard let partition = state.topics.partition(key) else { return .unknownTopicOrPartition }
        let up = state.brokers.upIDs
        let chosen: Int32
        if isUnclean {
            guard partition.leader < 0 else { return .electionNotNeeded }
            guard let replica = partition.replicas.first(where: { up.contains($0) }) else {
                return .eligibleLeadersNotAvailable
            }
            chosen = replica
        } else {
            let preferred = partition.replicas.first ?? -1
            guard partition.leader != preferred else { return .electionNotNeeded }
            guard up.contains(preferred), partition.inSyncReplicas.contains(preferred) else {
                return .preferredLeaderNotAvailable
            }
            chosen = preferred
        }
        _ = state.topics.update(key) { $0.move(to: chosen) }
        state.fetches.touch(key)
        return .none
    }
}
