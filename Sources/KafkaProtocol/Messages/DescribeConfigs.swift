// Generated from ProtocolSpecs/DescribeConfigs.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DescribeConfigsRequest`, versions 0-4.
public struct DescribeConfigsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeConfigsResponse
    /// API key 32.
    public static let apiKey = APIKey.describeConfigs
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeConfigsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...4
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 4
    /// `Resources`, versions 0+.
    public var resources: [DescribeConfigsResource]
    /// `IncludeSynonyms`, versions 1+.
    public var includeSynonyms: Bool
    /// `IncludeDocumentation`, versions 3+.
    public var includeDocumentation: Bool
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        resources: [DescribeConfigsResource] = [],
        includeSynonyms: Bool = false,
        includeDocumentation: Bool = false,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.resources = resources
        self.includeSynonyms = includeSynonyms
        self.includeDocumentation = includeDocumentation
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "resources"
        self.resources = try reader.readArray(flexible: version == 4) { (reader: inout WireReader) throws(WireError) in try DescribeConfigsResource(from: &reader, version: version) }
        if version >= 1 {
            reader.field = "includeSynonyms"
            self.includeSynonyms = try reader.readBool()
        }
        if version >= 3 {
            reader.field = "includeDocumentation"
            self.includeDocumentation = try reader.readBool()
        }
        if version == 4 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "resources"
        try writer.writeArray(self.resources, flexible: version == 4) { (value: DescribeConfigsResource, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 1 {
            writer.writeBool(self.includeSynonyms)
        } else {
            if self.includeSynonyms { throw writer.unsupportedField("includeSynonyms") }
        }
        if version >= 3 {
            writer.writeBool(self.includeDocumentation)
        } else {
            if self.includeDocumentation { throw writer.unsupportedField("includeDocumentation") }
        }
        if version == 4 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `DescribeConfigsResource` of `DescribeConfigsRequest`.
    public struct DescribeConfigsResource: Equatable, Sendable {
        /// `ResourceType`, versions 0+.
        public var resourceType: Int8
        /// `ResourceName`, versions 0+.
        public var resourceName: String
        /// `ConfigurationKeys`, versions 0+. Null allowed from version 0.
        public var configurationKeys: [String]?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            resourceType: Int8 = 0,
            resourceName: String = "",
            configurationKeys: [String]? = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.resourceType = resourceType
            self.resourceName = resourceName
            self.configurationKeys = configurationKeys
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "resources.resourceType"
            self.resourceType = try reader.readInt8()
            reader.field = "resources.resourceName"
            self.resourceName = try reader.readString(flexible: version == 4)
            reader.field = "resources.configurationKeys"
            self.configurationKeys = try reader.readNullableArray(flexible: version == 4) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: version == 4) }
            if version == 4 {
                reader.field = "resources.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.resourceType)
            writer.field = "resources.resourceName"
            try writer.writeString(self.resourceName, flexible: version == 4)
            writer.field = "resources.configurationKeys"
            try writer.writeNullableArray(self.configurationKeys, flexible: version == 4) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: version == 4) }
            if version == 4 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `DescribeConfigsResponse`, versions 0-4.
public struct DescribeConfigsResponse: KafkaResponse {
    /// API key 32.
    public static let apiKey = APIKey.describeConfigs
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeConfigsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...4
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 4
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `Results`, versions 0+.
    public var results: [DescribeConfigsResult]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        results: [DescribeConfigsResult] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.results = results
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "results"
        self.results = try reader.readArray(flexible: version == 4) { (reader: inout WireReader) throws(WireError) in try DescribeConfigsResult(from: &reader, version: version) }
        if version == 4 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.field = "results"
        try writer.writeArray(self.results, flexible: version == 4) { (value: DescribeConfigsResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version == 4 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `DescribeConfigsResult` of `DescribeConfigsResponse`.
    public struct DescribeConfigsResult: Equatable, Sendable {
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// `ResourceType`, versions 0+.
        public var resourceType: Int8
        /// `ResourceName`, versions 0+.
        public var resourceName: String
        /// `Configs`, versions 0+.
        public var configs: [DescribeConfigsResourceResult]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            errorCode: Int16 = 0,
            errorMessage: String? = "",
            resourceType: Int8 = 0,
            resourceName: String = "",
            configs: [DescribeConfigsResourceResult] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.resourceType = resourceType
            self.resourceName = resourceName
            self.configs = configs
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "results.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "results.errorMessage"
            self.errorMessage = try reader.readNullableString(flexible: version == 4)
            reader.field = "results.resourceType"
            self.resourceType = try reader.readInt8()
            reader.field = "results.resourceName"
            self.resourceName = try reader.readString(flexible: version == 4)
            reader.field = "results.configs"
            self.configs = try reader.readArray(flexible: version == 4) { (reader: inout WireReader) throws(WireError) in try DescribeConfigsResourceResult(from: &reader, version: version) }
            if version == 4 {
                reader.field = "results.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.errorCode)
            writer.field = "results.errorMessage"
            try writer.writeNullableString(self.errorMessage, flexible: version == 4)
            writer.writeInteger(self.resourceType)
            writer.field = "results.resourceName"
            try writer.writeString(self.resourceName, flexible: version == 4)
            writer.field = "results.configs"
            try writer.writeArray(self.configs, flexible: version == 4) { (value: DescribeConfigsResourceResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version == 4 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `DescribeConfigsResourceResult` of `DescribeConfigsResponse`.
    public struct DescribeConfigsResourceResult: Equatable, Sendable {
        /// `Name`, versions 0+.
        public var name: String
        /// `Value`, versions 0+. Null allowed from version 0.
        public var value: String?
        /// `ReadOnly`, versions 0+.
        public var readOnly: Bool
        /// `IsDefault`, version 0.
        public var isDefault: Bool
        /// `ConfigSource`, versions 1+. Dropped silently by versions without it.
        public var configSource: Int8
        /// `IsSensitive`, versions 0+.
        public var isSensitive: Bool
        /// `Synonyms`, versions 1+. Dropped silently by versions without it.
        public var synonyms: [DescribeConfigsSynonym]
        /// `ConfigType`, versions 3+. Dropped silently by versions without it.
        public var configType: Int8
        /// `Documentation`, versions 3+. Null allowed from version 0. Dropped silently by versions without it.
        public var documentation: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            value: String? = "",
            readOnly: Bool = false,
            isDefault: Bool = false,
            configSource: Int8 = -1,
            isSensitive: Bool = false,
            synonyms: [DescribeConfigsSynonym] = [],
            configType: Int8 = 0,
            documentation: String? = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.value = value
            self.readOnly = readOnly
            self.isDefault = isDefault
            self.configSource = configSource
            self.isSensitive = isSensitive
            self.synonyms = synonyms
            self.configType = configType
            self.documentation = documentation
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "results.configs.name"
            self.name = try reader.readString(flexible: version == 4)
            reader.field = "results.configs.value"
            self.value = try reader.readNullableString(flexible: version == 4)
            reader.field = "results.configs.readOnly"
            self.readOnly = try reader.readBool()
            if version == 0 {
                reader.field = "results.configs.isDefault"
                self.isDefault = try reader.readBool()
            }
            if version >= 1 {
                reader.field = "results.configs.configSource"
                self.configSource = try reader.readInt8()
            }
            reader.field = "results.configs.isSensitive"
            self.isSensitive = try reader.readBool()
            if version >= 1 {
                reader.field = "results.configs.synonyms"
                self.synonyms = try reader.readArray(flexible: version == 4) { (reader: inout WireReader) throws(WireError) in try DescribeConfigsSynonym(from: &reader, version: version) }
            }
            if version >= 3 {
                reader.field = "results.configs.configType"
                self.configType = try reader.readInt8()
            }
            if version >= 3 {
                reader.field = "results.configs.documentation"
                self.documentation = try reader.readNullableString(flexible: version == 4)
            }
            if version == 4 {
                reader.field = "results.configs.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "results.configs.name"
            try writer.writeString(self.name, flexible: version == 4)
            writer.field = "results.configs.value"
            try writer.writeNullableString(self.value, flexible: version == 4)
            writer.writeBool(self.readOnly)
            if version == 0 {
                writer.writeBool(self.isDefault)
            } else {
                if self.isDefault { throw writer.unsupportedField("results.configs.isDefault") }
            }
            if version >= 1 {
                writer.writeInteger(self.configSource)
            }
            writer.writeBool(self.isSensitive)
            if version >= 1 {
                writer.field = "results.configs.synonyms"
                try writer.writeArray(self.synonyms, flexible: version == 4) { (value: DescribeConfigsSynonym, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            }
            if version >= 3 {
                writer.writeInteger(self.configType)
            }
            if version >= 3 {
                writer.field = "results.configs.documentation"
                try writer.writeNullableString(self.documentation, flexible: version == 4)
            }
            if version == 4 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `DescribeConfigsSynonym` of `DescribeConfigsResponse`.
    public struct DescribeConfigsSynonym: Equatable, Sendable {
        /// `Name`, versions 1+.
        public var name: String
        /// `Value`, versions 1+. Null allowed from version 0.
        public var value: String?
        /// `Source`, versions 1+.
        public var source: Int8
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            value: String? = "",
            source: Int8 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.value = value
            self.source = source
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "results.configs.synonyms.name"
            self.name = try reader.readString(flexible: version == 4)
            reader.field = "results.configs.synonyms.value"
            self.value = try reader.readNullableString(flexible: version == 4)
            reader.field = "results.configs.synonyms.source"
            self.source = try reader.readInt8()
            if version == 4 {
                reader.field = "results.configs.synonyms.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "results.configs.synonyms.name"
            try writer.writeString(self.name, flexible: version == 4)
            writer.field = "results.configs.synonyms.value"
            try writer.writeNullableString(self.value, flexible: version == 4)
            writer.writeInteger(self.source)
            if version == 4 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
