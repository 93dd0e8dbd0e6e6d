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
