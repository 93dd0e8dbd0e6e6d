// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Metadata, versions 0-13: brokers, topics by name and (from 12) by id, automatic creation, authorized operations.
enum Metadata: AnsweringHandler {
    typealias Request = MetadataRequest
    static let versions: ClosedRange<Int16> = 0...13

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> MetadataResponse {
        var response = clusterPart(request, call, state)
        // Before version 1 an empty list means all topics, later a null list.
        if let topics = request.topics, call.version > 0 || !topics.isEmpty {
            // Each topic once, so that the response is not larger than the cluster.
            var seen: Set<Wanted> = []
            response.topics = topics.filter { seen.insert(Wanted(name: $0.name, id: $0.topicID)).inserted }
                .map { topic($0, request, call, &state) }
        } else {
            response.topics = state.topics.sorted.filter { state.security.allows(.describe, .topic, $0.name, call) }
                .map { describe($0, request, call, state) }
        }
        return response
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> MetadataResponse {
        MetadataResponse(
            topics: (request.topics ?? []).map {
                .init(errorCode: code.rawValue, name: $0.name ?? (call.version < 12 ? "" : nil), topicID: $0.topicID)
            }, errorCode: call.version >= 13 ? code.rawValue : 0)
    }

    private struct Wanted: Hashable {
        var name: String?
        var id: KafkaUUID
    }

    private static func clusterPart(_ request: Request, _ call: Call, _ state: ClusterState) -> MetadataResponse {
        MetadataResponse(
            brokers: state.brokers.up.map { $0.seen(by: call.caller) }.map {
                .init(nodeID: $0.id, host: $0.host, port: $0.port)
            },
            clusterID: state.brokers.clusterID, controllerID: state.brokers.controllerID,
            clusterAuthorizedOperations: state.authorizedOperations(
                .cluster, ClusterState.clusterResource, call, ifAsked: request.includeClusterAuthorizedOperations))
    }

    private static func topic(
        _ wanted: MetadataRequest.MetadataRequestTopic, _ request: Request, _ call: Call, _ state: inout ClusterState
    ) -> MetadataResponse.MetadataResponseTopic {
        guard let name = wanted.name else {
            guard let topic = state.topics.name(of: wanted.topicID).flatMap({ state.topics[$0] }) else {
                return .init(
                    errorCode: BrokerErrorCode.unknownTopicID.rawValue, name: call.version < 12 ? "" : nil,
                    topicID: wanted.topicID)
            }
            guard state.security.allows(.describe, .topic, topic.name, call) else {
                return .init(
                    errorCode: BrokerErrorCode.topicAuthorizationFailed.rawValue, name: call.version < 12 ? "" : nil,
                    topicID: topic.id)
            }
            return describe(topic, request, call, state)
        }
        // Also for an unknown topic, so that the response does not reveal which topics exist.
        guard state.security.allows(.describe, .topic, name, call) else {
            return .init(errorCode: BrokerErrorCode.topicAuthorizationFailed.rawValue, name: name)
        }
        if let topic = state.topics[name] { return describe(topic, request, call, state) }
        func missing(_ code: BrokerErrorCode) -> MetadataResponse.MetadataResponseTopic {
            // kafka-python 2 also reads the operations of an unknown topic, and fails on the default.
            .init(
                errorCode: code.rawValue, name: name,
                topicAuthorizedOperations: state.authorizedOperations(
                    .topic, name, call, ifAsked: request.includeTopicAuthorizedOperations))
        }
        guard TopicStore.isValidName(name) else { return missing(.invalidTopicException) }
        guard state.configuration.autoCreatesTopics, call.version < 4 || request.allowAutoTopicCreation else {
            return missing(.unknownTopicOrPartition)
        }
        guard
            state.security.allows(.create, .cluster, ClusterState.clusterResource, call)
                || state.security.allows(.create, .topic, name, call)
        else {
            return .init(errorCode: BrokerErrorCode.topicAuthorizationFailed.rawValue, name: name)
        }
        guard state.refusalOfPartitions(state.configuration.defaultPartitions) == nil else {
            return missing(.policyViolation)
        }
        let assignments = state.brokers.assignments(
            partitions: state.configuration.defaultPartitions, replicas: state.defaultReplicas)
        return describe(state.createTopic(name, assignments: assignments, configs: [:]), request, call, state)
    }

    private static func describe(
        _ topic: Topic, _ request: Request, _ call: Call, _ state: ClusterState
    ) -> MetadataResponse.MetadataResponseTopic {
        let up = state.brokers.upIDs
        return .init(
            name: topic.name, topicID: topic.id,
            partitions: topic.partitions.map { partition in
                .init(
                    errorCode: partition.leader < 0 ? BrokerErrorCode.leaderNotAvailable.rawValue : 0,
                    partitionIndex: partition.index, leaderID: partition.leader, leaderEpoch: partition.leaderEpoch,
                    replicaNodes: partition.replicas, isrNodes: partition.inSyncReplicas,
                    offlineReplicas: partition.replicas.filter { !up.contains($0) })
            },
            topicAuthorizedOperations: state.authorizedOperations(
                .topic, topic.name, call, ifAsked: request.includeTopicAuthorizedOperations))
    }
}
