// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

extension ClusterClient {
    /// Creates a topic and waits until all its partitions have leaders.
    ///
    /// - Parameters:
    ///   - name: the topic's name.
    ///   - partitions: the number of partitions; nil for the broker's default.
    ///   - replicationFactor: the number of brokers that keep each partition; nil for the broker's default. Default 1.
    ///   - configs: topic properties, such as `cleanup.policy`.
    /// - Returns: the topic's metadata.
    /// - Throws: as `createTopics(_:)`, and `KafkaError.brokerError` with the broker's reason and code, such as
    ///   `.topicAlreadyExists`.
    @discardableResult
    public func createTopic(
        _ name: String, partitions: Int? = nil, replicationFactor: Int? = 1, configs: [String: String] = [:]
    ) async throws -> ClusterMetadata.Topic {
        let topic = NewTopic(
            name: name, partitions: partitions, replicationFactor: replicationFactor, configs: configs)
        guard let created = try await createTopics([topic]).get()[name] else {
            throw KafkaError(.invalidResponse, "creating topic \"\(name)\" gave no result")
        }
        return created
    }

    /// Creates topics and waits until all their partitions have leaders.
    ///
    /// One topic's failure does not keep others from being created: look at the result of each, or call `get()` on the
    /// whole to throw unless all were created.
    ///
    /// ```swift
    /// let topics = [NewTopic(name: "a", partitions: 3), NewTopic(name: "b", partitions: 1)]
    /// let result = try await client.createTopics(topics)
    /// for (topic, error) in result.failures() { print("\(topic) was not created: \(error)") }
    /// ```
    ///
    /// Topics whose error may pass are requested again until the call's deadline. If a connection is lost after the
    /// broker has acted, the retry reports `.topicAlreadyExists` for a topic that this call created.
    /// - Returns: a result for every topic.
    /// - Throws: `KafkaError.invalidRequest` for a number of partitions or replicas below 1 or a name that is given
    ///   twice; `.unsupportedVersion` if a default is asked of a broker before Kafka 2.4; the failure of the call if no
    ///   broker answers; `CancellationError`. Source: CreateTopics, KIP-464 for defaults.
    public func createTopics(_ topics: [NewTopic]) async throws -> [String: Result<ClusterMetadata.Topic, KafkaError>] {
        var names: Set<String> = []
        for topic in topics {
            try topic.validate()
            guard names.insert(topic.name).inserted else {
                throw KafkaError(.invalidRequest, "topic \"\(topic.name)\" is given twice: name each topic once")
            }
        }
        let requested = try await perItem("CreateTopics", names, to: .controller) { missing in
            try await self.requestTopics(topics.filter { missing.contains($0.name) })
        }
        var results: [String: Result<ClusterMetadata.Topic, KafkaError>] = [:]
        for (name, result) in requested {
            switch result {
            case .success(let partitions):
                do {
                    results[name] = .success(try await waitForLeaders(of: name, partitions: partitions))
                } catch let error as KafkaError {
                    results[name] = .failure(error)
                }
            case .failure(let error): results[name] = .failure(error)
            }
        }
        return results
    }

    /// Requests topics once; returns for each how many partitions it has at least, or why it was not created.
    private func requestTopics(_ topics: [NewTopic]) async throws -> [String: Result<Int, KafkaError>] {
        let connection = try await cluster.connection(for: .controller)
        let version = try connection.version(for: CreateTopicsRequest.self)
        if version < 4, let topic = topics.first(where: \.usesDefaults) {
            throw KafkaError(
                .unsupportedVersion,
                "broker \(connection.address) is older than Kafka 2.4 and cannot choose for topic \"\(topic.name)\": "
                    + "give partitions and replicationFactor")
        }
        let request = CreateTopicsRequest(
            topics: topics.map(\.wire), timeoutMs: configuration.requestTimeout.wireMilliseconds)
        let response = try await connection.send(request, version: version)
        var results: [String: Result<Int, KafkaError>] = [:]
        for topic in topics {
            guard let answer = response.topics.first(where: { $0.name == topic.name }) else { continue }
            let code = BrokerErrorCode(rawValue: answer.errorCode)
            results[topic.name] =
                code == .none
                // −1 before version 5 and without the right to describe the topic.
                ? .success(max(Int(answer.numPartitions), topic.partitions ?? 1, 1))
                : .failure(KafkaError.broker(code, "creating topic \"\(topic.name)\"", text: answer.errorMessage))
        }
        return results
    }

    private func waitForLeaders(of name: String, partitions: Int) async throws -> ClusterMetadata.Topic {
        try await retrying("creating topic \"\(name)\"", target: .any) {
            let known = try await cluster.refresh([name]).topics[name]
            guard let known, known.partitions.count >= partitions, known.partitions.allSatisfy({ $0.leader != nil })
            else {
                throw KafkaError(.leaderNotAvailable, "topic \"\(name)\" was created, but has no leaders yet")
            }
            return known
        }
    }
}
