// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The outcome of `ClusterClient.createTopics(_:)`, topic by topic.
public struct CreateTopicsResult: Sendable {
    /// For each requested topic its metadata, with a leader for every partition, or the reason why it was not created.
    ///
    /// `KafkaError.leaderNotAvailable` means that the topic was created and its leaders did not appear in time.
    public let topics: [String: Result<ClusterMetadata.Topic, KafkaError>]

    /// The failures by topic; empty if all topics were created.
    public var failures: [String: KafkaError] {
        topics.compactMapValues { result in
            if case .failure(let error) = result { error } else { nil }
        }
    }

    /// The metadata of all topics.
    ///
    /// - Throws: the failure, if one topic was not created; if several were not, a `KafkaError` whose message names
    ///   each with its reason and whose code and `brokerError` are those of the first by name.
    public func get() throws(KafkaError) -> [String: ClusterMetadata.Topic] {
        let failures = failures.sorted { $0.key < $1.key }
        if let first = failures.first {
            throw failures.count == 1 ? first.value : combined(failures.map(\.value), first.value)
        }
        var created: [String: ClusterMetadata.Topic] = [:]
        for (name, result) in topics { created[name] = try result.get() }
        return created
    }

    private func combined(_ failures: [KafkaError], _ first: KafkaError) -> KafkaError {
        let reasons = failures.map { "\($0.message)\($0.brokerError.map { " [\($0)]" } ?? "")" }
        return KafkaError(
            first.code,
            "\(failures.count) of \(topics.count) topics were not created: \(reasons.joined(separator: "; "))",
            brokerError: first.brokerError, underlyingError: first)
    }
}
