// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A list that all brokers contribute to, such as that of groups.
public struct Listing<Element: Sendable>: Sendable {
    /// The elements of the brokers that answered, in the order of `ClusterClient`'s call.
    public var elements: [Element]
    /// The brokers whose elements are missing, by id, with the reason.
    public var failures: [Int32: KafkaError]

    /// The elements of all brokers.
    ///
    /// - Throws: the failure of the first broker, by id, that did not answer.
    public func get() throws(KafkaError) -> [Element] {
        if let first = failures.min(by: { $0.key < $1.key }) { throw first.value }
        return elements
    }

    /// The elements of brokers' results, sorted, each once: a moving coordinator may have been asked twice.
    init(_ results: [Int32: Result<[Element], KafkaError>], by order: (Element) -> String) {
        failures = results.failures()
        var found: [String: Element] = [:]
        for (_, result) in results.sorted(by: { $0.key < $1.key }) {
            guard case .success(let elements) = result else { continue }
            for element in elements { found[order(element)] = element }
        }
        elements = found.sorted { $0.key < $1.key }.map(\.value)
    }
}
