// Generated from ProtocolSpecs/DescribeTopicPartitions.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DescribeTopicPartitionsRequest`, version 0.
public struct DescribeTopicPartitionsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeTopicPartitionsResponse
    /// API key 75.
    public static var apiKey: APIKey { .describeTopicPartitions }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeTopicPartitionsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `Topics`, versions 0+.
    public var topics: [TopicRequest]
    /// `ResponsePartitionLimit`, versions 0+.
    public var responsePartitionLimit: Int32
    /// `Cursor`, versions 0+. Null allowed from version 0.
    public var cursor: Cursor?
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        topics: [TopicRequest] = [],
        responsePartitionLimit: Int32 = 2000,
        cursor: Cursor? = nil,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.topics = topics
        self.responsePartitionLimit = responsePartitionLimit
        self.cursor = cursor
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.responsePartitionLimit != b.responsePartitionLimit { return false }
        if a.cursor != b.cursor { return false }
        if !areEqual(a.topics, b.topics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.topics = reader.structs("topics", flexible: true, version: version)
        self.responsePartitionLimit = reader.int32("responsePartitionLimit")
        self.cursor = reader.nullableStruct("cursor", version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.structs(self.topics, "topics", flexible: true, version: version)
        writer.int32(self.responsePartitionLimit)
        writer.nullableStruct(self.cursor, "cursor", version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `TopicRequest` of `DescribeTopicPartitionsRequest`.
    public struct TopicRequest: Equatable, Sendable, WireStructure {
        /// `Name`, versions 0+.
        public var name: String
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.name = reader.string("topics.name", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.name, "topics.name", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `Cursor` of `DescribeTopicPartitionsRequest`.
    public struct Cursor: Equatable, Sendable, WireStructure {
        /// `TopicName`, versions 0+.
        public var topicName: String
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topicName: String = "",
            partitionIndex: Int32 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topicName = topicName
            self.partitionIndex = partitionIndex
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.topicName = reader.string("cursor.topicName", flexible: true)
            self.partitionIndex = reader.int32("cursor.partitionIndex")
            self.unknownTaggedFields = reader.taggedFields("cursor.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.topicName, "cursor.topicName", flexible: true)
            writer.int32(self.partitionIndex)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}

/// Kafka's `DescribeTopicPartitionsResponse`, version 0.
public struct DescribeTopicPartitionsResponse: KafkaResponse {
    /// API key 75.
    public static var apiKey: APIKey { .describeTopicPartitions }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeTopicPartitionsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `ThrottleTimeMs`, versions 0+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// `Topics`, versions 0+.
    public var topics: [DescribeTopicPartitionsResponseTopic]
    /// `NextCursor`, versions 0+. Null allowed from version 0.
    public var nextCursor: Cursor?
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        topics: [DescribeTopicPartitionsResponseTopic] = [],
        nextCursor: Cursor? = nil,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.topics = topics
        self.nextCursor = nextCursor
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.nextCursor != b.nextCursor { return false }
        if !areEqual(a.topics, b.topics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.topics = reader.structs("topics", flexible: true, version: version)
        self.nextCursor = reader.nullableStruct("nextCursor", version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.throttleTimeMs)
        writer.structs(self.topics, "topics", flexible: true, version: version)
        writer.nullableStruct(self.nextCursor, "nextCursor", version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `DescribeTopicPartitionsResponseTopic` of `DescribeTopicPartitionsResponse`.
    public struct DescribeTopicPartitionsResponseTopic: Equatable, Sendable, WireStructure {
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `Name`, versions 0+. Null allowed from version 0.
        public var name: String?
        /// `TopicId`, versions 0+. Dropped silently by versions without it.
        public var topicID: KafkaUUID
        /// `IsInternal`, versions 0+. Dropped silently by versions without it.
        public var isInternal: Bool
        /// `Partitions`, versions 0+.
        public var partitions: [DescribeTopicPartitionsResponsePartition]
        /// `TopicAuthorizedOperations`, versions 0+.
        public var topicAuthorizedOperations: Int32
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            errorCode: Int16 = 0,
            name: String? = "",
            topicID: KafkaUUID = .zero,
            isInternal: Bool = false,
            partitions: [DescribeTopicPartitionsResponsePartition] = [],
            topicAuthorizedOperations: Int32 = -2147483648,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.errorCode = errorCode
            self.name = name
            self.topicID = topicID
            self.isInternal = isInternal
            self.partitions = partitions
            self.topicAuthorizedOperations = topicAuthorizedOperations
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.errorCode != b.errorCode { return false }
            if a.name != b.name { return false }
            if a.topicID != b.topicID { return false }
            if a.isInternal != b.isInternal { return false }
            if a.topicAuthorizedOperations != b.topicAuthorizedOperations { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.errorCode = reader.int16("topics.errorCode")
            self.name = reader.nullableString("topics.name", flexible: true)
            self.topicID = reader.uuid("topics.topicID")
            self.isInternal = reader.bool("topics.isInternal")
            self.partitions = reader.structs("topics.partitions", flexible: true, version: version)
            self.topicAuthorizedOperations = reader.int32("topics.topicAuthorizedOperations")
            self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int16(self.errorCode)
            writer.nullableString(self.name, "topics.name", flexible: true)
            writer.uuid(self.topicID)
            writer.bool(self.isInternal)
            writer.structs(self.partitions, "topics.partitions", flexible: true, version: version)
            writer.int32(self.topicAuthorizedOperations)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `DescribeTopicPartitionsResponsePartition` of `DescribeTopicPartitionsResponse`.
    public struct DescribeTopicPartitionsResponsePartition: Equatable, Sendable, WireStructure {
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `LeaderId`, versions 0+.
        public var leaderID: Int32
        /// `LeaderEpoch`, versions 0+. Dropped silently by versions without it.
        public var leaderEpoch: Int32
        /// `ReplicaNodes`, versions 0+.
        public var replicaNodes: [Int32]
        /// `IsrNodes`, versions 0+.
        public var isrNodes: [Int32]
        /// `EligibleLeaderReplicas`, versions 0+. Null allowed from version 0.
        public var eligibleLeaderReplicas: [Int32]?
        /// `LastKnownElr`, versions 0+. Null allowed from version 0.
        public var lastKnownElr: [Int32]?
        /// `OfflineReplicas`, versions 0+. Dropped silently by versions without it.
        public var offlineReplicas: [Int32]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            errorCode: Int16 = 0,
            partitionIndex: Int32 = 0,
            leaderID: Int32 = 0,
            leaderEpoch: Int32 = -1,
            replicaNodes: [Int32] = [],
            isrNodes: [Int32] = [],
            eligibleLeaderReplicas: [Int32]? = nil,
            lastKnownElr: [Int32]? = nil,
            offlineReplicas: [Int32] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.errorCode = errorCode
            self.partitionIndex = partitionIndex
            self.leaderID = leaderID
            self.leaderEpoch = leaderEpoch
            self.replicaNodes = replicaNodes
            self.isrNodes = isrNodes
            self.eligibleLeaderReplicas = eligibleLeaderReplicas
            self.lastKnownElr = lastKnownElr
            self.offlineReplicas = offlineReplicas
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.errorCode = reader.int16("topics.partitions.errorCode")
            self.partitionIndex = reader.int32("topics.partitions.partitionIndex")
            self.leaderID = reader.int32("topics.partitions.leaderID")
            self.leaderEpoch = reader.int32("topics.partitions.leaderEpoch")
            self.replicaNodes = reader.integers("topics.partitions.replicaNodes", flexible: true)
            self.isrNodes = reader.integers("topics.partitions.isrNodes", flexible: true)
            self.eligibleLeaderReplicas = reader.nullableIntegers("topics.partitions.eligibleLeaderReplicas", flexible: true)
            self.lastKnownElr = reader.nullableIntegers("topics.partitions.lastKnownElr", flexible: true)
            self.offlineReplicas = reader.integers("topics.partitions.offlineReplicas", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("topics.partitions.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int16(self.errorCode)
            writer.int32(self.partitionIndex)
            writer.int32(self.leaderID)
            writer.int32(self.leaderEpoch)
            writer.integers(self.replicaNodes, "topics.partitions.replicaNodes", flexible: true)
            writer.integers(self.isrNodes, "topics.partitions.isrNodes", flexible: true)
            writer.nullableIntegers(self.eligibleLeaderReplicas, "topics.partitions.eligibleLeaderReplicas", flexible: true)
            writer.nullableIntegers(self.lastKnownElr, "topics.partitions.lastKnownElr", flexible: true)
            writer.integers(self.offlineReplicas, "topics.partitions.offlineReplicas", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `Cursor` of `DescribeTopicPartitionsResponse`.
    public struct Cursor: Equatable, Sendable, WireStructure {
        /// `TopicName`, versions 0+.
        public var topicName: String
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topicName: String = "",
            partitionIndex: Int32 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topicName = topicName
            self.partitionIndex = partitionIndex
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.topicName = reader.string("nextCursor.topicName", flexible: true)
            self.partitionIndex = reader.int32("nextCursor.partitionIndex")
            self.unknownTaggedFields = reader.taggedFields("nextCursor.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.topicName, "nextCursor.topicName", flexible: true)
            writer.int32(self.partitionIndex)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
