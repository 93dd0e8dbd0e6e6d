// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// A topic to be created.
public struct NewTopic: Hashable, Sendable {
    /// The topic's name.
    public var name: String
    /// How many partitions it has; at least 1.
    public var partitions: Int
    /// How many brokers keep each partition; at least 1 and at most the number of brokers.
    public var replicationFactor: Int
    /// Topic properties, such as `cleanup.policy`.
    public var configs: [String: String]

    /// A topic of the given facts.
    public init(name: String, partitions: Int, replicationFactor: Int = 1, configs: [String: String] = [:]) {
        self.name = name
        self.partitions = partitions
        self.replicationFactor = replicationFactor
        self.configs = configs
    }
}

extension ClusterClient {
    /// Creates a topic and waits until all its partitions have leaders.
    ///
    /// - Throws: as `createTopics(_:)`.
    public func createTopic(
        _ name: String, partitions: Int, replicationFactor: Int = 1, configs: [String: String] = [:]
    ) async throws {
        try await createTopics([
            NewTopic(name: name, partitions: partitions, replicationFactor: replicationFactor, configs: configs)
        ])
    }

    /// Creates topics and waits until all their partitions have leaders.
    ///
    /// - Throws: `KafkaError.brokerError` with the broker's reason and code, such as `.topicAlreadyExists`, for the
    ///   first topic that was not created; others may have been. A connection lost meanwhile can make a topic exist
    ///   that the retry then reports as existing. Source: CreateTopics.
    public func createTopics(_ topics: [NewTopic]) async throws {
        for topic in topics {
            guard let _ = Int32(exactly: topic.partitions), let _ = Int16(exactly: topic.replicationFactor),
                topic.partitions > 0, topic.replicationFactor > 0
            else {
                throw KafkaError(
                    .invalidRequest,
                    "topic \"\(topic.name)\" needs 1 or more partitions and replicas, not \(topic.partitions) and "
                        + "\(topic.replicationFactor)")
            }
        }
        let timeout = configuration.requestTimeout.wireMilliseconds
        try await call(CreateTopicsRequest.self, to: .controller) { _ in
            CreateTopicsRequest(topics: topics.map(\.wire), timeoutMs: timeout)
        } read: { response in
            for topic in response.topics where topic.errorCode != 0 {
                throw KafkaError.broker(
                    BrokerErrorCode(rawValue: topic.errorCode), "creating topic \"\(topic.name)\"",
                    text: topic.errorMessage)
            }
        }
        for topic in topics { try await waitForLeaders(of: topic) }
    }

    private func waitForLeaders(of topic: NewTopic) async throws {
        try await retrying("creating topic \"\(topic.name)\"", target: .any) {
            let known = try await cluster.refresh([topic.name]).topics[topic.name]
            guard let known, known.partitions.count >= topic.partitions,
                known.partitions.allSatisfy({ $0.leader != nil })
            else {
                throw KafkaError(.leaderNotAvailable, "topic \"\(topic.name)\" was created, but has no leaders yet")
            }
        }
    }
}

extension NewTopic {
    fileprivate var wire: CreateTopicsRequest.CreatableTopic {
        .init(
            name: name, numPartitions: Int32(clamping: partitions),
            replicationFactor: Int16(clamping: replicationFactor),
            configs: configs.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: $0.value) })
    }
}
