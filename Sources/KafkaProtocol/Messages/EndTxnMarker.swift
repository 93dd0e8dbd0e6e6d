// Generated from ProtocolSpecs/EndTxnMarker.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `EndTxnMarker`, versions 0.
public struct EndTxnMarker: KafkaMessage {
    /// Kafka's name.
    public static let messageName: StaticString = "EndTxnMarker"
    /// All versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// The first version with compact lengths and tagged fields.
    public static let firstFlexibleVersion: Int16? = nil
    /// `CoordinatorEpoch`, versions 0+.
    public var coordinatorEpoch: Int32

    /// Creates the value from its fields; what is left out has the protocol's default.
    public init(
        coordinatorEpoch: Int32 = 0
    ) {
        self.coordinatorEpoch = coordinatorEpoch
    }

    /// Reads the value as `version` lays it out. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "coordinatorEpoch"
        self.coordinatorEpoch = try reader.readInt32()
    }

    /// Appends the value as `version` lays it out. Throws `WireError` for what the version cannot carry.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.coordinatorEpoch)
    }
}
