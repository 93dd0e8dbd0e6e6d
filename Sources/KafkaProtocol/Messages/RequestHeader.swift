// Generated from ProtocolSpecs/RequestHeader.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Begins every request, after its length. Version 2 belongs to the flexible versions of an API, 1 to all others; 0 was
/// only for `ControlledShutdown` version 0.
///
/// Kafka's `RequestHeader`, versions 0-2.
public struct RequestHeader: KafkaMessage {
    /// Kafka's name of the message.
    public static var messageName: StaticString { "RequestHeader" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
    /// Number of the API, such as 0 for `Produce`; it decides the layout of the body.
    ///
    /// Kafka's `RequestApiKey`, versions 0+.
    public var requestApiKey: Int16
    /// Version of the API in which the request is written; the response comes in the same one. Must lie in the range of
    /// `ApiVersions`, else the broker closes the connection (except for `ApiVersions` itself).
    ///
    /// Kafka's `RequestApiVersion`, versions 0+.
    public var requestApiVersion: Int16
    /// Number that the client chooses and the broker repeats in the response. Most clients count up from 0; on one
    /// connection the responses come in the order of the requests.
    ///
    /// Kafka's `CorrelationId`, versions 0+.
    public var correlationID: Int32
    /// Name that the user gave to the client (`client.id`), for quotas, metrics and logs of the broker; null or empty
    /// if it has none. Keeps its length of two bytes in flexible versions, so that old brokers can read the header.
    ///
    /// Kafka's `ClientId`, versions 1+. Null allowed from version 1.
    public var clientID: String?
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        requestApiKey: Int16 = 0,
        requestApiVersion: Int16 = 0,
        correlationID: Int32 = 0,
        clientID: String? = "",
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.requestApiKey = requestApiKey
        self.requestApiVersion = requestApiVersion
        self.correlationID = correlationID
        self.clientID = clientID
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 2
        self.requestApiKey = reader.int16("requestApiKey")
        self.requestApiVersion = reader.int16("requestApiVersion")
        self.correlationID = reader.int32("correlationID")
        if version >= 1 {
            self.clientID = reader.nullableString("clientID", flexible: false)
        } else {
            self.clientID = ""
        }
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
        let isFlexible = version == 2
        writer.int16(self.requestApiKey)
        writer.int16(self.requestApiVersion)
        writer.int32(self.correlationID)
        if version >= 1 {
            writer.nullableString(self.clientID, "clientID", flexible: false)
        } else {
            if self.clientID != "" { writer.unsupported("clientID") }
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }
}
