// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Finds the topics whose whole name matches a regular expression. Classic protocol: the broker does it for the other.
struct TopicPatternWatch: Sendable {
    let client: ClusterClient
    let pattern: String

    /// Checks a pattern.
    ///
    /// - Throws: `KafkaError.invalidConfiguration` that quotes it.
    static func validate(_ pattern: String) throws {
        do {
            _ = try Regex(pattern)
        } catch {
            throw KafkaError(
                .invalidConfiguration, "\"\(pattern)\" is not a regular expression: \(error)", underlyingError: error)
        }
    }

    /// The topics that match now, without those for the cluster's own use.
    ///
    /// - Throws: `KafkaError`; `CancellationError`.
    func matching() async throws -> Set<String> {
        try Self.validate(pattern)
        let metadata = try await client.retrying("Metadata", target: .any) { try await client.cluster.refresh(nil) }
        let regex = try Regex(pattern)
        var topics: Set<String> = []
        for topic in metadata.topics.values where topic.error == nil && !topic.isInternal {
            if try regex.wholeMatch(in: topic.name) != nil { topics.insert(topic.name) }
        }
        return topics
    }
}
