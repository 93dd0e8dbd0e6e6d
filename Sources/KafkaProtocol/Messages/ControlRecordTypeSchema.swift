// Generated from ProtocolSpecs/ControlRecordTypeSchema.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `ControlRecordTypeSchema`, versions 0.
public struct ControlRecordTypeSchema: KafkaMessage {
    /// Kafka's name.
    public static let messageName: StaticString = "ControlRecordTypeSchema"
    /// All versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// The first version with compact lengths and tagged fields.
    public static let firstFlexibleVersion: Int16? = nil
    /// `Type`, versions 0+.
    public var type: Int16

    /// Creates the value from its fields; what is left out has the protocol's default.
    public init(
        type: Int16 = 0
    ) {
        self.type = type
    }

    /// Reads the value as `version` lays it out. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "type"
        self.type = try reader.readInt16()
    }

    /// Appends the value as `version` lays it out. Throws `WireError` for what the version cannot carry.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.type)
    }
}
