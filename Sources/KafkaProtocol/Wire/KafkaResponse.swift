// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A response body.
public protocol KafkaResponse: KafkaMessage {
    /// API key of the request that this responds to.
    static var apiKey: APIKey { get }
}

extension KafkaResponse {
    /// Version of the response header for a body of `version`: 1 if flexible (with tagged fields), else 0.
    ///
    /// An ApiVersions response always has header version 0, so that a client that asked for an unsupported version can
    /// read the error. Source: KIP-482, KIP-511.
    @inlinable
    public static func headerVersion(_ version: Int16) -> Int16 {
        isFlexible(version) && apiKey != .apiVersions ? 1 : 0
    }
}
