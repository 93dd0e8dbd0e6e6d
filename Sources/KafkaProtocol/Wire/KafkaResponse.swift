// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A response body.
public protocol KafkaResponse: KafkaMessage {
    /// API key of the request that this responds to.
    static var apiKey: APIKey { get }
    /// Time for which the broker throttles the client because of a quota, in milliseconds; 0 if it does not, and for
    /// responses without this field. Source: KIP-13, KIP-219.
    var throttleTimeMs: Int32 { get }
}

extension KafkaResponse {
    /// 0: the response has no such field.
    public var throttleTimeMs: Int32 { 0 }
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
