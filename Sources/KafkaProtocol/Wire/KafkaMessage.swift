// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A message body of the Kafka protocol: a plain value with every field that any version of its schema has.
///
/// The version is an argument of encoding and decoding and is not stored. Source: `ProtocolSpecs`.
public protocol KafkaMessage: Sendable, Equatable {
    /// Kafka's name of the message, such as `FetchRequest`.
    static var messageName: StaticString { get }
    /// The versions that can be encoded and decoded.
    static var versions: ClosedRange<Int16> { get }
    /// The first version with compact lengths and tagged fields (KIP-482); nil if there is none.
    static var firstFlexibleVersion: Int16? { get }

    /// Reads a body of `version`, leaving `reader` after its last byte.
    ///
    /// - Throws: `WireError` with byte offset and field; `.unsupportedVersion` for a version outside `versions`.
    init(from reader: inout WireReader, version: Int16) throws(WireError)

    /// Appends the body of `version`.
    ///
    /// - Throws: `WireError.unsupportedVersion` for a version outside `versions`, and for a version that lacks a field
    ///   that is set and not ignorable; `.invalidLength` for a string or array too long for its length field.
    func encode(into writer: inout WireWriter, version: Int16) throws(WireError)
}

extension KafkaMessage {
    /// Whether `version` uses compact lengths and tagged fields.
    @inlinable
    public static func isFlexible(_ version: Int16) -> Bool { firstFlexibleVersion.map { version >= $0 } ?? false }

    /// Reads a body that takes up all of `bytes`.
    ///
    /// - Throws: the errors of `init(from:version:)`, and `WireError.trailingBytes` if bytes are left over.
    public init(decoding bytes: ByteSlice, version: Int16) throws(WireError) {
        var reader = WireReader(bytes)
        try self.init(from: &reader, version: version)
        try reader.expectEnd()
    }

    /// The encoded body in the layout of `version`, in a new block.
    public func encoded(version: Int16) throws(WireError) -> ByteSlice {
        var writer = WireWriter()
        try encode(into: &writer, version: version)
        return writer.finish()
    }
}
