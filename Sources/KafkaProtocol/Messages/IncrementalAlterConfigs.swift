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
    public static let apiKey = APIKey.incrementalAlterConfigs
    /// Kafka's name of the message.
    public static let messageName: StaticString = "IncrementalAlterConfigsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...1
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 1
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "resources"
        self.resources = try reader.readArray(flexible: version == 1) { (reader: inout WireReader) throws(WireError) in try AlterConfigsResource(from: &reader, version: version) }
        reader.field = "validateOnly"
        self.validateOnly = try reader.readBool()
        if version == 1 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "resources"
        try writer.writeArray(self.resources, flexible: version == 1) { (value: AlterConfigsResource, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeBool(self.validateOnly)
        if version == 1 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `resources`: The resources to change. Each succeeds or fails on its own; one that occurs twice gives
    /// INVALID_REQUEST.
    ///
    /// Kafka's `AlterConfigsResource` in `IncrementalAlterConfigsRequest`, versions 0+.
    public struct AlterConfigsResource: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "resources.resourceType"
            self.resourceType = try reader.readInt8()
            reader.field = "resources.resourceName"
            self.resourceName = try reader.readString(flexible: version == 1)
            reader.field = "resources.configs"
            self.configs = try reader.readArray(flexible: version == 1) { (reader: inout WireReader) throws(WireError) in try AlterableConfig(from: &reader, version: version) }
            if version == 1 {
                reader.field = "resources.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.resourceType)
            writer.field = "resources.resourceName"
            try writer.writeString(self.resourceName, flexible: version == 1)
            writer.field = "resources.configs"
            try writer.writeArray(self.configs, flexible: version == 1) { (value: AlterableConfig, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version == 1 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Element of `resources.configs`: The changes to this resource; all are made or none. A name may occur only once.
    ///
    /// Kafka's `AlterableConfig` in `IncrementalAlterConfigsRequest`, versions 0+.
    public struct AlterableConfig: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "resources.configs.name"
            self.name = try reader.readString(flexible: version == 1)
            reader.field = "resources.configs.configOperation"
            self.configOperation = try reader.readInt8()
            reader.field = "resources.configs.value"
            self.value = try reader.readNullableString(flexible: version == 1)
            if version == 1 {
                reader.field = "resources.configs.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "resources.configs.name"
            try writer.writeString(self.name, flexible: version == 1)
            writer.writeInteger(self.configOperation)
            writer.field = "resources.configs.value"
            try writer.writeNullableString(self.value, flexible: version == 1)
            if version == 1 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Says which resources are changed. Brokers apply the change a little later.
///
/// Kafka's `IncrementalAlterConfigsResponse`, versions 0-1.
public struct IncrementalAlterConfigsResponse: KafkaResponse {
    /// API key 44.
    public static let apiKey = APIKey.incrementalAlterConfigs
    /// Kafka's name of the message.
    public static let messageName: StaticString = "IncrementalAlterConfigsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...1
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 1
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "responses"
        self.responses = try reader.readArray(flexible: version == 1) { (reader: inout WireReader) throws(WireError) in try AlterConfigsResourceResponse(from: &reader, version: version) }
        if version == 1 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.field = "responses"
        try writer.writeArray(self.responses, flexible: version == 1) { (value: AlterConfigsResourceResponse, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version == 1 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `responses`: Results, one for each resource of the request, not always in its order.
    ///
    /// Kafka's `AlterConfigsResourceResponse` in `IncrementalAlterConfigsResponse`, versions 0+.
    public struct AlterConfigsResourceResponse: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "responses.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "responses.errorMessage"
            self.errorMessage = try reader.readNullableString(flexible: version == 1)
            reader.field = "responses.resourceType"
            self.resourceType = try reader.readInt8()
            reader.field = "responses.resourceName"
            self.resourceName = try reader.readString(flexible: version == 1)
            if version == 1 {
                reader.field = "responses.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.errorCode)
            writer.field = "responses.errorMessage"
            try writer.writeNullableString(self.errorMessage, flexible: version == 1)
            writer.writeInteger(self.resourceType)
            writer.field = "responses.resourceName"
            try writer.writeString(self.resourceName, flexible: version == 1)
            if version == 1 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
