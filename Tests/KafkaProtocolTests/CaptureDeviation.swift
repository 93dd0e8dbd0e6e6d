// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// What someone else writes in another way than we do, so that a recorded frame does not come out as it went in.
struct CaptureDeviation: CustomStringConvertible {
    enum Kind {
        /// Tagged fields are written although they have their defaults: what we write is shorter and means the same.
        case defaultTags
        /// So many bytes stand behind the last field.
        case bytesBehind(Int)
        /// It is not of the version's layout: reading ends in this error at this field.
        case unreadable(WireError.Code, field: String)
    }

    var message: String
    var version: Int16
    var kind: Kind
    var reason: String

    var description: String { "\(message) v\(version), \(kind): \(reason)" }

    /// All that our recordings hold. One that no recording holds any more fails the test.
    static let known: [CaptureDeviation] =
        [
            ("ApiVersionsResponse", 3), ("ApiVersionsResponse", 4), ("CreateTopicsResponse", 7),
            ("FetchResponse", 16), ("FetchResponse", 17),
        ].map {
            CaptureDeviation(message: $0.0, version: $0.1, kind: .defaultTags, reason: "so does Tansu")
        } + [
            CaptureDeviation(
                message: "ApiVersionsResponse", version: 0, kind: .unreadable(.invalidLength, field: "apiKeys"),
                reason: "librdkafka's mock cluster refuses a version in no version's layout; KIP-511 says in version 0"),
            CaptureDeviation(
                message: "MetadataResponse", version: 13, kind: .bytesBehind(1),
                reason: "librdkafka's mock cluster writes one byte more than the version has"),
            CaptureDeviation(
                message: "ShareGroupHeartbeatResponse", version: 1, kind: .bytesBehind(1),
                reason: "librdkafka's mock cluster writes one byte more than the version has"),
            CaptureDeviation(
                message: "OffsetFetchResponse", version: 6, kind: .unreadable(.unexpectedNull, field: "topics"),
                reason: "librdkafka's mock cluster answers null topics with null, which Kafka does not"),
        ]
        + [12, 13].map {
            CaptureDeviation(
                message: "MetadataRequest", version: $0, kind: .bytesBehind(3),
                reason: "librdkafka writes three bytes more than the version has when it describes the cluster")
        }

    /// The known deviation that a body which does not come out as it went in has; nil if there is none.
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
        case .bytesBehind(let count):
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
