// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

extension ClusterClient {
    /// The topics of the cluster that this client may see, sorted by name.
    ///
    /// - Parameter includesInternal: whether to list topics of the brokers, such as `__consumer_offsets`, too.
    /// - Throws: `KafkaError` if no broker answers; `CancellationError`. Source: Metadata.
    public func listTopics(includesInternal: Bool = false) async throws -> [ClusterMetadata.Topic] {
        try await metadata(topics: nil).topics.values
            .filter { $0.error == nil && (includesInternal || !$0.isInternal) }.sorted { $0.name < $1.name }
    }

    /// The topics with these names: their partitions, leaders and replicas.
    ///
    /// - Returns: a result for every name.
    /// - Throws: `KafkaError` if no broker answers; `CancellationError`. Source: Metadata.
    public func describeTopics(
        _ names: [String]
    ) async throws -> [String: Result<ClusterMetadata.Topic, KafkaError>] {
        try await perItem("Metadata", names, to: .any) { names in
            let found = try await self.cluster.refresh(names).topics
            var results: [String: Result<ClusterMetadata.Topic, KafkaError>] = [:]
            for name in names {
                guard let topic = found[name] else { continue }
                switch topic.error {
                case nil: results[name] = .success(topic)
                case .unknownTopicOrPartition?: results[name] = .failure(Self.unknownTopic(name))
                case let code?: results[name] = .failure(.broker(code, "describing topic \"\(name)\""))
                }
            }
            return results
        }
    }

    private static func unknownTopic(_ name: String) -> KafkaError {
        KafkaError(
            .unknownTopic,
            "topic \"\(name)\" does not exist, or this client is not allowed to see it: check its name, or create it")
    }

    /// Deletes topics with all their records and committed offsets.
    ///
    /// If a connection is lost after the broker has acted, the retry reports `.unknownTopic` for a topic that this call
    /// deleted. Brokers learn of a deletion one after another.
    /// - Returns: a result for every name.
    /// - Throws: `KafkaError` if no broker answers; `CancellationError`. Source: DeleteTopics.
    public func deleteTopics(_ names: [String]) async throws -> [String: Result<Void, KafkaError>] {
        try await perItem("DeleteTopics", names, to: .controller) { names in
            let timeout = self.configuration.requestTimeout.wireMilliseconds
            let response = try await self.ask(.controller) { version in
                version >= 6
                    ? DeleteTopicsRequest(topics: names.sorted().map { .init(name: $0) }, timeoutMs: timeout)
                    : DeleteTopicsRequest(topicNames: names.sorted(), timeoutMs: timeout)
            }
            var results: [String: Result<Void, KafkaError>] = [:]
            for answer in response.responses {
                guard let name = answer.name else { continue }
                results[name] = KafkaError.settled(
                    answer.errorCode, "deleting topic \"\(name)\"", text: answer.errorMessage)
            }
            return results
        }
    }

    /// Raises the numbers of partitions of topics. Records with a key may go to another partition after that.
    ///
    /// - Parameters:
    ///   - counts: the new number of partitions of each topic, more than it has.
    ///   - validatesOnly: whether to check the request without acting on it.
    /// - Returns: a result for every topic.
    /// - Throws: `KafkaError` if no broker answers; `CancellationError`. Source: CreatePartitions.
    public func createPartitions(
        _ counts: [String: Int], validatesOnly: Bool = false
    ) async throws -> [String: Result<Void, KafkaError>] {
        try await perItem("CreatePartitions", counts.keys, to: .controller) { names in
            let topics = names.sorted().map { name in
                CreatePartitionsRequest.CreatePartitionsTopic(
                    name: name, count: Int32(clamping: counts[name] ?? 0), assignments: nil)
            }
            let response = try await self.ask(.controller) { _ in
                CreatePartitionsRequest(
                    topics: topics, timeoutMs: self.configuration.requestTimeout.wireMilliseconds,
                    validateOnly: validatesOnly)
            }
            return Dictionary(
                response.results.map { answer in
                    (
                        answer.name,
                        KafkaError.settled(
                            answer.errorCode, "adding partitions to topic \"\(answer.name)\"",
                            text: answer.errorMessage)
                    )
                }
            ) { $1 }
        }
    }

    /// Deletes the records before an offset of each partition. Asks the leaders.
    ///
    /// - Parameter offsets: for each partition the offset that will be its first; nil for its end, which deletes all
    ///   records.
    /// - Returns: for every partition its new first offset.
    /// - Throws: `KafkaError` if no broker answers; `CancellationError`. Source: DeleteRecords.
    public func deleteRecords(
        before offsets: [TopicPartition: Int64?]
    ) async throws -> [TopicPartition: Result<Int64, KafkaError>] {
        let timeout = configuration.requestTimeout.wireMilliseconds
        return try await perLeader("DeleteRecords", offsets.keys) { target, partitions in
            let topics = Dictionary(grouping: partitions, by: \.topic).map { topic, partitions in
                DeleteRecordsRequest.DeleteRecordsTopic(
                    name: topic,
                    partitions: partitions.map {
                        // −1 is the end.
                        .init(partitionIndex: $0.partition, offset: (offsets[$0] ?? nil) ?? -1)
                    })
            }
            let response = try await self.ask(target) { _ in
                DeleteRecordsRequest(topics: topics, timeoutMs: timeout)
            }
            var results: [TopicPartition: Result<Int64, KafkaError>] = [:]
            for topic in response.topics {
                for answer in topic.partitions {
                    let partition = TopicPartition(topic: topic.name, partition: answer.partitionIndex)
                    results[partition] = KafkaError.outcome(
                        answer.errorCode, "DeleteRecords", topicPartition: partition
                    ).map { answer.lowWatermark }
                }
            }
            return results
        }
    }
}
