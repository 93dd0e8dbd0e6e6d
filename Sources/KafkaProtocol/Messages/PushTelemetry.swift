// Generated from ProtocolSpecs/PushTelemetry.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `PushTelemetryRequest`, version 0.
public struct PushTelemetryRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = PushTelemetryResponse
    /// API key 72.
    public static var apiKey: APIKey { .pushTelemetry }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "PushTelemetryRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `ClientInstanceId`, versions 0+.
    public var clientInstanceID: KafkaUUID
    /// `SubscriptionId`, versions 0+.
    public var subscriptionID: Int32
    /// `Terminating`, versions 0+.
    public var terminating: Bool
    /// `CompressionType`, versions 0+.
    public var compressionType: Int8
    /// `Metrics`, versions 0+.
    public var metrics: ByteSlice
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        clientInstanceID: KafkaUUID = .zero,
        subscriptionID: Int32 = 0,
        terminating: Bool = false,
        compressionType: Int8 = 0,
        metrics: ByteSlice = .empty,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.clientInstanceID = clientInstanceID
        self.subscriptionID = subscriptionID
        self.terminating = terminating
        self.compressionType = compressionType
        self.metrics = metrics
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.clientInstanceID = reader.uuid("clientInstanceID")
        self.subscriptionID = reader.int32("subscriptionID")
        self.terminating = reader.bool("terminating")
        self.compressionType = reader.int8("compressionType")
        self.metrics = reader.bytes("metrics", flexible: true)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.uuid(self.clientInstanceID)
        writer.int32(self.subscriptionID)
        writer.bool(self.terminating)
        writer.int8(self.compressionType)
        writer.bytes(self.metrics, "metrics", flexible: true)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }
}

/// Kafka's `PushTelemetryResponse`, version 0.
public struct PushTelemetryResponse: KafkaResponse {
    /// API key 72.
    public static var apiKey: APIKey { .pushTelemetry }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "PushTelemetryResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.errorCode = reader.int16("errorCode")
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.throttleTimeMs)
        writer.int16(self.errorCode)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }
}
