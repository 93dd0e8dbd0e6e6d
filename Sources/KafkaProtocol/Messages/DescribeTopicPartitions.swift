// Generated from ProtocolSpecs/DescribeTopicPartitions.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DescribeTopicPartitionsRequest`, version 0.
public struct DescribeTopicPartitionsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeTopicPartitionsResponse
    /// API key 75.
    public static let apiKey = APIKey.describeTopicPartitions
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeTopicPartitionsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TopicRequest(from: &reader, version: version) }
        reader.field = "responsePartitionLimit"
        self.responsePartitionLimit = try reader.readInt32()
        reader.field = "cursor"
        self.cursor = try reader.readNullableStruct { (reader: inout WireReader) throws(WireError) in try Cursor(from: &reader, version: version) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: true) { (value: TopicRequest, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeInteger(self.responsePartitionLimit)
        writer.field = "cursor"
        try writer.writeNullableStruct(self.cursor) { (value: Cursor, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `TopicRequest` of `DescribeTopicPartitionsRequest`.
    public struct TopicRequest: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.name"
            self.name = try reader.readString(flexible: true)
            reader.field = "topics.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.name"
            try writer.writeString(self.name, flexible: true)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `Cursor` of `DescribeTopicPartitionsRequest`.
    public struct Cursor: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "cursor.topicName"
            self.topicName = try reader.readString(flexible: true)
            reader.field = "cursor.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "cursor.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "cursor.topicName"
            try writer.writeString(self.topicName, flexible: true)
            writer.writeInteger(self.partitionIndex)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Kafka's `DescribeTopicPartitionsResponse`, version 0.
public struct DescribeTopicPartitionsResponse: KafkaResponse {
    /// API key 75.
    public static let apiKey = APIKey.describeTopicPartitions
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeTopicPartitionsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try DescribeTopicPartitionsResponseTopic(from: &reader, version: version) }
        reader.field = "nextCursor"
        self.nextCursor = try reader.readNullableStruct { (reader: inout WireReader) throws(WireError) in try Cursor(from: &reader, version: version) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: true) { (value: DescribeTopicPartitionsResponseTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.field = "nextCursor"
        try writer.writeNullableStruct(self.nextCursor) { (value: Cursor, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `DescribeTopicPartitionsResponseTopic` of `DescribeTopicPartitionsResponse`.
    public struct DescribeTopicPartitionsResponseTopic: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "topics.name"
            self.name = try reader.readNullableString(flexible: true)
            reader.field = "topics.topicID"
            self.topicID = try reader.readUUID()
            reader.field = "topics.isInternal"
            self.isInternal = try reader.readBool()
            reader.field = "topics.partitions"
            self.partitions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try DescribeTopicPartitionsResponsePartition(from: &reader, version: version) }
            reader.field = "topics.topicAuthorizedOperations"
            self.topicAuthorizedOperations = try reader.readInt32()
            reader.field = "topics.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.errorCode)
            writer.field = "topics.name"
            try writer.writeNullableString(self.name, flexible: true)
            writer.writeUUID(self.topicID)
            writer.writeBool(self.isInternal)
            writer.field = "topics.partitions"
            try writer.writeArray(self.partitions, flexible: true) { (value: DescribeTopicPartitionsResponsePartition, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeInteger(self.topicAuthorizedOperations)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `DescribeTopicPartitionsResponsePartition` of `DescribeTopicPartitionsResponse`.
    public struct DescribeTopicPartitionsResponsePartition: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.partitions.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "topics.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "topics.partitions.leaderID"
            self.leaderID = try reader.readInt32()
            reader.field = "topics.partitions.leaderEpoch"
            self.leaderEpoch = try reader.readInt32()
            reader.field = "topics.partitions.replicaNodes"
            self.replicaNodes = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            reader.field = "topics.partitions.isrNodes"
            self.isrNodes = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            reader.field = "topics.partitions.eligibleLeaderReplicas"
            self.eligibleLeaderReplicas = try reader.readNullableArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            reader.field = "topics.partitions.lastKnownElr"
            self.lastKnownElr = try reader.readNullableArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            reader.field = "topics.partitions.offlineReplicas"
            self.offlineReplicas = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            reader.field = "topics.partitions.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.errorCode)
            writer.writeInteger(self.partitionIndex)
            writer.writeInteger(self.leaderID)
            writer.writeInteger(self.leaderEpoch)
            writer.field = "topics.partitions.replicaNodes"
            try writer.writeArray(self.replicaNodes, flexible: true) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            writer.field = "topics.partitions.isrNodes"
            try writer.writeArray(self.isrNodes, flexible: true) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            writer.field = "topics.partitions.eligibleLeaderReplicas"
            try writer.writeNullableArray(self.eligibleLeaderReplicas, flexible: true) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            writer.field = "topics.partitions.lastKnownElr"
            try writer.writeNullableArray(self.lastKnownElr, flexible: true) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            writer.field = "topics.partitions.offlineReplicas"
            try writer.writeArray(self.offlineReplicas, flexible: true) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `Cursor` of `DescribeTopicPartitionsResponse`.
    public struct Cursor: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "nextCursor.topicName"
            self.topicName = try reader.readString(flexible: true)
            reader.field = "nextCursor.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "nextCursor.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "nextCursor.topicName"
            try writer.writeString(self.topicName, flexible: true)
            writer.writeInteger(self.partitionIndex)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
