// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// CreateTopics, versions 2-7: counts or assignments, configs, validate only. Every broker accepts it, as brokers that
/// forward it do.
enum CreateTopics: AnsweringHandler {
    typealias Request = CreateTopicsRequest
    typealias Result = CreateTopicsResponse.CreatableTopicResult
    static let versions: ClosedRange<Int16> = 2...7

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> CreateTopicsResponse {
        let names = Dictionary(grouping: request.topics, by: \.name)
        return CreateTopicsResponse(
            topics: request.topics.map { topic in
                if (names[topic.name]?.count ?? 0) > 1 {
                    return refused(topic, .invalidRequest, "the request has the topic twice")
                }
                guard
                    state.security.allows(.create, .cluster, ClusterState.clusterResource, call)
                        || state.security.allows(.create, .topic, topic.name, call)
                else { return refused(topic, .topicAuthorizationFailed, nil) }
                return create(topic, validateOnly: request.validateOnly, &state)
            })
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> CreateTopicsResponse {
        CreateTopicsResponse(topics: request.topics.map { refused($0, code, nil) })
    }

    private static func create(
        _ wanted: CreateTopicsRequest.CreatableTopic, validateOnly: Bool, _ state: inout ClusterState
    ) -> Result {
        guard TopicStore.isValidName(wanted.name) else {
            return refused(
                wanted, .invalidTopicException,
                "the name must have 1 to 249 letters, digits, dots, underscores and hyphens")
        }
        guard state.topics[wanted.name] == nil else {
            return refused(wanted, .topicAlreadyExists, "topic '\(wanted.name)' already exists")
        }
        for config in wanted.configs {
            guard let known = TopicConfig.named(config.name) else {
                return refused(wanted, .invalidConfig, "Unknown topic config name: \(config.name)")
            }
            if let problem = config.value.map({ known.problem(with: $0) }) ?? "Null value for \(config.name)" {
                return refused(wanted, .invalidConfig, problem)
            }
        }
        let assignments: [[Int32]]
        switch assign(wanted, state) {
        case .success(let found): assignments = found
        case .failure(let error): return refused(wanted, error.code, error.message)
        }
        var configs: [String: String] = [:]
        for config in wanted.configs { configs[config.name] = config.value }
        let id =
            validateOnly
            ? KafkaUUID.zero : state.createTopic(wanted.name, assignments: assignments, configs: configs).id
        return Result(
            name: wanted.name, topicID: id, errorMessage: nil, numPartitions: Int32(assignments.count),
            replicationFactor: Int16(assignments.first?.count ?? 0),
            configs: TopicConfig.all.map { config in
                let entry = DescribeConfigs.entry(config, configs, state.brokerConfigs)
                return .init(name: config.name, value: entry.value, configSource: entry.configSource)
            })
    }

    private struct Problem: Error {
        var code: BrokerErrorCode
        var message: String
    }

    private static func assign(
        _ wanted: CreateTopicsRequest.CreatableTopic, _ state: ClusterState
    ) -> Swift.Result<[[Int32]], Problem> {
        let ids = state.brokers.ids
        guard wanted.assignments.isEmpty else {
            let sorted = wanted.assignments.sorted { $0.partitionIndex < $1.partitionIndex }
            let isValid = sorted.enumerated().allSatisfy { index, assignment in
                assignment.partitionIndex == Int32(index) && !assignment.brokerIDs.isEmpty
                    && Set(assignment.brokerIDs).count == assignment.brokerIDs.count
                    && assignment.brokerIDs.allSatisfy { ids.contains($0) }
            }
            guard isValid else {
                return .failure(
                    Problem(
                        code: .invalidReplicaAssignment,
                        message: "the assignment must number partitions from 0 and give each different existing brokers"
                    ))
            }
            if let refusal = state.refusalOfPartitions(sorted.count) {
                return .failure(Problem(code: .policyViolation, message: refusal))
            }
            return .success(sorted.map(\.brokerIDs))
        }
        let partitions = wanted.numPartitions == -1 ? state.configuration.defaultPartitions : Int(wanted.numPartitions)
        guard partitions >= 1 else {
            return .failure(
                Problem(code: .invalidPartitions, message: "\(partitions) partitions: at least 1 is needed"))
        }
        if let refusal = state.refusalOfPartitions(partitions) {
            return .failure(Problem(code: .policyViolation, message: refusal))
        }
        let replicas = wanted.replicationFactor == -1 ? state.defaultReplicas : Int(wanted.replicationFactor)
        guard (1...max(ids.count, 1)).contains(replicas) else {
            return .failure(
                Problem(
                    code: .invalidReplicationFactor,
                    message:
                        "\(replicas) replicas need at least as many brokers, and at least 1; the cluster has \(ids.count)"
                ))
        }
        return .success(state.brokers.assignments(partitions: partitions, replicas: replicas))
    }

    private static func refused(
        _ topic: CreateTopicsRequest.CreatableTopic, _ code: BrokerErrorCode, _ message: String?
    ) -> Result {
        Result(name: topic.name, errorCode: code.rawValue, errorMessage: message)
    }
}
