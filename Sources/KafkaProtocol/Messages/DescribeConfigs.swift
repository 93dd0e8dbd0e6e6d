// Generated from ProtocolSpecs/DescribeConfigs.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Asks for the configuration of topics, brokers and other resources (KIP-133). One about a broker by id or about its
/// loggers goes to that broker, all others to any.
///
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
    /// The resources to describe.
    ///
    /// Kafka's `Resources`, versions 0+.
    public var resources: [DescribeConfigsResource]
    /// True to fill `Synonyms` in the answer (KIP-226).
    ///
    /// Kafka's `IncludeSynonyms`, versions 1+.
    public var includeSynonyms: Bool
    /// True to fill `Documentation` in the answer (KIP-569).
    ///
    /// Kafka's `IncludeDocumentation`, versions 3+.
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

    /// Element of `resources`: The resources to describe.
    ///
    /// Kafka's `DescribeConfigsResource` in `DescribeConfigsRequest`, versions 0+.
    public struct DescribeConfigsResource: Equatable, Sendable {
        /// Kind of resource: 2 topic, 4 broker, 8 loggers of a broker, 16 client metrics (KIP-714), 32 group (KIP-848).
        ///
        /// Kafka's `ResourceType`, versions 0+.
        public var resourceType: Int8
        /// Name of the topic, subscription or group, or a broker id as text. Empty with type 4 means the settings that
        /// apply to all brokers of the cluster.
        ///
        /// Kafka's `ResourceName`, versions 0+.
        public var resourceName: String
        /// Names of the configurations to return; null for all. Apache Kafka also takes an empty list for all.
        ///
        /// Kafka's `ConfigurationKeys`, versions 0+. Null allowed from version 0.
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

/// Carries the configurations and where their values come from.
///
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
    /// Time for which a quota throttles this client, in milliseconds; 0 if no quota is exceeded. From version 2 on the
    /// broker answers first, and the client itself must wait before its next request (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// Results, one for each resource of the request, not always in its order.
    ///
    /// Kafka's `Results`, versions 0+.
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

    /// Element of `results`: Results, one for each resource of the request, not always in its order.
    ///
    /// Kafka's `DescribeConfigsResult` in `DescribeConfigsResponse`, versions 0+.
    public struct DescribeConfigsResult: Equatable, Sendable {
        /// 0 or the error of this resource: UNKNOWN_TOPIC_OR_PARTITION, an authorization error of its kind, or
        /// INVALID_REQUEST, for example if another broker was asked for.
        ///
        /// Kafka's `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// Text for people that goes with the error; null if there is none.
        ///
        /// Kafka's `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// Kind of resource, with the codes of the request.
        ///
        /// Kafka's `ResourceType`, versions 0+.
        public var resourceType: Int8
        /// Name of the resource as the request gave it.
        ///
        /// Kafka's `ResourceName`, versions 0+.
        public var resourceName: String
        /// Configurations of the resource; empty in an error.
        ///
        /// Kafka's `Configs`, versions 0+.
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

    /// Element of `results.configs`: Configurations of the resource; empty in an error.
    ///
    /// Kafka's `DescribeConfigsResourceResult` in `DescribeConfigsResponse`, versions 0+.
    public struct DescribeConfigsResourceResult: Equatable, Sendable {
        /// Name of the configuration, for example `retention.ms`.
        ///
        /// Kafka's `Name`, versions 0+.
        public var name: String
        /// Value in force, as text; null if there is none or if it is sensitive.
        ///
        /// Kafka's `Value`, versions 0+. Null allowed from version 0.
        public var value: String?
        /// True if the configuration cannot be changed while the broker runs.
        ///
        /// Kafka's `ReadOnly`, versions 0+.
        public var readOnly: Bool
        /// True if nobody has set the value. Only version 0 has it; later versions tell more in `ConfigSource`.
        ///
        /// Kafka's `IsDefault`, version 0.
        public var isDefault: Bool
        /// Origin of the value: 1 topic, 2 one broker, 3 all brokers, 4 the broker's properties file, 5 built-in
        /// default, 6 loggers, 7 client metrics, 8 group (1-3 and 6-8: set at run time); 0 unknown; -1 in version 0.
        ///
        /// Kafka's `ConfigSource`, versions 1+. Dropped silently by versions without it.
        public var configSource: Int8
        /// True if the value is secret, such as a password, and therefore left out.
        ///
        /// Kafka's `IsSensitive`, versions 0+.
        public var isSensitive: Bool
        /// Settings that decide about the value, the one in force first and the built-in default last (KIP-226); empty
        /// unless the request asked for them.
        ///
        /// Kafka's `Synonyms`, versions 1+. Dropped silently by versions without it.
        public var synonyms: [DescribeConfigsSynonym]
        /// Type of the value (KIP-569): 1 boolean, 2 string, 3 int, 4 short, 5 long, 6 double, 7 list, 8 class, 9
        /// password; 0 unknown.
        ///
        /// Kafka's `ConfigType`, versions 3+. Dropped silently by versions without it.
        public var configType: Int8
        /// Description of the configuration by the broker (KIP-569); null unless the request asked for it.
        ///
        /// Kafka's `Documentation`, versions 3+. Null allowed from version 0. Dropped silently by versions without it.
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

    /// Element of `results.configs.synonyms`: Settings that decide about the value, the one in force first and the
    /// built-in default last (KIP-226); empty unless the request asked for them.
    ///
    /// Kafka's `DescribeConfigsSynonym` in `DescribeConfigsResponse`, versions 1+.
    public struct DescribeConfigsSynonym: Equatable, Sendable {
        /// Name of the setting, which may differ: `log.retention.ms` of the broker serves as `retention.ms` of a topic.
        ///
        /// Kafka's `Name`, versions 1+.
        public var name: String
        /// Value of this setting, as text; null if it is sensitive.
        ///
        /// Kafka's `Value`, versions 1+. Null allowed from version 0.
        public var value: String?
        /// Origin of this setting, with the codes of `ConfigSource`.
        ///
        /// Kafka's `Source`, versions 1+.
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
