// Generated from ProtocolSpecs/ControlRecordTypeSchema.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Key of a control record, a record that a broker writes and that consumers do not hand to the application. An int16
/// version precedes it; later versions may only add fields.
///
/// Kafka's `ControlRecordTypeSchema`, version 0.
public struct ControlRecordTypeSchema: KafkaMessage {
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ControlRecordTypeSchema" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { nil }
    /// 0 aborts and 1 commits a transaction; 2 to 6 occur in the metadata log of KRaft: leader change, head and end of
    /// a snapshot, KRaft version, voters. Readers skip types they do not know.
    ///
    /// Kafka's `Type`, versions 0+.
    public var type: Int16

    /// Creates a value; fields left out have the protocol's default.
    public init(
        type: Int16 = 0
    ) {
        self.type = type
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.type = reader.int16("type")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int16(self.type)
        try writer.check()
    }
}
