// Generated from ProtocolSpecs/GetTelemetrySubscriptions.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `GetTelemetrySubscriptionsRequest`, version 0.
public struct GetTelemetrySubscriptionsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = GetTelemetrySubscriptionsResponse
    /// API key 71.
    public static let apiKey = APIKey.getTelemetrySubscriptions
    /// Kafka's name of the message.
    public static let messageName: StaticString = "GetTelemetrySubscriptionsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
    /// `ClientInstanceId`, versions 0+.
    public var clientInstanceID: KafkaUUID
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        clientInstanceID: KafkaUUID = .zero,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.clientInstanceID = clientInstanceID
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "clientInstanceID"
        self.clientInstanceID = try reader.readUUID()
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeUUID(self.clientInstanceID)
        writer.writeTaggedFields(unknownTaggedFields)
    }
}

/// Kafka's `GetTelemetrySubscriptionsResponse`, version 0.
public struct GetTelemetrySubscriptionsResponse: KafkaResponse {
    /// API key 71.
    public static let apiKey = APIKey.getTelemetrySubscriptions
    /// Kafka's name of the message.
    public static let messageName: StaticString = "GetTelemetrySubscriptionsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `ClientInstanceId`, versions 0+.
    public var clientInstanceID: KafkaUUID
    /// `SubscriptionId`, versions 0+.
    public var subscriptionID: Int32
    /// `AcceptedCompressionTypes`, versions 0+.
    public var acceptedCompressionTypes: [Int8]
    /// `PushIntervalMs`, versions 0+.
    public var pushIntervalMs: Int32
    /// `TelemetryMaxBytes`, versions 0+.
    public var telemetryMaxBytes: Int32
    /// `DeltaTemporality`, versions 0+.
    public var deltaTemporality: Bool
    /// `RequestedMetrics`, versions 0+.
    public var requestedMetrics: [String]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        clientInstanceID: KafkaUUID = .zero,
        subscriptionID: Int32 = 0,
        acceptedCompressionTypes: [Int8] = [],
        pushIntervalMs: Int32 = 0,
        telemetryMaxBytes: Int32 = 0,
        deltaTemporality: Bool = false,
        requestedMetrics: [String] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.clientInstanceID = clientInstanceID
        self.subscriptionID = subscriptionID
        self.acceptedCompressionTypes = acceptedCompressionTypes
        self.pushIntervalMs = pushIntervalMs
        self.telemetryMaxBytes = telemetryMaxBytes
        self.deltaTemporality = deltaTemporality
        self.requestedMetrics = requestedMetrics
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
        reader.field = "clientInstanceID"
        self.clientInstanceID = try reader.readUUID()
        reader.field = "subscriptionID"
        self.subscriptionID = try reader.readInt32()
        reader.field = "acceptedCompressionTypes"
        self.acceptedCompressionTypes = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readInt8() }
        reader.field = "pushIntervalMs"
        self.pushIntervalMs = try reader.readInt32()
        reader.field = "telemetryMaxBytes"
        self.telemetryMaxBytes = try reader.readInt32()
        reader.field = "deltaTemporality"
        self.deltaTemporality = try reader.readBool()
        reader.field = "requestedMetrics"
        self.requestedMetrics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: true) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.writeInteger(self.errorCode)
        writer.writeUUID(self.clientInstanceID)
        writer.writeInteger(self.subscriptionID)
        writer.field = "acceptedCompressionTypes"
        try writer.writeArray(self.acceptedCompressionTypes, flexible: true) { (value: Int8, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
        writer.writeInteger(self.pushIntervalMs)
        writer.writeInteger(self.telemetryMaxBytes)
        writer.writeBool(self.deltaTemporality)
        writer.field = "requestedMetrics"
        try writer.writeArray(self.requestedMetrics, flexible: true) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: true) }
        writer.writeTaggedFields(unknownTaggedFields)
    }
}
