// Generated from ProtocolSpecs/UnregisterBroker.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `UnregisterBrokerRequest`, version 0.
public struct UnregisterBrokerRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = UnregisterBrokerResponse
    /// API key 64.
    public static var apiKey: APIKey { .unregisterBroker }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "UnregisterBrokerRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `BrokerId`, versions 0+.
    public var brokerID: Int32
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        brokerID: Int32 = 0,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.brokerID = brokerID
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.brokerID = reader.int32("brokerID")
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.brokerID)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }
}

/// Kafka's `UnregisterBrokerResponse`, version 0.
public struct UnregisterBrokerResponse: KafkaResponse {
    /// API key 64.
    public static var apiKey: APIKey { .unregisterBroker }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "UnregisterBrokerResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `ErrorMessage`, versions 0+. Null allowed from version 0.
    public var errorMessage: String?
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        errorMessage: String? = "",
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.errorCode = reader.int16("errorCode")
        self.errorMessage = reader.nullableString("errorMessage", flexible: true)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.throttleTimeMs)
        writer.int16(self.errorCode)
        writer.nullableString(self.errorMessage, "errorMessage", flexible: true)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }
}
