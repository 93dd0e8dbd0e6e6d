// Generated from ProtocolSpecs/UnregisterBroker.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `UnregisterBrokerRequest`, versions 0.
public struct UnregisterBrokerRequest: KafkaRequest {
    /// What answers this request.
    public typealias Response = UnregisterBrokerResponse
    /// Key 64.
    public static let apiKey = APIKey.unregisterBroker
    /// Kafka's name.
    public static let messageName: StaticString = "UnregisterBrokerRequest"
    /// All versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// The first version with compact lengths and tagged fields.
    public static let firstFlexibleVersion: Int16? = 0
    /// `BrokerId`, versions 0+.
    public var brokerID: Int32
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates the value from its fields; what is left out has the protocol's default.
    public init(
        brokerID: Int32 = 0,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.brokerID = brokerID
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads the value as `version` lays it out. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "brokerID"
        self.brokerID = try reader.readInt32()
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value as `version` lays it out. Throws `WireError` for what the version cannot carry.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.brokerID)
        writer.writeTaggedFields(unknownTaggedFields)
    }
}

/// Kafka's `UnregisterBrokerResponse`, versions 0.
public struct UnregisterBrokerResponse: KafkaResponse {
    /// Key 64.
    public static let apiKey = APIKey.unregisterBroker
    /// Kafka's name.
    public static let messageName: StaticString = "UnregisterBrokerResponse"
    /// All versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// The first version with compact lengths and tagged fields.
    public static let firstFlexibleVersion: Int16? = 0
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `ErrorMessage`, versions 0+. Null allowed from version 0.
    public var errorMessage: String?
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates the value from its fields; what is left out has the protocol's default.
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

    /// Reads the value as `version` lays it out. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        reader.field = "errorMessage"
        self.errorMessage = try reader.readNullableString(flexible: true)
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value as `version` lays it out. Throws `WireError` for what the version cannot carry.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.writeInteger(self.errorCode)
        writer.field = "errorMessage"
        try writer.writeNullableString(self.errorMessage, flexible: true)
        writer.writeTaggedFields(unknownTaggedFields)
    }
}
