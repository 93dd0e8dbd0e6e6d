// Generated from ProtocolSpecs/EndTxnMarker.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Value of the control record that ends a transaction in a partition; the record's key says whether it commits or
/// aborts. An int16 version precedes it.
///
/// Kafka's `EndTxnMarker`, version 0.
public struct EndTxnMarker: KafkaMessage {
    /// Kafka's name of the message.
    public static var messageName: StaticString { "EndTxnMarker" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { nil }
    /// Leader epoch of the transaction coordinator that wrote the marker; partitions refuse markers of an older one
    /// (TRANSACTION_COORDINATOR_FENCED).
    ///
    /// Kafka's `CoordinatorEpoch`, versions 0+.
    public var coordinatorEpoch: Int32

    /// Creates a value; fields left out have the protocol's default.
    public init(
        coordinatorEpoch: Int32 = 0
    ) {
        self.coordinatorEpoch = coordinatorEpoch
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.coordinatorEpoch = reader.int32("coordinatorEpoch")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.coordinatorEpoch)
        try writer.check()
    }
}
