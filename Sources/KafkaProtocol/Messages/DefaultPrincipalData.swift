// Generated from ProtocolSpecs/DefaultPrincipalData.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DefaultPrincipalData`, version 0.
public struct DefaultPrincipalData: KafkaMessage {
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DefaultPrincipalData" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `Type`, versions 0+.
    public var type: String
    /// `Name`, versions 0+.
    public var name: String
    /// `TokenAuthenticated`, versions 0+.
    public var tokenAuthenticated: Bool
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        type: String = "",
        name: String = "",
        tokenAuthenticated: Bool = false,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.type = type
        self.name = name
        self.tokenAuthenticated = tokenAuthenticated
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.type = reader.string("type", flexible: true)
        self.name = reader.string("name", flexible: true)
        self.tokenAuthenticated = reader.bool("tokenAuthenticated")
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.string(self.type, "type", flexible: true)
        writer.string(self.name, "name", flexible: true)
        writer.bool(self.tokenAuthenticated)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }
}
