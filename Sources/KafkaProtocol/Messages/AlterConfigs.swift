// Generated from ProtocolSpecs/AlterConfigs.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `AlterConfigsRequest`, versions 0-2.
public struct AlterConfigsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = AlterConfigsResponse
    /// API key 33.
    public static var apiKey: APIKey { .alterConfigs }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "AlterConfigsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
    /// `Resources`, versions 0+.
    public var resources: [AlterConfigsResource]
    /// `ValidateOnly`, versions 0+.
    public var validateOnly: Bool
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        resources: [AlterConfigsResource] = [],
        validateOnly: Bool = false,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.resources = resources
        self.validateOnly = validateOnly
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.validateOnly != b.validateOnly { return false }
        if !areEqual(a.resources, b.resources) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 2
        self.resources = reader.structs("resources", flexible: isFlexible, version: version)
        self.validateOnly = reader.bool("validateOnly")
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
        writer.structs(self.resources, "resources", flexible: isFlexible, version: version)
        writer.bool(self.validateOnly)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `AlterConfigsResource` of `AlterConfigsRequest`.
    public struct AlterConfigsResource: Equatable, Sendable, WireStructure {
        /// `ResourceType`, versions 0+.
        public var resourceType: Int8
        /// `ResourceName`, versions 0+.
        public var resourceName: String
        /// `Configs`, versions 0+.
        public var configs: [AlterableConfig]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            resourceType: Int8 = 0,
            resourceName: String = "",
            configs: [AlterableConfig] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.resourceType = resourceType
            self.resourceName = resourceName
            self.configs = configs
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.resourceType != b.resourceType { return false }
            if a.resourceName != b.resourceName { return false }
            if !areEqual(a.configs, b.configs) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 2
            self.resourceType = reader.int8("resources.resourceType")
            self.resourceName = reader.string("resources.resourceName", flexible: isFlexible)
            self.configs = reader.structs("resources.configs", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("resources.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 2
            writer.int8(self.resourceType)
            writer.string(self.resourceName, "resources.resourceName", flexible: isFlexible)
            writer.structs(self.configs, "resources.configs", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// A `AlterableConfig` of `AlterConfigsRequest`.
    public struct AlterableConfig: Equatable, Sendable, WireStructure {
        /// `Name`, versions 0+.
        public var name: String
        /// `Value`, versions 0+. Null allowed from version 0.
        public var value: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            value: String? = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.value = value
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 2
            self.name = reader.string("resources.configs.name", flexible: isFlexible)
            self.value = reader.nullableString("resources.configs.value", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("resources.configs.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 2
            writer.string(self.name, "resources.configs.name", flexible: isFlexible)
            writer.nullableString(self.value, "resources.configs.value", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `AlterConfigsResponse`, versions 0-2.
public struct AlterConfigsResponse: KafkaResponse {
    /// API key 33.
    public static var apiKey: APIKey { .alterConfigs }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "AlterConfigsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `Responses`, versions 0+.
    public var responses: [AlterConfigsResourceResponse]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        responses: [AlterConfigsResourceResponse] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.responses = responses
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if !areEqual(a.responses, b.responses) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 2
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.responses = reader.structs("responses", flexible: isFlexible, version: version)
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
        writer.int32(self.throttleTimeMs)
        writer.structs(self.responses, "responses", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `AlterConfigsResourceResponse` of `AlterConfigsResponse`.
    public struct AlterConfigsResourceResponse: Equatable, Sendable, WireStructure {
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// `ResourceType`, versions 0+.
        public var resourceType: Int8
        /// `ResourceName`, versions 0+.
        public var resourceName: String
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            errorCode: Int16 = 0,
            errorMessage: String? = "",
            resourceType: Int8 = 0,
            resourceName: String = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.resourceType = resourceType
            self.resourceName = resourceName
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 2
            self.errorCode = reader.int16("responses.errorCode")
            self.errorMessage = reader.nullableString("responses.errorMessage", flexible: isFlexible)
            self.resourceType = reader.int8("responses.resourceType")
            self.resourceName = reader.string("responses.resourceName", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("responses.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 2
            writer.int16(self.errorCode)
            writer.nullableString(self.errorMessage, "responses.errorMessage", flexible: isFlexible)
            writer.int8(self.resourceType)
            writer.string(self.resourceName, "responses.resourceName", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
