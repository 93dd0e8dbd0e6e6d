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
    public static var apiKey: APIKey { .describeConfigs }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeConfigsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...4 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 4 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.includeSynonyms != b.includeSynonyms { return false }
        if a.includeDocumentation != b.includeDocumentation { return false }
        if !areEqual(a.resources, b.resources) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 4
        self.resources = reader.structs("resources", flexible: isFlexible, version: version)
        if version >= 1 {
            self.includeSynonyms = reader.bool("includeSynonyms")
        } else {
            self.includeSynonyms = false
        }
        if version >= 3 {
            self.includeDocumentation = reader.bool("includeDocumentation")
        } else {
            self.includeDocumentation = false
        }
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
        let isFlexible = version == 4
        writer.structs(self.resources, "resources", flexible: isFlexible, version: version)
        if version >= 1 {
            writer.bool(self.includeSynonyms)
        } else {
            if self.includeSynonyms { writer.unsupported("includeSynonyms") }
        }
        if version >= 3 {
            writer.bool(self.includeDocumentation)
        } else {
            if self.includeDocumentation { writer.unsupported("includeDocumentation") }
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `resources`: The resources to describe.
    ///
    /// Kafka's `DescribeConfigsResource` in `DescribeConfigsRequest`, versions 0+.
    public struct DescribeConfigsResource: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 4
            self.resourceType = reader.int8("resources.resourceType")
            self.resourceName = reader.string("resources.resourceName", flexible: isFlexible)
            self.configurationKeys = reader.nullableStrings("resources.configurationKeys", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("resources.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 4
            writer.int8(self.resourceType)
            writer.string(self.resourceName, "resources.resourceName", flexible: isFlexible)
            writer.nullableStrings(self.configurationKeys, "resources.configurationKeys", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Carries the configurations and where their values come from.
///
/// Kafka's `DescribeConfigsResponse`, versions 0-4.
public struct DescribeConfigsResponse: KafkaResponse {
    /// API key 32.
    public static var apiKey: APIKey { .describeConfigs }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeConfigsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...4 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 4 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if !areEqual(a.results, b.results) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 4
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.results = reader.structs("results", flexible: isFlexible, version: version)
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
        let isFlexible = version == 4
        writer.int32(self.throttleTimeMs)
        writer.structs(self.results, "results", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `results`: Results, one for each resource of the request, not always in its order.
    ///
    /// Kafka's `DescribeConfigsResult` in `DescribeConfigsResponse`, versions 0+.
    public struct DescribeConfigsResult: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.errorCode != b.errorCode { return false }
            if a.errorMessage != b.errorMessage { return false }
            if a.resourceType != b.resourceType { return false }
            if a.resourceName != b.resourceName { return false }
            if !areEqual(a.configs, b.configs) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 4
            self.errorCode = reader.int16("results.errorCode")
            self.errorMessage = reader.nullableString("results.errorMessage", flexible: isFlexible)
            self.resourceType = reader.int8("results.resourceType")
            self.resourceName = reader.string("results.resourceName", flexible: isFlexible)
            self.configs = reader.structs("results.configs", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("results.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 4
            writer.int16(self.errorCode)
            writer.nullableString(self.errorMessage, "results.errorMessage", flexible: isFlexible)
            writer.int8(self.resourceType)
            writer.string(self.resourceName, "results.resourceName", flexible: isFlexible)
            writer.structs(self.configs, "results.configs", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `results.configs`: Configurations of the resource; empty in an error.
    ///
    /// Kafka's `DescribeConfigsResourceResult` in `DescribeConfigsResponse`, versions 0+.
    public struct DescribeConfigsResourceResult: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.name != b.name { return false }
            if a.value != b.value { return false }
            if a.readOnly != b.readOnly { return false }
            if a.isDefault != b.isDefault { return false }
            if a.configSource != b.configSource { return false }
            if a.isSensitive != b.isSensitive { return false }
            if a.configType != b.configType { return false }
            if a.documentation != b.documentation { return false }
            if !areEqual(a.synonyms, b.synonyms) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 4
            self.name = reader.string("results.configs.name", flexible: isFlexible)
            self.value = reader.nullableString("results.configs.value", flexible: isFlexible)
            self.readOnly = reader.bool("results.configs.readOnly")
            if version == 0 {
                self.isDefault = reader.bool("results.configs.isDefault")
            } else {
                self.isDefault = false
            }
            if version >= 1 {
                self.configSource = reader.int8("results.configs.configSource")
            } else {
                self.configSource = -1
            }
            self.isSensitive = reader.bool("results.configs.isSensitive")
            if version >= 1 {
                self.synonyms = reader.structs("results.configs.synonyms", flexible: isFlexible, version: version)
            } else {
                self.synonyms = []
            }
            if version >= 3 {
                self.configType = reader.int8("results.configs.configType")
                self.documentation = reader.nullableString("results.configs.documentation", flexible: isFlexible)
            } else {
                self.configType = 0
                self.documentation = ""
            }
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("results.configs.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 4
            writer.string(self.name, "results.configs.name", flexible: isFlexible)
            writer.nullableString(self.value, "results.configs.value", flexible: isFlexible)
            writer.bool(self.readOnly)
            if version == 0 {
                writer.bool(self.isDefault)
            } else {
                if self.isDefault { writer.unsupported("results.configs.isDefault") }
            }
            if version >= 1 {
                writer.int8(self.configSource)
            }
            writer.bool(self.isSensitive)
            if version >= 1 {
                writer.structs(self.synonyms, "results.configs.synonyms", flexible: isFlexible, version: version)
            }
            if version >= 3 {
                writer.int8(self.configType)
                writer.nullableString(self.documentation, "results.configs.documentation", flexible: isFlexible)
            }
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `results.configs.synonyms`: Settings that decide about the value, the one in force first and the
    /// built-in default last (KIP-226); empty unless the request asked for them.
    ///
    /// Kafka's `DescribeConfigsSynonym` in `DescribeConfigsResponse`, versions 1+.
    public struct DescribeConfigsSynonym: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 4
            self.name = reader.string("results.configs.synonyms.name", flexible: isFlexible)
            self.value = reader.nullableString("results.configs.synonyms.value", flexible: isFlexible)
            self.source = reader.int8("results.configs.synonyms.source")
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("results.configs.synonyms.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 4
            writer.string(self.name, "results.configs.synonyms.name", flexible: isFlexible)
            writer.nullableString(self.value, "results.configs.synonyms.value", flexible: isFlexible)
            writer.int8(self.source)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
