// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A request body, which knows its API and what answers it.
public protocol KafkaRequest: KafkaMessage {
    /// The body that answers this request, in the same version.
    associatedtype Response: KafkaResponse
    /// The API's key in the request header.
    static var apiKey: APIKey { get }
}

extension KafkaRequest {
    /// The version of the request header that goes before a body of `version`: 2 with tagged fields, else 1.
    ///
    /// Source: KIP-482; header version 0 existed only for ControlledShutdown v0.
    @inlinable
    public static func headerVersion(_ version: Int16) -> Int16 { isFlexible(version) ? 2 : 1 }
}
