// Generated from ProtocolSpecs/IncrementalAlterConfigs.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Changes single configurations and leaves the others as they are, unlike AlterConfigs, which replaces all (KIP-339).
/// One about a broker by id or about its loggers goes to that broker.
///
/// Kafka's `IncrementalAlterConfigsRequest`, versions 0-1.
public struct IncrementalAlterConfigsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = IncrementalAlterConfigsResponse
    /// API key 44.
    public static var apiKey: APIKey { .incrementalAlterConfigs }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "IncrementalAlterConfigsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 1 }
    /// The resources to change. Each succeeds or fails on its own; one that occurs twice gives INVALID_REQUEST.
    ///
    /// Kafka's `Resources`, versions 0+.
    public var resources: [AlterConfigsResource]
    /// True to check the request, also against the cluster's policies, and to change nothing.
    ///
    /// Kafka's `ValidateOnly`, versions 0+.
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
        let isFlexible = version == 1
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
        let isFlexible = version == 1
        writer.structs(self.resources, "resources", flexible: isFlexible, version: version)
        writer.bool(self.validateOnly)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `resources`: The resources to change. Each succeeds or fails on its own; one that occurs twice gives
    /// INVALID_REQUEST.
    ///
    /// Kafka's `AlterConfigsResource` in `IncrementalAlterConfigsRequest`, versions 0+.
    public struct AlterConfigsResource: Equatable, Sendable, WireStructure {
        /// Kind of resource: 2 topic, 4 broker, 8 loggers of a broker, 16 client metrics (KIP-714), 32 group (KIP-848).
        ///
        /// Kafka's `ResourceType`, versions 0+.
        public var resourceType: Int8
        /// Name of the topic, subscription or group, or a broker id as text. Empty with type 4 means the settings that
        /// apply to all brokers of the cluster.
        ///
        /// Kafka's `ResourceName`, versions 0+.
        public var resourceName: String
        /// The changes to this resource; all are made or none. A name may occur only once.
        ///
        /// Kafka's `Configs`, versions 0+.
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
            let isFlexible = version == 1
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
            let isFlexible = version == 1
            writer.int8(self.resourceType)
            writer.string(self.resourceName, "resources.resourceName", flexible: isFlexible)
            writer.structs(self.configs, "resources.configs", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `resources.configs`: The changes to this resource; all are made or none. A name may occur only once.
    ///
    /// Kafka's `AlterableConfig` in `IncrementalAlterConfigsRequest`, versions 0+.
    public struct AlterableConfig: Equatable, Sendable, WireStructure {
        /// Name of the configuration, for example `retention.ms`.
        ///
        /// Kafka's `Name`, versions 0+.
        public var name: String
        /// 0 sets the value, 1 deletes it so that the default holds, 2 adds entries to a list, 3 removes entries from
        /// one. 2 and 3 give INVALID_CONFIG for a value that is not a list.
        ///
        /// Kafka's `ConfigOperation`, versions 0+.
        public var configOperation: Int8
        /// New value as text, for lists the entries with commas between them. Null only to delete.
        ///
        /// Kafka's `Value`, versions 0+. Null allowed from version 0.
        public var value: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            configOperation: Int8 = 0,
            value: String? = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.configOperation = configOperation
            self.value = value
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 1
            self.name = reader.string("resources.configs.name", flexible: isFlexible)
            self.configOperation = reader.int8("resources.configs.configOperation")
            self.value = reader.nullableString("resources.configs.value", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("resources.configs.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 1
            writer.string(self.name, "resources.configs.name", flexible: isFlexible)
            writer.int8(self.configOperation)
            writer.nullableString(self.value, "resources.configs.value", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Says which resources are changed. Brokers apply the change a little later.
///
/// Kafka's `IncrementalAlterConfigsResponse`, versions 0-1.
public struct IncrementalAlterConfigsResponse: KafkaResponse {
    /// API key 44.
    public static var apiKey: APIKey { .incrementalAlterConfigs }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "IncrementalAlterConfigsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 1 }
    /// Time for which a quota throttles this client, in milliseconds; 0 if no quota is exceeded. The broker answers
    /// first, and the client itself must wait before its next request (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// Results, one for each resource of the request, not always in its order.
    ///
    /// Kafka's `Responses`, versions 0+.
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
        let isFlexible = version == 1
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
        let isFlexible = version == 1
        writer.int32(self.throttleTimeMs)
        writer.structs(self.responses, "responses", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `responses`: Results, one for each resource of the request, not always in its order.
    ///
    /// Kafka's `AlterConfigsResourceResponse` in `IncrementalAlterConfigsResponse`, versions 0+.
    public struct AlterConfigsResourceResponse: Equatable, Sendable, WireStructure {
        /// 0 if the resource is changed. Otherwise for example INVALID_CONFIG, INVALID_REQUEST, POLICY_VIOLATION,
        /// UNKNOWN_TOPIC_OR_PARTITION, TOPIC_AUTHORIZATION_FAILED or CLUSTER_AUTHORIZATION_FAILED.
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
            let isFlexible = version == 1
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
            let isFlexible = version == 1
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
