// Generated from ProtocolSpecs/DescribeShareGroupOffsets.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DescribeShareGroupOffsetsRequest`, versions 0-1.
public struct DescribeShareGroupOffsetsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeShareGroupOffsetsResponse
    /// API key 90.
    public static let apiKey = APIKey.describeShareGroupOffsets
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeShareGroupOffsetsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...1
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "groups"
        self.groups = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try DescribeShareGroupOffsetsRequestGroup(from: &reader, version: version) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "groups"
        try writer.writeArray(self.groups, flexible: true) { (value: DescribeShareGroupOffsetsRequestGroup, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `DescribeShareGroupOffsetsRequestGroup` of `DescribeShareGroupOffsetsRequest`.
    public struct DescribeShareGroupOffsetsRequestGroup: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "groups.groupID"
            self.groupID = try reader.readString(flexible: true)
            reader.field = "groups.topics"
            self.topics = try reader.readNullableArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try DescribeShareGroupOffsetsRequestTopic(from: &reader, version: version) }
            reader.field = "groups.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "groups.groupID"
            try writer.writeString(self.groupID, flexible: true)
            writer.field = "groups.topics"
            try writer.writeNullableArray(self.topics, flexible: true) { (value: DescribeShareGroupOffsetsRequestTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `DescribeShareGroupOffsetsRequestTopic` of `DescribeShareGroupOffsetsRequest`.
    public struct DescribeShareGroupOffsetsRequestTopic: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "groups.topics.topicName"
            self.topicName = try reader.readString(flexible: true)
            reader.field = "groups.topics.partitions"
            self.partitions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            reader.field = "groups.topics.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "groups.topics.topicName"
            try writer.writeString(self.topicName, flexible: true)
            writer.field = "groups.topics.partitions"
            try writer.writeArray(self.partitions, flexible: true) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Kafka's `DescribeShareGroupOffsetsResponse`, versions 0-1.
public struct DescribeShareGroupOffsetsResponse: KafkaResponse {
    /// API key 90.
    public static let apiKey = APIKey.describeShareGroupOffsets
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeShareGroupOffsetsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...1
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "groups"
        self.groups = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try DescribeShareGroupOffsetsResponseGroup(from: &reader, version: version) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.field = "groups"
        try writer.writeArray(self.groups, flexible: true) { (value: DescribeShareGroupOffsetsResponseGroup, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `DescribeShareGroupOffsetsResponseGroup` of `DescribeShareGroupOffsetsResponse`.
    public struct DescribeShareGroupOffsetsResponseGroup: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "groups.groupID"
            self.groupID = try reader.readString(flexible: true)
            reader.field = "groups.topics"
            self.topics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try DescribeShareGroupOffsetsResponseTopic(from: &reader, version: version) }
            reader.field = "groups.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "groups.errorMessage"
            self.errorMessage = try reader.readNullableString(flexible: true)
            reader.field = "groups.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "groups.groupID"
            try writer.writeString(self.groupID, flexible: true)
            writer.field = "groups.topics"
            try writer.writeArray(self.topics, flexible: true) { (value: DescribeShareGroupOffsetsResponseTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeInteger(self.errorCode)
            writer.field = "groups.errorMessage"
            try writer.writeNullableString(self.errorMessage, flexible: true)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `DescribeShareGroupOffsetsResponseTopic` of `DescribeShareGroupOffsetsResponse`.
    public struct DescribeShareGroupOffsetsResponseTopic: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "groups.topics.topicName"
            self.topicName = try reader.readString(flexible: true)
            reader.field = "groups.topics.topicID"
            self.topicID = try reader.readUUID()
            reader.field = "groups.topics.partitions"
            self.partitions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try DescribeShareGroupOffsetsResponsePartition(from: &reader, version: version) }
            reader.field = "groups.topics.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "groups.topics.topicName"
            try writer.writeString(self.topicName, flexible: true)
            writer.writeUUID(self.topicID)
            writer.field = "groups.topics.partitions"
            try writer.writeArray(self.partitions, flexible: true) { (value: DescribeShareGroupOffsetsResponsePartition, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `DescribeShareGroupOffsetsResponsePartition` of `DescribeShareGroupOffsetsResponse`.
    public struct DescribeShareGroupOffsetsResponsePartition: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "groups.topics.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "groups.topics.partitions.startOffset"
            self.startOffset = try reader.readInt64()
            reader.field = "groups.topics.partitions.leaderEpoch"
            self.leaderEpoch = try reader.readInt32()
            if version == 1 {
                reader.field = "groups.topics.partitions.lag"
                self.lag = try reader.readInt64()
            }
            reader.field = "groups.topics.partitions.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "groups.topics.partitions.errorMessage"
            self.errorMessage = try reader.readNullableString(flexible: true)
            reader.field = "groups.topics.partitions.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.writeInteger(self.startOffset)
            writer.writeInteger(self.leaderEpoch)
            if version == 1 {
                writer.writeInteger(self.lag)
            }
            writer.writeInteger(self.errorCode)
            writer.field = "groups.topics.partitions.errorMessage"
            try writer.writeNullableString(self.errorMessage, flexible: true)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
