// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// CreatePartitions, versions 0-3: a larger partition count, with or without assignments.
enum CreatePartitions: AnsweringHandler {
    typealias Request = CreatePartitionsRequest
    typealias Topic = CreatePartitionsRequest.CreatePartitionsTopic
    typealias Result = CreatePartitionsResponse.CreatePartitionsTopicResult
    static let versions: ClosedRange<Int16> = 0...3

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> CreatePartitionsResponse {
        let names = Dictionary(grouping: request.topics, by: \.name)
        return CreatePartitionsResponse(
            results: request.topics.map { topic in
                if (names[topic.name]?.count ?? 0) > 1 {
                    return refused(topic, .invalidRequest, "the request has the topic twice")
                }
                return extend(topic, validateOnly: request.validateOnly, call, &state)
            })
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> CreatePartitionsResponse {
        CreatePartitionsResponse(results: request.topics.map { refused($0, code, nil) })
    }

    private static func extend(
        _ wanted: Topic, validateOnly: Bool, _ call: Call, _ state: inout ClusterState
    ) -> Result {
        guard state.security.allows(.alter, .topic, wanted.name, call) else {
            return refused(wanted, .topicAuthorizationFailed, nil)
        }
        guard let topic = state.topics[wanted.name] else { return refused(wanted, .unknownTopicOrPartition, nil) }
        let (current, count) = (topic.partitions.count, Int(wanted.count))
        guard count > current else {
            return refused(
                wanted, .invalidPartitions,
                "the topic already has \(current) partitions: ask for more than that, not \(count)")
        }
        if let refusal = state.refusalOfPartitions(count - current) {
            return refused(wanted, .policyViolation, refusal)
        }
        let replicas = topic.partitions.first?.replicas.count ?? 1
        var assignments = Array(state.brokers.assignments(partitions: count, replicas: replicas)[current...])
        if let given = wanted.assignments {
            let ids = state.brokers.ids
            let isValid =
                given.count == count - current
                && given.allSatisfy { assignment in
                    assignment.brokerIDs.count == replicas && Set(assignment.brokerIDs).count == replicas
                        && assignment.brokerIDs.allSatisfy { ids.contains($0) }
                }
            guard isValid else {
                return refused(
                    wanted, .invalidReplicaAssignment,
                    "the assignment must give each new partition \(replicas) different existing brokers")
            }
            assignments = given.map(\.brokerIDs)
        }
        if !validateOnly { state.addPartitions(to: wanted.name, assignments: assignments) }
        return Result(name: wanted.name, errorMessage: nil)
    }

    private static func refused(_ topic: Topic, _ code: BrokerErrorCode, _ message: String?) -> Result {
        Result(name: topic.name, errorCode: code.rawValue, errorMessage: message)
    }
}
