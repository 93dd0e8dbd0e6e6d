// Generated from ProtocolSpecs/ListConfigResources.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `ListConfigResourcesRequest`, versions 0-1.
public struct ListConfigResourcesRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = ListConfigResourcesResponse
    /// API key 74.
    public static var apiKey: APIKey { .listConfigResources }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ListConfigResourcesRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `ResourceTypes`, versions 1+.
    public var resourceTypes: [Int8]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        resourceTypes: [Int8] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.resourceTypes = resourceTypes
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        if version == 1 {
            self.resourceTypes = reader.integers("resourceTypes", flexible: true)
        } else {
            self.resourceTypes = []
        }
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        if version == 1 {
            writer.integers(self.resourceTypes, "resourceTypes", flexible: true)
        } else {
            if !self.resourceTypes.isEmpty { writer.unsupported("resourceTypes") }
        }
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }
}

/// Kafka's `ListConfigResourcesResponse`, versions 0-1.
public struct ListConfigResourcesResponse: KafkaResponse {
    /// API key 74.
    public static var apiKey: APIKey { .listConfigResources }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ListConfigResourcesResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `ConfigResources`, versions 0+.
    public var configResources: [ConfigResource]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        configResources: [ConfigResource] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.configResources = configResources
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.errorCode != b.errorCode { return false }
        if !areEqual(a.configResources, b.configResources) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.errorCode = reader.int16("errorCode")
        self.configResources = reader.structs("configResources", flexible: true, version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.throttleTimeMs)
        writer.int16(self.errorCode)
        writer.structs(self.configResources, "configResources", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `ConfigResource` of `ListConfigResourcesResponse`.
    public struct ConfigResource: Equatable, Sendable, WireStructure {
        /// `ResourceName`, versions 0+.
        public var resourceName: String
        /// `ResourceType`, versions 1+. Dropped silently by versions without it.
        public var resourceType: Int8
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            resourceName: String = "",
            resourceType: Int8 = 16,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.resourceName = resourceName
            self.resourceType = resourceType
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.resourceName = reader.string("configResources.resourceName", flexible: true)
            if version == 1 {
                self.resourceType = reader.int8("configResources.resourceType")
            } else {
                self.resourceType = 16
            }
            self.unknownTaggedFields = reader.taggedFields("configResources.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.resourceName, "configResources.resourceName", flexible: true)
            if version == 1 {
                writer.int8(self.resourceType)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
