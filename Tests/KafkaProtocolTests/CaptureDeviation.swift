// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// A known difference between a recorded frame and the bytes that we write for the same message.
struct CaptureDeviation: CustomStringConvertible {
    enum Kind {
        /// Tagged fields are present although they have their defaults: our bytes are shorter and mean the same.
        case defaultTags
        /// Number of extra bytes after the last field.
        case extraBytes(Int)
        /// The layout is not that of the version: reading ends in this error at this field.
        case unreadable(WireError.Code, field: String)
    }

    var message: String
    var version: Int16
    var kind: Kind
    var reason: String

    var description: String { "\(message) v\(version), \(kind): \(reason)" }

    /// All deviations in our recordings. A deviation that is in no recording fails the test.
    static let known: [CaptureDeviation] =
        [
            ("ApiVersionsResponse", 3), ("ApiVersionsResponse", 4), ("CreateTopicsResponse", 7),
            ("FetchResponse", 16), ("FetchResponse", 17),
        ].map {
            CaptureDeviation(message: $0.0, version: $0.1, kind: .defaultTags, reason: "Tansu writes them")
        } + [
            CaptureDeviation(
                message: "ApiVersionsResponse", version: 0, kind: .unreadable(.invalidLength, field: "apiKeys"),
                reason: "librdkafka's mock cluster refuses a version in no known layout; KIP-511 says in version 0"),
            CaptureDeviation(
                message: "MetadataResponse", version: 13, kind: .extraBytes(1),
                reason: "librdkafka's mock cluster writes one byte more than the version has"),
            CaptureDeviation(
                message: "ShareGroupHeartbeatResponse", version: 1, kind: .extraBytes(1),
                reason: "librdkafka's mock cluster writes one byte more than the version has"),
            CaptureDeviation(
                message: "OffsetFetchResponse", version: 6, kind: .unreadable(.unexpectedNull, field: "topics"),
                reason: "librdkafka's mock cluster responds to null topics with null, unlike Kafka"),
        ]
        + [12, 13].map {
            CaptureDeviation(
                message: "MetadataRequest", version: $0, kind: .extraBytes(3),
                reason: "librdkafka writes three bytes more than the version has when it describes the cluster")
        }

    /// The known deviation that explains why a body is written with other bytes; nil if there is none.
    static func explaining(_ type: any KafkaMessage.Type, _ body: ByteSlice, version: Int16) throws -> CaptureDeviation?
    {
        let name = "\(type.messageName)"
        return try known.first {
            guard $0.message == name, $0.version == version else { return false }
            return try $0.kind.holds(type, body, version)
        }
    }
}

extension CaptureDeviation.Kind {
    fileprivate func holds<M: KafkaMessage>(_ type: M.Type, _ body: ByteSlice, _ version: Int16) throws -> Bool {
        switch self {
        case .defaultTags:
            let message = try M(decoding: body, version: version)
            let again = try message.encoded(version: version)
            return try again.count < body.count && M(decoding: again, version: version) == message
        case .extraBytes(let count):
            var reader = WireReader(body)
            let message = try M(from: &reader, version: version)
            return try reader.remaining == count && message.encoded(version: version) == body[0..<body.count - count]
        case .unreadable(let code, let field):
            do throws(WireError) {
                _ = try M(decoding: body, version: version)
                return false
            } catch {
                return error.code == code && error.field == field
            }
        }
    }
}
