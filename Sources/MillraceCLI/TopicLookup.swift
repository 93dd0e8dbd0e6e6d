// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaProtocol

/// Topics that a command names.
enum TopicLookup {
    /// The metadata of `names`, in that order.
    ///
    /// - Throws: `ToolError` that names the first topic that cannot be used; `KafkaError` if no broker answers.
    static func topics(_ names: [String], _ client: ClusterClient) async throws -> [ClusterMetadata.Topic] {
        let metadata = try await client.metadata(topics: names)
        return try names.map { name in
            let topic = metadata.topics[name]
            if let topic, topic.error == nil, !topic.partitions.isEmpty { return topic }
            throw failure(name, topic?.error)
        }
    }

    static func failure(_ name: String, _ error: BrokerErrorCode?) -> ToolError {
        switch error {
        case nil, .unknownTopicOrPartition?:
            ToolError(
                """
                topic "\(name)" does not exist, or this client may not see it: `millrace topics list` prints the others, \
                `millrace topics create` makes it
                """)
        case .topicAuthorizationFailed?:
            ToolError("topic \"\(name)\": this client may not use it: ask for the right, or log in as another user")
        case let error?: ToolError("topic \"\(name)\": \(error.text ?? "the broker gives no reason") [\(error)]")
        }
    }

    /// The partitions of `names`, in that order; only those with this number if `partition` is not nil.
    ///
    /// - Throws: `ToolError` that names the first topic or partition that does not exist.
    static func partitions(
        _ names: [String], _ partition: Int32?, _ client: ClusterClient
    ) async throws -> [TopicPartition] {
        try await topics(names, client).flatMap { topic in
            if let partition { try checkPartition(partition, of: topic) }
            return topic.partitions.map { TopicPartition(topic: topic.name, partition: $0.number) }
                .filter { partition == nil || $0.partition == partition }
        }
    }

    /// Checks that `topic` has a partition with this number.
    ///
    /// - Throws: `ToolError` that names the partitions that exist.
    static func checkPartition(_ number: Int32, of topic: ClusterMetadata.Topic) throws {
        if topic.partition(number) != nil { return }
        throw ToolError(
            "topic \"\(topic.name)\" has no partition \(number): it has 0 to \(topic.partitions.count - 1)")
    }
}
