// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// AlterPartitionReassignments, versions 0-1. Replicas move at once, so there is never a reassignment to cancel.
enum AlterPartitionReassignments: AnsweringHandler {
    typealias Request = AlterPartitionReassignmentsRequest
    static let versions: ClosedRange<Int16> = 0...1

    static func answer(
        _ request: Request, _ call: Call, _ state: inout ClusterState
    ) -> AlterPartitionReassignmentsResponse {
        let keepsFactor = call.version >= 1 && !request.allowReplicationFactorChange
        let response = respond(request) { key, replicas in
            reassign(key, replicas, keepsFactor: keepsFactor, &state)
        }
        state.settleTransactions(now: call.now)
        return response
    }

    static func failure(
        _ request: Request, _ code: BrokerErrorCode, _ call: Call
    ) -> AlterPartitionReassignmentsResponse {
        var response = respond(request) { _, _ in code }
        response.errorCode = code.rawValue
        return response
    }

    private static func reassign(
        _ key: PartitionKey, _ replicas: [Int32]?, keepsFactor: Bool, _ state: inout ClusterState
    ) -> BrokerErrorCode {
        guard let partition = state.topics.partition(key) else { return .unknownTopicOrPartition }
        guard let replicas else { return .noReassignmentInProgress }
        let ids = state.brokers.ids
        guard !replicas.isEmpty, Set(replicas).count == replicas.count, replicas.allSatisfy({ ids.contains($0) }) else {
            return .invalidReplicaAssignment
        }
        if keepsFactor, replicas.count != partition.replicas.count { return .invalidReplicationFactor }
        let up = state.brokers.upIDs
        _ = state.topics.update(key) { partition in
            partition.replicas = replicas
            partition.inSyncReplicas = replicas.filter { up.contains($0) }
            if partition.inSyncReplicas.isEmpty { partition.inSyncReplicas = [replicas[0]] }
            if !partition.inSyncReplicas.contains(partition.leader) {
                partition.lead(partition.inSyncReplicas.first { up.contains($0) } ?? -1)
            }
        }
        state.fetches.touch(key)
        return .none
    }

    private static func respond(
        _ request: Request, _ body: (PartitionKey, [Int32]?) -> BrokerErrorCode
    ) -> AlterPartitionReassignmentsResponse {
        AlterPartitionReassignmentsResponse(
            allowReplicationFactorChange: request.allowReplicationFactorChange, errorMessage: nil,
            responses: request.topics.map { topic in
                .init(
                    name: topic.name,
                    partitions: topic.partitions.map { partition in
                        let key = PartitionKey(topic: topic.name, partition: partition.partitionIndex)
                        return .init(
                            partitionIndex: partition.partitionIndex, errorCode: body(key, partition.replicas).rawValue,
                            errorMessage: nil)
                    })
            })
    }
}
