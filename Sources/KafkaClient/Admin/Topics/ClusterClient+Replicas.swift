// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

extension ClusterClient {
    /// Begins to move partitions to other brokers. `listReassignments` tells which moves are under way.
    ///
    /// - Parameter replicas: for each partition the brokers that are to keep it, the preferred leader first; nil
    ///   cancels a move that is under way.
    /// - Returns: a result for every partition.
    /// - Throws: `KafkaError` for a failure of the whole; `CancellationError`. Source: AlterPartitionReassignments
    ///   (Kafka 2.4).
    public func alterReassignments(
        _ replicas: [TopicPartition: [Int32]?]
    ) async throws -> [TopicPartition: Result<Void, KafkaError>] {
        try await perItem("AlterPartitionReassignments", replicas.keys, to: .controller) { partitions in
            var request = AlterPartitionReassignmentsRequest()
            request.timeoutMs = self.configuration.requestTimeout.wireMilliseconds
            request.topics = Dictionary(grouping: partitions.sorted(), by: \.topic).map { name, partitions in
                var topic = AlterPartitionReassignmentsRequest.ReassignableTopic()
                topic.name = name
                topic.partitions = partitions.map { partition in
                    var wire = AlterPartitionReassignmentsRequest.ReassignablePartition()
                    wire.partitionIndex = partition.partition
                    wire.replicas = replicas[partition] ?? nil
                    return wire
                }
                return topic
            }
            let response = try await self.ask(.controller) { [request] _ in request }
            try KafkaError.check(response.errorCode, "AlterPartitionReassignments", text: response.errorMessage)
            var results: [TopicPartition: Result<Void, KafkaError>] = [:]
            for topic in response.responses {
                for answer in topic.partitions {
                    let partition = TopicPartition(topic: topic.name, partition: answer.partitionIndex)
                    results[partition] = KafkaError.settled(
                        answer.errorCode, "AlterPartitionReassignments", text: answer.errorMessage,
                        topicPartition: partition)
                }
            }
            return results
        }
    }

    /// The moves of partitions that are under way.
    ///
    /// - Parameter partitions: the partitions to look at; nil for all.
    /// - Throws: `KafkaError` of the broker; `CancellationError`. Source: ListPartitionReassignments (Kafka 2.4).
    public func listReassignments(
        _ partitions: [TopicPartition]? = nil
    ) async throws -> [TopicPartition: PartitionReassignment] {
        try await call(ListPartitionReassignmentsRequest.self, to: .controller) { _ in
            var request = ListPartitionReassignmentsRequest()
            request.timeoutMs = configuration.requestTimeout.wireMilliseconds
            request.topics = partitions.map { partitions in
                Dictionary(grouping: partitions.sorted(), by: \.topic).map { name, partitions in
                    var topic = ListPartitionReassignmentsRequest.ListPartitionReassignmentsTopics()
                    topic.name = name
                    topic.partitionIndexes = partitions.map(\.partition)
                    return topic
                }
            }
            return request
        } read: { response in
            try KafkaError.check(response.errorCode, "ListPartitionReassignments", text: response.errorMessage)
            var found: [TopicPartition: PartitionReassignment] = [:]
            for topic in response.topics {
                for answer in topic.partitions {
                    found[TopicPartition(topic: topic.name, partition: answer.partitionIndex)] = PartitionReassignment(
                        replicas: answer.replicas, adding: answer.addingReplicas, removing: answer.removingReplicas)
                }
            }
            return found
        }
    }

    /// Elects leaders of partitions.
    ///
    /// - Parameters:
    ///   - election: the way to choose them; `.unclean` needs Kafka 2.4.
    ///   - partitions: the partitions.
    /// - Returns: a result for every partition; success also if it has that leader already.
    /// - Throws: `KafkaError` for a failure of the whole; `CancellationError`. Source: ElectLeaders (Kafka 2.2).
    public func electLeaders(
        _ election: LeaderElection = .preferred, _ partitions: [TopicPartition]
    ) async throws -> [TopicPartition: Result<Void, KafkaError>] {
        try await perItem("ElectLeaders", partitions, to: .controller) { partitions in
            let response = try await self.ask(.controller) { version in
                if version < 1, election == .unclean {
                    throw KafkaError(.unsupportedVersion, "brokers before Kafka 2.4 elect preferred leaders only")
                }
                var request = ElectLeadersRequest()
                request.electionType = election.rawValue
                request.timeoutMs = self.configuration.requestTimeout.wireMilliseconds
                request.topicPartitions = Dictionary(grouping: partitions.sorted(), by: \.topic).map { name, all in
                    var topic = ElectLeadersRequest.TopicPartitions()
                    topic.topic = name
                    topic.partitions = all.map(\.partition)
                    return topic
                }
                return request
            }
            try KafkaError.check(response.errorCode, "ElectLeaders")
            var results: [TopicPartition: Result<Void, KafkaError>] = [:]
            for topic in response.replicaElectionResults {
                for answer in topic.partitionResult {
                    let partition = TopicPartition(topic: topic.topic, partition: answer.partitionID)
                    let isDone = answer.errorCode == BrokerErrorCode.electionNotNeeded.rawValue
                    results[partition] = KafkaError.settled(
                        isDone ? 0 : answer.errorCode, "ElectLeaders", text: answer.errorMessage,
                        topicPartition: partition)
                }
            }
            return results
        }
    }
}
