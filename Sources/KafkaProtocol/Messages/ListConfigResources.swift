// Generated from ProtocolSpecs/ListConfigResources.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `ListConfigResourcesRequest`, versions 0-1.
public struct ListConfigResourcesRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = ListConfigResourcesResponse
    /// API key 74.
    public static let apiKey = APIKey.listConfigResources
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ListConfigResourcesRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...1
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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
        self.init()
        try reader.begin(Self.self, version: version)
        if version == 1 {
            reader.field = "resourceTypes"
            self.resourceTypes = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readInt8() }
        }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        if version == 1 {
            writer.field = "resourceTypes"
            try writer.writeArray(self.resourceTypes, flexible: true) { (value: Int8, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
        } else {
            if !self.resourceTypes.isEmpty { throw writer.unsupportedField("resourceTypes") }
        }
        writer.writeTaggedFields(unknownTaggedFields)
    }
}

/// Kafka's `ListConfigResourcesResponse`, versions 0-1.
public struct ListConfigResourcesResponse: KafkaResponse {
    /// API key 74.
    public static let apiKey = APIKey.listConfigResources
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ListConfigResourcesResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...1
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        reader.field = "configResources"
        self.configResources = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try ConfigResource(from: &reader, version: version) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.writeInteger(self.errorCode)
        writer.field = "configResources"
        try writer.writeArray(self.configResources, flexible: true) { (value: ConfigResource, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `ConfigResource` of `ListConfigResourcesResponse`.
    public struct ConfigResource: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "configResources.resourceName"
            self.resourceName = try reader.readString(flexible: true)
            if version == 1 {
                reader.field = "configResources.resourceType"
                self.resourceType = try reader.readInt8()
            }
            reader.field = "configResources.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "configResources.resourceName"
            try writer.writeString(self.resourceName, flexible: true)
            if version == 1 {
                writer.writeInteger(self.resourceType)
            }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
