// Generated from ProtocolSpecs/ExpireDelegationToken.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `ExpireDelegationTokenRequest`, versions 0-2.
public struct ExpireDelegationTokenRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = ExpireDelegationTokenResponse
    /// API key 40.
    public static let apiKey = APIKey.expireDelegationToken
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ExpireDelegationTokenRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...2
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
    /// `Hmac`, versions 0+.
    public var hmac: ByteSlice
    /// `ExpiryTimePeriodMs`, versions 0+.
    public var expiryTimePeriodMs: Int64
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        hmac: ByteSlice = .empty,
        expiryTimePeriodMs: Int64 = 0,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.hmac = hmac
        self.expiryTimePeriodMs = expiryTimePeriodMs
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "hmac"
        self.hmac = try reader.readBytes(flexible: version == 2)
        reader.field = "expiryTimePeriodMs"
        self.expiryTimePeriodMs = try reader.readInt64()
        if version == 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "hmac"
        try writer.writeBytes(self.hmac, flexible: version == 2)
        writer.writeInteger(self.expiryTimePeriodMs)
        if version == 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Kafka's `ExpireDelegationTokenResponse`, versions 0-2.
public struct ExpireDelegationTokenResponse: KafkaResponse {
    /// API key 40.
    public static let apiKey = APIKey.expireDelegationToken
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ExpireDelegationTokenResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...2
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `ExpiryTimestampMs`, versions 0+.
    public var expiryTimestampMs: Int64
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        errorCode: Int16 = 0,
        expiryTimestampMs: Int64 = 0,
        throttleTimeMs: Int32 = 0,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.errorCode = errorCode
        self.expiryTimestampMs = expiryTimestampMs
        self.throttleTimeMs = throttleTimeMs
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        reader.field = "expiryTimestampMs"
        self.expiryTimestampMs = try reader.readInt64()
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        if version == 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.errorCode)
        writer.writeInteger(self.expiryTimestampMs)
        writer.writeInteger(self.throttleTimeMs)
        if version == 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
