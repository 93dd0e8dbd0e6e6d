// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A message body of the Kafka protocol: a plain value with one field per field of its schema in any version.
///
/// The version is an argument of encode and decode, never stored. Source: ProtocolSpecs.
public protocol KafkaMessage: Sendable, Equatable {
    /// Kafka's name, such as `FetchRequest`.
    static var messageName: StaticString { get }
    /// The versions that can be encoded and decoded.
    static var versions: ClosedRange<Int16> { get }
    /// The first version with compact lengths and tagged fields (KIP-482); nil if there is none.
    static var firstFlexibleVersion: Int16? { get }

    /// Reads a body of `version`, leaving `reader` after its last byte.
    ///
    /// - Throws: `WireError` with the byte offset and field; `.unsupportedVersion` outside `versions`.
    init(from reader: inout WireReader, version: Int16) throws(WireError)

    /// Appends the body of `version`.
    ///
    /// - Throws: `WireError.unsupportedVersion` outside `versions`, or if a field that is set and not ignorable is unknown
    ///   to `version`; `.invalidLength` for a string or array too long for its length field.
    func encode(into writer: inout WireWriter, version: Int16) throws(WireError)
}

extension KafkaMessage {
    /// Whether `version` uses compact lengths and tagged fields.
    @inlinable
    public static func isFlexible(_ version: Int16) -> Bool { firstFlexibleVersion.map { version >= $0 } ?? false }

    /// Reads a whole body.
    ///
    /// - Throws: as `init(from:version:)`, and `WireError.trailingBytes` if bytes are left.
    public init(decoding bytes: ByteSlice, version: Int16) throws(WireError) {
        var reader = WireReader(bytes)
        try self.init(from: &reader, version: version)
        try reader.expectEnd()
    }

    /// The body of `version` in a block of its own.
    public func encoded(version: Int16) throws(WireError) -> ByteSlice {
        var writer = WireWriter()
        try encode(into: &writer, version: version)
        return writer.finish()
    }
}

/// A request body, which knows its API and what answers it.
public protocol KafkaRequest: KafkaMessage {
    /// The body that answers this request, in the same version.
    associatedtype Response: KafkaResponse
    /// The API's key in the request header.
    static var apiKey: APIKey { get }
}

/// A response body.
public protocol KafkaResponse: KafkaMessage {
    /// The API's key in the header of the request that it answers.
    static var apiKey: APIKey { get }
}

extension KafkaRequest {
    /// The version of the request header that goes before a body of `version`: 2 with tagged fields, else 1.
    ///
    /// Source: KIP-482; header version 0 existed only for ControlledShutdown v0.
    @inlinable
    public static func headerVersion(_ version: Int16) -> Int16 { isFlexible(version) ? 2 : 1 }
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

/// A tagged field that the schema does not name, carried through decode and encode. Source: KIP-482.
public struct TaggedField: Hashable, Sendable {
    /// The tag, unique in its section.
    public var tag: UInt32
    /// The field's bytes as they came.
    public var data: ByteSlice

    /// Creates a field from its tag and bytes.
    public init(tag: UInt32, data: ByteSlice) {
        self.tag = tag
        self.data = data
    }
}
