// Generated from ProtocolSpecs/PushTelemetry.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `PushTelemetryRequest`, version 0.
public struct PushTelemetryRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = PushTelemetryResponse
    /// API key 72.
    public static let apiKey = APIKey.pushTelemetry
    /// Kafka's name of the message.
    public static let messageName: StaticString = "PushTelemetryRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "clientInstanceID"
        self.clientInstanceID = try reader.readUUID()
        reader.field = "subscriptionID"
        self.subscriptionID = try reader.readInt32()
        reader.field = "terminating"
        self.terminating = try reader.readBool()
        reader.field = "compressionType"
        self.compressionType = try reader.readInt8()
        reader.field = "metrics"
        self.metrics = try reader.readBytes(flexible: true)
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeUUID(self.clientInstanceID)
        writer.writeInteger(self.subscriptionID)
        writer.writeBool(self.terminating)
        writer.writeInteger(self.compressionType)
        writer.field = "metrics"
        try writer.writeBytes(self.metrics, flexible: true)
        writer.writeTaggedFields(unknownTaggedFields)
    }
}

/// Kafka's `PushTelemetryResponse`, version 0.
public struct PushTelemetryResponse: KafkaResponse {
    /// API key 72.
    public static let apiKey = APIKey.pushTelemetry
    /// Kafka's name of the message.
    public static let messageName: StaticString = "PushTelemetryResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.writeInteger(self.errorCode)
        writer.writeTaggedFields(unknownTaggedFields)
    }
}
