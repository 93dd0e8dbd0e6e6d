// Generated from ProtocolSpecs/CreateTopics.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Creates topics. Each topic succeeds or fails on its own.
///
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
    /// The topics to create. A name that occurs twice gives INVALID_REQUEST.
    ///
    /// Kafka's `Topics`, versions 0+.
    public var topics: [CreatableTopic]
    /// Time that the controller may take, in milliseconds, before the answer is REQUEST_TIMED_OUT. The topics may be
    /// created even so.
    ///
    /// Kafka's `timeoutMs`, versions 0+.
    public var timeoutMs: Int32
    /// True to check the request, also against the cluster's policies, and to create nothing.
    ///
    /// Kafka's `validateOnly`, versions 1+.
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

    /// Element of `topics`: The topics to create. A name that occurs twice gives INVALID_REQUEST.
    ///
    /// Kafka's `CreatableTopic` in `CreateTopicsRequest`, versions 0+.
    public struct CreatableTopic: Equatable, Sendable {
        /// Name of the new topic, at most 249 characters of letters, digits, `.`, `_` and `-`. It must not differ from
        /// another topic's only in `.` and `_`.
        ///
        /// Kafka's `Name`, versions 0+.
        public var name: String
        /// Number of partitions, at least 1. -1 with `Assignments`, or from version 4 on for the broker's
        /// `num.partitions` (KIP-464).
        ///
        /// Kafka's `NumPartitions`, versions 0+.
        public var numPartitions: Int32
        /// Number of replicas of each partition, at least 1. -1 with `Assignments`, or from version 4 on for the
        /// broker's `default.replication.factor` (KIP-464).
        ///
        /// Kafka's `ReplicationFactor`, versions 0+.
        public var replicationFactor: Int16
        /// Brokers of every partition, chosen by the caller; empty to let the controller choose.
        ///
        /// Kafka's `Assignments`, versions 0+.
        public var assignments: [CreatableReplicaAssignment]
        /// Configuration of the topic where it differs from the broker's defaults.
        ///
        /// Kafka's `Configs`, versions 0+.
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

    /// Element of `topics.assignments`: Brokers of every partition, chosen by the caller; empty to let the controller
    /// choose.
    ///
    /// Kafka's `CreatableReplicaAssignment` in `CreateTopicsRequest`, versions 0+.
    public struct CreatableReplicaAssignment: Equatable, Sendable {
        /// Number of the partition. All entries together must count from 0 without a gap.
        ///
        /// Kafka's `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// Ids of the brokers that hold the replicas; the first is the preferred leader. Every partition must have as
        /// many.
        ///
        /// Kafka's `BrokerIds`, versions 0+.
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

    /// Element of `topics.configs`: Configuration of the topic where it differs from the broker's defaults.
    ///
    /// Kafka's `CreatableTopicConfig` in `CreateTopicsRequest`, versions 0+.
    public struct CreatableTopicConfig: Equatable, Sendable {
        /// Name of the topic configuration, for example `retention.ms`. An unknown one gives INVALID_CONFIG.
        ///
        /// Kafka's `Name`, versions 0+.
        public var name: String
        /// Value as text. Null gives INVALID_CONFIG: to have the default, leave the entry out.
        ///
        /// Kafka's `Value`, versions 0+. Null allowed from version 0.
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

/// Says which topics are created. Brokers learn of them a little later, so a Metadata request right after it may miss
/// them.
///
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
    /// Time for which a quota throttles this client, in milliseconds; 0 if no quota is exceeded. From version 3 on the
    /// broker answers first, and the client itself must wait before its next request (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 2+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// Results, one for each topic of the request.
    ///
    /// Kafka's `Topics`, versions 0+.
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

    /// Element of `topics`: Results, one for each topic of the request.
    ///
    /// Kafka's `CreatableTopicResult` in `CreateTopicsResponse`, versions 0+.
    public struct CreatableTopicResult: Equatable, Sendable {
        /// Name of the topic.
        ///
        /// Kafka's `Name`, versions 0+.
        public var name: String
        /// Id of the new topic (KIP-516); all zeros in an error.
        ///
        /// Kafka's `TopicId`, versions 7+. Dropped silently by versions without it.
        public var topicID: KafkaUUID
        /// 0 if the topic is created. Otherwise for example TOPIC_ALREADY_EXISTS, INVALID_TOPIC_EXCEPTION,
        /// INVALID_PARTITIONS, INVALID_REPLICATION_FACTOR, INVALID_CONFIG or POLICY_VIOLATION; from version 6 on also
        /// THROTTLING_QUOTA_EXCEEDED (KIP-599).
        ///
        /// Kafka's `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// Text for people that goes with the error; null if there is none.
        ///
        /// Kafka's `ErrorMessage`, versions 1+. Null allowed from version 0. Dropped silently by versions without it.
        public var errorMessage: String?
        /// TOPIC_AUTHORIZATION_FAILED if the caller lacks the right DescribeConfigs on the topic: then the three fields
        /// below carry nothing (KIP-525). 0 otherwise.
        ///
        /// Kafka's `TopicConfigErrorCode`, versions 5+. Tag 0. Dropped silently by versions without it.
        public var topicConfigErrorCode: Int16
        /// Number of partitions that the topic has got (KIP-525); -1 in an error or without the right to see it.
        ///
        /// Kafka's `NumPartitions`, versions 5+. Dropped silently by versions without it.
        public var numPartitions: Int32
        /// Number of replicas of each partition (KIP-525); -1 in an error or without the right to see it.
        ///
        /// Kafka's `ReplicationFactor`, versions 5+. Dropped silently by versions without it.
        public var replicationFactor: Int16
        /// Complete configuration of the topic with defaults (KIP-525); null or empty in an error or without the right
        /// to see it.
        ///
        /// Kafka's `Configs`, versions 5+. Null allowed from version 5. Dropped silently by versions without it.
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

    /// Element of `topics.configs`: Complete configuration of the topic with defaults (KIP-525); null or empty in an
    /// error or without the right to see it.
    ///
    /// Kafka's `CreatableTopicConfigs` in `CreateTopicsResponse`, versions 5+.
    public struct CreatableTopicConfigs: Equatable, Sendable {
        /// Name of the configuration, for example `cleanup.policy`.
        ///
        /// Kafka's `Name`, versions 5+.
        public var name: String
        /// Value as text; null if there is none or if it is sensitive.
        ///
        /// Kafka's `Value`, versions 5+. Null allowed from version 5.
        public var value: String?
        /// True if the configuration cannot be changed.
        ///
        /// Kafka's `ReadOnly`, versions 5+.
        public var readOnly: Bool
        /// Origin of the value, with the codes of DescribeConfigs: 1 the topic itself, 2 to 4 the broker, 5 the
        /// built-in default; -1 if unknown.
        ///
        /// Kafka's `ConfigSource`, versions 5+. Dropped silently by versions without it.
        public var configSource: Int8
        /// True if the value is secret and therefore left out.
        ///
        /// Kafka's `IsSensitive`, versions 5+.
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
