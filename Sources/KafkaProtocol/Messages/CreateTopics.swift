// Generated from ProtocolSpecs/CreateTopics.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `CreateTopicsRequest`, versions 0-7.
public struct CreateTopicsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = CreateTopicsResponse
    /// API key 19.
    public static let apiKey = APIKey.createTopics
    /// Kafka's name of the message.
    public static let messageName: StaticString = "CreateTopicsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...7
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 5
    /// `Topics`, versions 0+.
    public var topics: [CreatableTopic]
    /// `timeoutMs`, versions 0+.
    public var timeoutMs: Int32
    /// `validateOnly`, versions 1+.
    public var validateOnly: Bool
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        topics: [CreatableTopic] = [],
        timeoutMs: Int32 = 60000,
        validateOnly: Bool = false,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.topics = topics
        self.timeoutMs = timeoutMs
        self.validateOnly = validateOnly
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: version >= 5) { (reader: inout WireReader) throws(WireError) in try CreatableTopic(from: &reader, version: version) }
        reader.field = "timeoutMs"
        self.timeoutMs = try reader.readInt32()
        if version >= 1 {
            reader.field = "validateOnly"
            self.validateOnly = try reader.readBool()
        }
        if version >= 5 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: version >= 5) { (value: CreatableTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeInteger(self.timeoutMs)
        if version >= 1 {
            writer.writeBool(self.validateOnly)
        } else {
            if self.validateOnly { throw writer.unsupportedField("validateOnly") }
        }
        if version >= 5 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `CreatableTopic` of `CreateTopicsRequest`.
    public struct CreatableTopic: Equatable, Sendable {
        /// `Name`, versions 0+.
        public var name: String
        /// `NumPartitions`, versions 0+.
        public var numPartitions: Int32
        /// `ReplicationFactor`, versions 0+.
        public var replicationFactor: Int16
        /// `Assignments`, versions 0+.
        public var assignments: [CreatableReplicaAssignment]
        /// `Configs`, versions 0+.
        public var configs: [CreatableTopicConfig]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            numPartitions: Int32 = 0,
            replicationFactor: Int16 = 0,
            assignments: [CreatableReplicaAssignment] = [],
            configs: [CreatableTopicConfig] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.numPartitions = numPartitions
            self.replicationFactor = replicationFactor
            self.assignments = assignments
            self.configs = configs
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.name"
            self.name = try reader.readString(flexible: version >= 5)
            reader.field = "topics.numPartitions"
            self.numPartitions = try reader.readInt32()
            reader.field = "topics.replicationFactor"
            self.replicationFactor = try reader.readInt16()
            reader.field = "topics.assignments"
            self.assignments = try reader.readArray(flexible: version >= 5) { (reader: inout WireReader) throws(WireError) in try CreatableReplicaAssignment(from: &reader, version: version) }
            reader.field = "topics.configs"
            self.configs = try reader.readArray(flexible: version >= 5) { (reader: inout WireReader) throws(WireError) in try CreatableTopicConfig(from: &reader, version: version) }
            if version >= 5 {
                reader.field = "topics.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.name"
            try writer.writeString(self.name, flexible: version >= 5)
            writer.writeInteger(self.numPartitions)
            writer.writeInteger(self.replicationFactor)
            writer.field = "topics.assignments"
            try writer.writeArray(self.assignments, flexible: version >= 5) { (value: CreatableReplicaAssignment, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.field = "topics.configs"
            try writer.writeArray(self.configs, flexible: version >= 5) { (value: CreatableTopicConfig, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 5 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `CreatableReplicaAssignment` of `CreateTopicsRequest`.
    public struct CreatableReplicaAssignment: Equatable, Sendable {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `BrokerIds`, versions 0+.
        public var brokerIDs: [Int32]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            brokerIDs: [Int32] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.brokerIDs = brokerIDs
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.assignments.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "topics.assignments.brokerIDs"
            self.brokerIDs = try reader.readArray(flexible: version >= 5) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            if version >= 5 {
                reader.field = "topics.assignments.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.field = "topics.assignments.brokerIDs"
            try writer.writeArray(self.brokerIDs, flexible: version >= 5) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            if version >= 5 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `CreatableTopicConfig` of `CreateTopicsRequest`.
    public struct CreatableTopicConfig: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.configs.name"
            self.name = try reader.readString(flexible: version >= 5)
            reader.field = "topics.configs.value"
            self.value = try reader.readNullableString(flexible: version >= 5)
            if version >= 5 {
                reader.field = "topics.configs.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.configs.name"
            try writer.writeString(self.name, flexible: version >= 5)
            writer.field = "topics.configs.value"
            try writer.writeNullableString(self.value, flexible: version >= 5)
            if version >= 5 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `CreateTopicsResponse`, versions 0-7.
public struct CreateTopicsResponse: KafkaResponse {
    /// API key 19.
    public static let apiKey = APIKey.createTopics
    /// Kafka's name of the message.
    public static let messageName: StaticString = "CreateTopicsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...7
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 5
    /// `ThrottleTimeMs`, versions 2+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// `Topics`, versions 0+.
    public var topics: [CreatableTopicResult]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        topics: [CreatableTopicResult] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.topics = topics
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        if version >= 2 {
            reader.field = "throttleTimeMs"
            self.throttleTimeMs = try reader.readInt32()
        }
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: version >= 5) { (reader: inout WireReader) throws(WireError) in try CreatableTopicResult(from: &reader, version: version) }
        if version >= 5 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        if version >= 2 {
            writer.writeInteger(self.throttleTimeMs)
        }
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: version >= 5) { (value: CreatableTopicResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 5 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `CreatableTopicResult` of `CreateTopicsResponse`.
    public struct CreatableTopicResult: Equatable, Sendable {
        /// `Name`, versions 0+.
        public var name: String
        /// `TopicId`, versions 7+. Dropped silently by versions without it.
        public var topicID: KafkaUUID
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `ErrorMessage`, versions 1+. Null allowed from version 0. Dropped silently by versions without it.
        public var errorMessage: String?
        /// `TopicConfigErrorCode`, versions 5+. Tag 0. Dropped silently by versions without it.
        public var topicConfigErrorCode: Int16
        /// `NumPartitions`, versions 5+. Dropped silently by versions without it.
        public var numPartitions: Int32
        /// `ReplicationFactor`, versions 5+. Dropped silently by versions without it.
        public var replicationFactor: Int16
        /// `Configs`, versions 5+. Null allowed from version 5. Dropped silently by versions without it.
        public var configs: [CreatableTopicConfigs]?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            topicID: KafkaUUID = .zero,
            errorCode: Int16 = 0,
            errorMessage: String? = "",
            topicConfigErrorCode: Int16 = 0,
            numPartitions: Int32 = -1,
            replicationFactor: Int16 = -1,
            configs: [CreatableTopicConfigs]? = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.topicID = topicID
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.topicConfigErrorCode = topicConfigErrorCode
            self.numPartitions = numPartitions
            self.replicationFactor = replicationFactor
            self.configs = configs
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.name"
            self.name = try reader.readString(flexible: version >= 5)
            if version == 7 {
                reader.field = "topics.topicID"
                self.topicID = try reader.readUUID()
            }
            reader.field = "topics.errorCode"
            self.errorCode = try reader.readInt16()
            if version >= 1 {
                reader.field = "topics.errorMessage"
                self.errorMessage = try reader.readNullableString(flexible: version >= 5)
            }
            if version >= 5 {
                reader.field = "topics.numPartitions"
                self.numPartitions = try reader.readInt32()
            }
            if version >= 5 {
                reader.field = "topics.replicationFactor"
                self.replicationFactor = try reader.readInt16()
            }
            if version >= 5 {
                reader.field = "topics.configs"
                self.configs = try reader.readNullableArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try CreatableTopicConfigs(from: &reader, version: version) }
            }
            if version >= 5 {
                reader.field = "topics.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields {
                    (tag: UInt32, reader: inout WireReader) throws(WireError) -> Bool in
                    switch tag {
                    case 0:
                        reader.field = "topics.topicConfigErrorCode"
                        self.topicConfigErrorCode = try reader.readInt16()
                    default: return false
                    }
                    return true
                }
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.name"
            try writer.writeString(self.name, flexible: version >= 5)
            if version == 7 {
                writer.writeUUID(self.topicID)
            }
            writer.writeInteger(self.errorCode)
            if version >= 1 {
                writer.field = "topics.errorMessage"
                try writer.writeNullableString(self.errorMessage, flexible: version >= 5)
            }
            if version >= 5 {
                writer.writeInteger(self.numPartitions)
            }
            if version >= 5 {
                writer.writeInteger(self.replicationFactor)
            }
            if version >= 5 {
                writer.field = "topics.configs"
                try writer.writeNullableArray(self.configs, flexible: true) { (value: CreatableTopicConfigs, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            }
            if version >= 5 {
                var tagged: [TaggedField] = []
                if self.topicConfigErrorCode != 0 {
                    writer.field = "topics.topicConfigErrorCode"
                    tagged.append(
                        try writer.taggedField(0) {
                        (writer: inout WireWriter) throws(WireError) in
                        writer.writeInteger(self.topicConfigErrorCode)
                    })
                }
                writer.writeTaggedFields(tagged, unknown: unknownTaggedFields)
            }
        }
    }

    /// A `CreatableTopicConfigs` of `CreateTopicsResponse`.
    public struct CreatableTopicConfigs: Equatable, Sendable {
        /// `Name`, versions 5+.
        public var name: String
        /// `Value`, versions 5+. Null allowed from version 5.
        public var value: String?
        /// `ReadOnly`, versions 5+.
        public var readOnly: Bool
        /// `ConfigSource`, versions 5+. Dropped silently by versions without it.
        public var configSource: Int8
        /// `IsSensitive`, versions 5+.
        public var isSensitive: Bool
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            value: String? = "",
            readOnly: Bool = false,
            configSource: Int8 = -1,
            isSensitive: Bool = false,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.value = value
            self.readOnly = readOnly
            self.configSource = configSource
            self.isSensitive = isSensitive
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.configs.name"
            self.name = try reader.readString(flexible: true)
            reader.field = "topics.configs.value"
            self.value = try reader.readNullableString(flexible: true)
            reader.field = "topics.configs.readOnly"
            self.readOnly = try reader.readBool()
            reader.field = "topics.configs.configSource"
            self.configSource = try reader.readInt8()
            reader.field = "topics.configs.isSensitive"
            self.isSensitive = try reader.readBool()
            reader.field = "topics.configs.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.configs.name"
            try writer.writeString(self.name, flexible: true)
            writer.field = "topics.configs.value"
            try writer.writeNullableString(self.value, flexible: true)
            writer.writeBool(self.readOnly)
            writer.writeInteger(self.configSource)
            writer.writeBool(self.isSensitive)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
