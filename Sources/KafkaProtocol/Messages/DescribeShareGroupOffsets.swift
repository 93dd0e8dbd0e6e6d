// Generated from ProtocolSpecs/DescribeShareGroupOffsets.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DescribeShareGroupOffsetsRequest`, versions 0-1.
public struct DescribeShareGroupOffsetsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeShareGroupOffsetsResponse
    /// API key 90.
    public static var apiKey: APIKey { .describeShareGroupOffsets }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeShareGroupOffsetsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `Groups`, versions 0+.
    public var groups: [DescribeShareGroupOffsetsRequestGroup]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        groups: [DescribeShareGroupOffsetsRequestGroup] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.groups = groups
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if !areEqual(a.groups, b.groups) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.groups = reader.structs("groups", flexible: true, version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.structs(self.groups, "groups", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `DescribeShareGroupOffsetsRequestGroup` of `DescribeShareGroupOffsetsRequest`.
    public struct DescribeShareGroupOffsetsRequestGroup: Equatable, Sendable, WireStructure {
        /// `GroupId`, versions 0+.
        public var groupID: String
        /// `Topics`, versions 0+. Null allowed from version 0.
        public var topics: [DescribeShareGroupOffsetsRequestTopic]?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            groupID: String = "",
            topics: [DescribeShareGroupOffsetsRequestTopic]? = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.groupID = groupID
            self.topics = topics
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.groupID != b.groupID { return false }
            if !areEqual(a.topics, b.topics) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.groupID = reader.string("groups.groupID", flexible: true)
            self.topics = reader.nullableStructs("groups.topics", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("groups.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.groupID, "groups.groupID", flexible: true)
            writer.nullableStructs(self.topics, "groups.topics", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `DescribeShareGroupOffsetsRequestTopic` of `DescribeShareGroupOffsetsRequest`.
    public struct DescribeShareGroupOffsetsRequestTopic: Equatable, Sendable, WireStructure {
        /// `TopicName`, versions 0+.
        public var topicName: String
        /// `Partitions`, versions 0+.
        public var partitions: [Int32]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topicName: String = "",
            partitions: [Int32] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topicName = topicName
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.topicName = reader.string("groups.topics.topicName", flexible: true)
            self.partitions = reader.integers("groups.topics.partitions", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("groups.topics.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.topicName, "groups.topics.topicName", flexible: true)
            writer.integers(self.partitions, "groups.topics.partitions", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}

/// Kafka's `DescribeShareGroupOffsetsResponse`, versions 0-1.
public struct DescribeShareGroupOffsetsResponse: KafkaResponse {
    /// API key 90.
    public static var apiKey: APIKey { .describeShareGroupOffsets }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeShareGroupOffsetsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `Groups`, versions 0+.
    public var groups: [DescribeShareGroupOffsetsResponseGroup]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        groups: [DescribeShareGroupOffsetsResponseGroup] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.groups = groups
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if !areEqual(a.groups, b.groups) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.groups = reader.structs("groups", flexible: true, version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.throttleTimeMs)
        writer.structs(self.groups, "groups", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `DescribeShareGroupOffsetsResponseGroup` of `DescribeShareGroupOffsetsResponse`.
    public struct DescribeShareGroupOffsetsResponseGroup: Equatable, Sendable, WireStructure {
        /// `GroupId`, versions 0+.
        public var groupID: String
        /// `Topics`, versions 0+.
        public var topics: [DescribeShareGroupOffsetsResponseTopic]
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            groupID: String = "",
            topics: [DescribeShareGroupOffsetsResponseTopic] = [],
            errorCode: Int16 = 0,
            errorMessage: String? = nil,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.groupID = groupID
            self.topics = topics
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.groupID != b.groupID { return false }
            if a.errorCode != b.errorCode { return false }
            if a.errorMessage != b.errorMessage { return false }
            if !areEqual(a.topics, b.topics) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.groupID = reader.string("groups.groupID", flexible: true)
            self.topics = reader.structs("groups.topics", flexible: true, version: version)
            self.errorCode = reader.int16("groups.errorCode")
            self.errorMessage = reader.nullableString("groups.errorMessage", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("groups.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.groupID, "groups.groupID", flexible: true)
            writer.structs(self.topics, "groups.topics", flexible: true, version: version)
            writer.int16(self.errorCode)
            writer.nullableString(self.errorMessage, "groups.errorMessage", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `DescribeShareGroupOffsetsResponseTopic` of `DescribeShareGroupOffsetsResponse`.
    public struct DescribeShareGroupOffsetsResponseTopic: Equatable, Sendable, WireStructure {
        /// `TopicName`, versions 0+.
        public var topicName: String
        /// `TopicId`, versions 0+.
        public var topicID: KafkaUUID
        /// `Partitions`, versions 0+.
        public var partitions: [DescribeShareGroupOffsetsResponsePartition]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topicName: String = "",
            topicID: KafkaUUID = .zero,
            partitions: [DescribeShareGroupOffsetsResponsePartition] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topicName = topicName
            self.topicID = topicID
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.topicName != b.topicName { return false }
            if a.topicID != b.topicID { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.topicName = reader.string("groups.topics.topicName", flexible: true)
            self.topicID = reader.uuid("groups.topics.topicID")
            self.partitions = reader.structs("groups.topics.partitions", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("groups.topics.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.topicName, "groups.topics.topicName", flexible: true)
            writer.uuid(self.topicID)
            writer.structs(self.partitions, "groups.topics.partitions", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `DescribeShareGroupOffsetsResponsePartition` of `DescribeShareGroupOffsetsResponse`.
    public struct DescribeShareGroupOffsetsResponsePartition: Equatable, Sendable, WireStructure {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `StartOffset`, versions 0+.
        public var startOffset: Int64
        /// `LeaderEpoch`, versions 0+.
        public var leaderEpoch: Int32
        /// `Lag`, versions 1+. Dropped silently by versions without it.
        public var lag: Int64
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            startOffset: Int64 = 0,
            leaderEpoch: Int32 = 0,
            lag: Int64 = -1,
            errorCode: Int16 = 0,
            errorMessage: String? = nil,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.startOffset = startOffset
            self.leaderEpoch = leaderEpoch
            self.lag = lag
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.partitionIndex = reader.int32("groups.topics.partitions.partitionIndex")
            self.startOffset = reader.int64("groups.topics.partitions.startOffset")
            self.leaderEpoch = reader.int32("groups.topics.partitions.leaderEpoch")
            if version == 1 {
                self.lag = reader.int64("groups.topics.partitions.lag")
            } else {
                self.lag = -1
            }
            self.errorCode = reader.int16("groups.topics.partitions.errorCode")
            self.errorMessage = reader.nullableString("groups.topics.partitions.errorMessage", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("groups.topics.partitions.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.partitionIndex)
            writer.int64(self.startOffset)
            writer.int32(self.leaderEpoch)
            if version == 1 {
                writer.int64(self.lag)
            }
            writer.int16(self.errorCode)
            writer.nullableString(self.errorMessage, "groups.topics.partitions.errorMessage", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
