// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The outcome of a call about several items, item by item.
///
/// ```swift
/// let results = try await client.deleteTopics(["a", "b"])
/// for (topic, error) in results.failures() { print("\(topic): \(error)") }
/// try results.get()    // throws unless all were deleted
/// ```
extension Dictionary {
    /// The failures by item; empty if there are none.
    public func failures<Success>() -> [Key: KafkaError] where Value == Result<Success, KafkaError> {
        compactMapValues { result in
            if case .failure(let error) = result { error } else { nil }
        }
    }

    /// The values of all items.
    ///
    /// - Throws: the failure, if one item has one; if several have, a `KafkaError` whose message has the reason of each
    ///   and whose code and `brokerError` are those of the first by the item's text.
    @discardableResult
    public func get<Success>() throws(KafkaError) -> [Key: Success] where Value == Result<Success, KafkaError> {
        let failures = failures().sorted { "\($0.key)" < "\($1.key)" }
        if let first = failures.first {
            throw failures.count == 1 ? first.value : combined(failures.map(\.value), first.value)
        }
        var values: [Key: Success] = [:]
        for (item, result) in self { values[item] = try result.get() }
        return values
    }

    private func combined(_ failures: [KafkaError], _ first: KafkaError) -> KafkaError {
        let reasons = failures.prefix(10).map { error in
            var text = error.topicPartition.map { "\($0): " } ?? ""
            text += error.message
            return text + (error.brokerError.map { " [\($0)]" } ?? "")
        }
        let more = failures.count > reasons.count ? "; and \(failures.count - reasons.count) more" : ""
        return KafkaError(
            first.code, "\(failures.count) of \(count) failed: \(reasons.joined(separator: "; "))\(more)",
            brokerError: first.brokerError, topicPartition: first.topicPartition, underlyingError: first)
    }
}
