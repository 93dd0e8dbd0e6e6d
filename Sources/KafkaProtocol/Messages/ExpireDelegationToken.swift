// Generated from ProtocolSpecs/ExpireDelegationToken.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `ExpireDelegationTokenRequest`, versions 0-2.
public struct ExpireDelegationTokenRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = ExpireDelegationTokenResponse
    /// API key 40.
    public static var apiKey: APIKey { .expireDelegationToken }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ExpireDelegationTokenRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
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
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 2
        self.hmac = reader.bytes("hmac", flexible: isFlexible)
        self.expiryTimePeriodMs = reader.int64("expiryTimePeriodMs")
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
        writer.bytes(self.hmac, "hmac", flexible: isFlexible)
        writer.int64(self.expiryTimePeriodMs)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }
}

/// Kafka's `ExpireDelegationTokenResponse`, versions 0-2.
public struct ExpireDelegationTokenResponse: KafkaResponse {
    /// API key 40.
    public static var apiKey: APIKey { .expireDelegationToken }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ExpireDelegationTokenResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
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
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 2
        self.errorCode = reader.int16("errorCode")
        self.expiryTimestampMs = reader.int64("expiryTimestampMs")
        self.throttleTimeMs = reader.int32("throttleTimeMs")
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
        writer.int16(self.errorCode)
        writer.int64(self.expiryTimestampMs)
        writer.int32(self.throttleTimeMs)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }
}
