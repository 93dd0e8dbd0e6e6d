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
    public static var apiKey: APIKey { .createTopics }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "CreateTopicsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...7 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 5 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.timeoutMs != b.timeoutMs { return false }
        if a.validateOnly != b.validateOnly { return false }
        if !areEqual(a.topics, b.topics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 5
        self.topics = reader.structs("topics", flexible: isFlexible, version: version)
        self.timeoutMs = reader.int32("timeoutMs")
        if version >= 1 {
            self.validateOnly = reader.bool("validateOnly")
        } else {
            self.validateOnly = false
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
        let isFlexible = version >= 5
        writer.structs(self.topics, "topics", flexible: isFlexible, version: version)
        writer.int32(self.timeoutMs)
        if version >= 1 {
            writer.bool(self.validateOnly)
        } else {
            if self.validateOnly { writer.unsupported("validateOnly") }
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `topics`: The topics to create. A name that occurs twice gives INVALID_REQUEST.
    ///
    /// Kafka's `CreatableTopic` in `CreateTopicsRequest`, versions 0+.
    public struct CreatableTopic: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.name != b.name { return false }
            if a.numPartitions != b.numPartitions { return false }
            if a.replicationFactor != b.replicationFactor { return false }
            if !areEqual(a.assignments, b.assignments) { return false }
            if !areEqual(a.configs, b.configs) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 5
            self.name = reader.string("topics.name", flexible: isFlexible)
            self.numPartitions = reader.int32("topics.numPartitions")
            self.replicationFactor = reader.int16("topics.replicationFactor")
            self.assignments = reader.structs("topics.assignments", flexible: isFlexible, version: version)
            self.configs = reader.structs("topics.configs", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 5
            writer.string(self.name, "topics.name", flexible: isFlexible)
            writer.int32(self.numPartitions)
            writer.int16(self.replicationFactor)
            writer.structs(self.assignments, "topics.assignments", flexible: isFlexible, version: version)
            writer.structs(self.configs, "topics.configs", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.assignments`: Brokers of every partition, chosen by the caller; empty to let the controller
    /// choose.
    ///
    /// Kafka's `CreatableReplicaAssignment` in `CreateTopicsRequest`, versions 0+.
    public struct CreatableReplicaAssignment: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 5
            self.partitionIndex = reader.int32("topics.assignments.partitionIndex")
            self.brokerIDs = reader.integers("topics.assignments.brokerIDs", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.assignments.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 5
            writer.int32(self.partitionIndex)
            writer.integers(self.brokerIDs, "topics.assignments.brokerIDs", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.configs`: Configuration of the topic where it differs from the broker's defaults.
    ///
    /// Kafka's `CreatableTopicConfig` in `CreateTopicsRequest`, versions 0+.
    public struct CreatableTopicConfig: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 5
            self.name = reader.string("topics.configs.name", flexible: isFlexible)
            self.value = reader.nullableString("topics.configs.value", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.configs.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 5
            writer.string(self.name, "topics.configs.name", flexible: isFlexible)
            writer.nullableString(self.value, "topics.configs.value", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
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
    public static var apiKey: APIKey { .createTopics }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "CreateTopicsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...7 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 5 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if !areEqual(a.topics, b.topics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 5
        if version >= 2 {
            self.throttleTimeMs = reader.int32("throttleTimeMs")
        } else {
            self.throttleTimeMs = 0
        }
        self.topics = reader.structs("topics", flexible: isFlexible, version: version)
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
        let isFlexible = version >= 5
        if version >= 2 {
            writer.int32(self.throttleTimeMs)
        }
        writer.structs(self.topics, "topics", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `topics`: Results, one for each topic of the request.
    ///
    /// Kafka's `CreatableTopicResult` in `CreateTopicsResponse`, versions 0+.
    public struct CreatableTopicResult: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.name != b.name { return false }
            if a.topicID != b.topicID { return false }
            if a.errorCode != b.errorCode { return false }
            if a.errorMessage != b.errorMessage { return false }
            if a.topicConfigErrorCode != b.topicConfigErrorCode { return false }
            if a.numPartitions != b.numPartitions { return false }
            if a.replicationFactor != b.replicationFactor { return false }
            if !areEqual(a.configs, b.configs) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 5
            self.name = reader.string("topics.name", flexible: isFlexible)
            if version == 7 {
                self.topicID = reader.uuid("topics.topicID")
            } else {
                self.topicID = .zero
            }
            self.errorCode = reader.int16("topics.errorCode")
            if version >= 1 {
                self.errorMessage = reader.nullableString("topics.errorMessage", flexible: isFlexible)
            } else {
                self.errorMessage = ""
            }
            if version >= 5 {
                self.numPartitions = reader.int32("topics.numPartitions")
                self.replicationFactor = reader.int16("topics.replicationFactor")
                self.configs = reader.nullableStructs("topics.configs", flexible: true, version: version)
            } else {
                self.numPartitions = -1
                self.replicationFactor = -1
                self.configs = []
            }
            self.topicConfigErrorCode = 0
            self.unknownTaggedFields = []
            if isFlexible, var section = reader.taggedSection("topics.taggedFields") {
                while section.next(&reader) {
                    switch section.tag {
                    case 0:
                        self.topicConfigErrorCode = section.value.int16("topics.topicConfigErrorCode")
                    default: section.keep()
                    }
                }
                self.unknownTaggedFields = section.unknown
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 5
            writer.string(self.name, "topics.name", flexible: isFlexible)
            if version == 7 {
                writer.uuid(self.topicID)
            }
            writer.int16(self.errorCode)
            if version >= 1 {
                writer.nullableString(self.errorMessage, "topics.errorMessage", flexible: isFlexible)
            }
            if version >= 5 {
                writer.int32(self.numPartitions)
                writer.int16(self.replicationFactor)
                writer.nullableStructs(self.configs, "topics.configs", flexible: true, version: version)
            }
            if isFlexible {
                var tagged: [TaggedField] = []
                if self.topicConfigErrorCode != 0 {
                    var inner = writer.taggedWriter()
                    inner.int16(self.topicConfigErrorCode)
                    writer.add(0, inner, to: &tagged)
                }
                writer.writeTaggedFields(tagged, unknown: self.unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.configs`: Complete configuration of the topic with defaults (KIP-525); null or empty in an
    /// error or without the right to see it.
    ///
    /// Kafka's `CreatableTopicConfigs` in `CreateTopicsResponse`, versions 5+.
    public struct CreatableTopicConfigs: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.name = reader.string("topics.configs.name", flexible: true)
            self.value = reader.nullableString("topics.configs.value", flexible: true)
            self.readOnly = reader.bool("topics.configs.readOnly")
            self.configSource = reader.int8("topics.configs.configSource")
            self.isSensitive = reader.bool("topics.configs.isSensitive")
            self.unknownTaggedFields = reader.taggedFields("topics.configs.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.name, "topics.configs.name", flexible: true)
            writer.nullableString(self.value, "topics.configs.value", flexible: true)
            writer.bool(self.readOnly)
            writer.int8(self.configSource)
            writer.bool(self.isSensitive)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
