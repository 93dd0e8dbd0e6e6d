// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A response body.
public protocol KafkaResponse: KafkaMessage {
    /// The API's key in the header of the request that it answers.
    static var apiKey: APIKey { get }
}

extension KafkaResponse {
    /// The version of the response header that goes before a body of `version`: 1 with tagged fields, else 0.
    ///
    /// ApiVersions always answers with header 0, so that a client that guessed its version wrong can read the error.
    /// Source: KIP-482, KIP-511.
    @inlinable
    public static func headerVersion(_ version: Int16) -> Int16 {
        isFlexible(version) && apiKey != .apiVersions ? 1 : 0
    }
}
