// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A request body with its API key and the type of its response.
public protocol KafkaRequest: KafkaMessage {
    /// Response to this request, in the same version.
    associatedtype Response: KafkaResponse
    /// The API's key in the request header.
    static var apiKey: APIKey { get }
}

extension KafkaRequest {
    /// Version of the request header for a body of `version`: 2 if flexible (with tagged fields), else 1.
    ///
    /// Source: KIP-482; header version 0 existed only for ControlledShutdown v0.
    @inlinable
    public static func headerVersion(_ version: Int16) -> Int16 { isFlexible(version) ? 2 : 1 }
}
