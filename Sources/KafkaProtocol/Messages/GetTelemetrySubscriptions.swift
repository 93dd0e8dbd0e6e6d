// Generated from ProtocolSpecs/GetTelemetrySubscriptions.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `GetTelemetrySubscriptionsRequest`, version 0.
public struct GetTelemetrySubscriptionsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = GetTelemetrySubscriptionsResponse
    /// API key 71.
    public static var apiKey: APIKey { .getTelemetrySubscriptions }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "GetTelemetrySubscriptionsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
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
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.clientInstanceID = reader.uuid("clientInstanceID")
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.uuid(self.clientInstanceID)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }
}

/// Kafka's `GetTelemetrySubscriptionsResponse`, version 0.
public struct GetTelemetrySubscriptionsResponse: KafkaResponse {
    /// API key 71.
    public static var apiKey: APIKey { .getTelemetrySubscriptions }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "GetTelemetrySubscriptionsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
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
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.errorCode = reader.int16("errorCode")
        self.clientInstanceID = reader.uuid("clientInstanceID")
        self.subscriptionID = reader.int32("subscriptionID")
        self.acceptedCompressionTypes = reader.integers("acceptedCompressionTypes", flexible: true)
        self.pushIntervalMs = reader.int32("pushIntervalMs")
        self.telemetryMaxBytes = reader.int32("telemetryMaxBytes")
        self.deltaTemporality = reader.bool("deltaTemporality")
        self.requestedMetrics = reader.strings("requestedMetrics", flexible: true)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.throttleTimeMs)
        writer.int16(self.errorCode)
        writer.uuid(self.clientInstanceID)
        writer.int32(self.subscriptionID)
        writer.integers(self.acceptedCompressionTypes, "acceptedCompressionTypes", flexible: true)
        writer.int32(self.pushIntervalMs)
        writer.int32(self.telemetryMaxBytes)
        writer.bool(self.deltaTemporality)
        writer.strings(self.requestedMetrics, "requestedMetrics", flexible: true)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }
}
