// Generated from ProtocolSpecs/ResponseHeader.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Begins every response, after its length. Version 1 belongs to the flexible versions of an API, 0 to all others and
/// to every version of `ApiVersions` (KIP-511).
///
/// Kafka's `ResponseHeader`, versions 0-1.
public struct ResponseHeader: KafkaMessage {
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ResponseHeader" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 1 }
    /// Number of the request that this response answers. Anything else than the oldest open request of the connection
    /// means that client and broker are out of step: close the connection.
    ///
    /// Kafka's `CorrelationId`, versions 0+.
    public var correlationID: Int32
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        correlationID: Int32 = 0,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.correlationID = correlationID
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 1
        self.correlationID = reader.int32("correlationID")
        if isFlexible {
            self.unknownTaggedFields = reader.taggedFields("taggedFields")
        } else {
            self.unknownTaggedFields = []
        }
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 1
        writer.int32(self.correlationID)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }
}
