// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaProtocol

/// The API versions that a broker supports, and the choice of the one to use: a plain value.
///
/// Source: ApiVersions API, KIP-35, KIP-511.
package struct NegotiatedVersions: Sendable {
    private let ranges: [Int16: ClosedRange<Int16>]
    /// Levels of the features that the whole cluster has.
    private let finalized: [String: Int16]

    /// Reads the versions in a response. A range that ends before it begins counts as not listed.
    package init(_ response: ApiVersionsResponse) {
        var ranges: [Int16: ClosedRange<Int16>] = [:]
        for api in response.apiKeys where api.minVersion <= api.maxVersion {
            ranges[api.apiKey] = api.minVersion...api.maxVersion
        }
        self.ranges = ranges
        finalized = Dictionary(
            response.finalizedFeatures.map { ($0.name, $0.maxVersionLevel) }, uniquingKeysWith: { $1 })
    }

    /// The level of a feature that the whole cluster has, such as `transaction.version`; 0 if it does not have it.
    /// Source: KIP-584.
    package func finalizedLevel(of feature: String) -> Int16 { finalized[feature] ?? 0 }

    /// The versions that the broker lists for an API; nil if it does not list the API.
    package func range(of api: APIKey) -> ClosedRange<Int16>? { ranges[api.rawValue] }

    /// The highest version that both sides support and `cap` allows.
    ///
    /// - Throws: `KafkaError.unsupportedVersion` naming the API, our range and the broker's.
    package func version<R: KafkaRequest>(for type: R.Type, cap: Int16 = .max, broker: String) throws -> Int16 {
        let ours = Self.usableVersions(of: type)
        guard let theirs = ranges[R.apiKey.rawValue] else {
            throw KafkaError(
                .unsupportedVersion,
                "broker \(broker) does not offer \(R.apiKey), which this client has in versions \(ours.text): it is too "
                    + "old, or does not allow it on this listener")
        }
        let highest = min(ours.upperBound, theirs.upperBound, cap)
        guard highest >= max(ours.lowerBound, theirs.lowerBound) else {
            let limit = cap < ours.upperBound ? " (at most \(cap) for this request)" : ""
            throw KafkaError(
                .unsupportedVersion,
                "there is no common version of \(R.apiKey): this client has \(ours.text)\(limit), "
                    + "broker \(broker) has \(theirs.text)"
            )
        }
        return highest
    }

    /// The versions that this client can use: all that it can encode. Produce begins with version 3, because record
    /// batches of magic 2, the only ones written here, need it. (Kafka 4 lists Produce 0 to 2 without serving them.)
    private static func usableVersions<R: KafkaRequest>(of type: R.Type) -> ClosedRange<Int16> {
        R.apiKey == .produce ? 3...R.versions.upperBound : R.versions
    }

    /// The highest version that can carry `request`: later versions have topic ids in place of names, so that a request
    /// without topic ids needs an earlier one (KIP-516).
    package static func cap<R: KafkaRequest>(for request: R) -> Int16 {
        switch request {
        case let fetch as FetchRequest: fetch.topics.contains { $0.topicID == .zero } ? 12 : .max
        case let produce as ProduceRequest: produce.topicData.contains { $0.topicID == .zero } ? 12 : .max
        case let commit as OffsetCommitRequest: commit.topics.contains { $0.topicID == .zero } ? 9 : .max
        case let fetch as OffsetFetchRequest:
            fetch.groups.contains { $0.topics?.contains { $0.topicID == .zero } ?? false } ? 9 : .max
        default: .max
        }
    }
}

extension ClosedRange<Int16> {
    fileprivate var text: String { lowerBound == upperBound ? "\(lowerBound)" : "\(lowerBound) to \(upperBound)" }
}
