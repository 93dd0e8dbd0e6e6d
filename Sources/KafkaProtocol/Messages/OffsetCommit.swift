// Generated from ProtocolSpecs/OffsetCommit.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `OffsetCommitRequest`, versions 0-10.
public struct OffsetCommitRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = OffsetCommitResponse
    /// API key 8.
    public static let apiKey = APIKey.offsetCommit
    /// Kafka's name of the message.
    public static let messageName: StaticString = "OffsetCommitRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...10
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 8
    /// `GroupId`, versions 0+.
    public var groupID: String
    /// `GenerationIdOrMemberEpoch`, versions 1+. Dropped silently by versions without it.
    public var generationIDOrMemberEpoch: Int32
    /// `MemberId`, versions 1+. Dropped silently by versions without it.
    public var memberID: String
    /// `GroupInstanceId`, versions 7+. Null allowed from version 7.
    public var groupInstanceID: String?
    /// `RetentionTimeMs`, versions 2-4. Dropped silently by versions without it.
    public var retentionTimeMs: Int64
    /// `Topics`, versions 0+.
    public var topics: [OffsetCommitRequestTopic]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        groupID: String = "",
        generationIDOrMemberEpoch: Int32 = -1,
        memberID: String = "",
        groupInstanceID: String? = nil,
        retentionTimeMs: Int64 = -1,
        topics: [OffsetCommitRequestTopic] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.groupID = groupID
        self.generationIDOrMemberEpoch = generationIDOrMemberEpoch
        self.memberID = memberID
        self.groupInstanceID = groupInstanceID
        self.retentionTimeMs = retentionTimeMs
        self.topics = topics
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "groupID"
        self.groupID = try reader.readString(flexible: version >= 8)
        if version >= 1 {
            reader.field = "generationIDOrMemberEpoch"
            self.generationIDOrMemberEpoch = try reader.readInt32()
        }
        if version >= 1 {
            reader.field = "memberID"
            self.memberID = try reader.readString(flexible: version >= 8)
        }
        if version >= 7 {
            reader.field = "groupInstanceID"
            self.groupInstanceID = try reader.readNullableString(flexible: version >= 8)
        }
        if (2...4).contains(version) {
            reader.field = "retentionTimeMs"
            self.retentionTimeMs = try reader.readInt64()
        }
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: version >= 8) { (reader: inout WireReader) throws(WireError) in try OffsetCommitRequestTopic(from: &reader, version: version) }
        if version >= 8 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "groupID"
        try writer.writeString(self.groupID, flexible: version >= 8)
        if version >= 1 {
            writer.writeInteger(self.generationIDOrMemberEpoch)
        }
        if version >= 1 {
            writer.field = "memberID"
            try writer.writeString(self.memberID, flexible: version >= 8)
        }
        if version >= 7 {
            writer.field = "groupInstanceID"
            try writer.writeNullableString(self.groupInstanceID, flexible: version >= 8)
        } else {
            if self.groupInstanceID != nil { throw writer.unsupportedField("groupInstanceID") }
        }
        if (2...4).contains(version) {
            writer.writeInteger(self.retentionTimeMs)
        }
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: version >= 8) { (value: OffsetCommitRequestTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 8 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `OffsetCommitRequestTopic` of `OffsetCommitRequest`.
    public struct OffsetCommitRequestTopic: Equatable, Sendable {
        /// `Name`, versions 0-9. Dropped silently by versions without it.
        public var name: String
        /// `TopicId`, versions 10+. Dropped silently by versions without it.
        public var topicID: KafkaUUID
        /// `Partitions`, versions 0+.
        public var partitions: [OffsetCommitRequestPartition]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            topicID: KafkaUUID = .zero,
            partitions: [OffsetCommitRequestPartition] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.topicID = topicID
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            if version <= 9 {
                reader.field = "topics.name"
                self.name = try reader.readString(flexible: version >= 8)
            }
            if version == 10 {
                reader.field = "topics.topicID"
                self.topicID = try reader.readUUID()
            }
            reader.field = "topics.partitions"
            self.partitions = try reader.readArray(flexible: version >= 8) { (reader: inout WireReader) throws(WireError) in try OffsetCommitRequestPartition(from: &reader, version: version) }
            if version >= 8 {
                reader.field = "topics.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            if version <= 9 {
                writer.field = "topics.name"
                try writer.writeString(self.name, flexible: version >= 8)
            }
            if version == 10 {
                writer.writeUUID(self.topicID)
            }
            writer.field = "topics.partitions"
            try writer.writeArray(self.partitions, flexible: version >= 8) { (value: OffsetCommitRequestPartition, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 8 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `OffsetCommitRequestPartition` of `OffsetCommitRequest`.
    public struct OffsetCommitRequestPartition: Equatable, Sendable {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `CommittedOffset`, versions 0+.
        public var committedOffset: Int64
        /// `CommittedLeaderEpoch`, versions 6+. Dropped silently by versions without it.
        public var committedLeaderEpoch: Int32
        /// `CommitTimestamp`, version 1.
        public var commitTimestamp: Int64
        /// `CommittedMetadata`, versions 0+. Null allowed from version 0.
        public var committedMetadata: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            committedOffset: Int64 = 0,
            committedLeaderEpoch: Int32 = -1,
            commitTimestamp: Int64 = -1,
            committedMetadata: String? = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.committedOffset = committedOffset
            self.committedLeaderEpoch = committedLeaderEpoch
            self.commitTimestamp = commitTimestamp
            self.committedMetadata = committedMetadata
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "topics.partitions.committedOffset"
            self.committedOffset = try reader.readInt64()
            if version >= 6 {
                reader.field = "topics.partitions.committedLeaderEpoch"
                self.committedLeaderEpoch = try reader.readInt32()
            }
            if version == 1 {
                reader.field = "topics.partitions.commitTimestamp"
                self.commitTimestamp = try reader.readInt64()
            }
            reader.field = "topics.partitions.committedMetadata"
            self.committedMetadata = try reader.readNullableString(flexible: version >= 8)
            if version >= 8 {
                reader.field = "topics.partitions.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.writeInteger(self.committedOffset)
            if version >= 6 {
                writer.writeInteger(self.committedLeaderEpoch)
            }
            if version == 1 {
                writer.writeInteger(self.commitTimestamp)
            } else {
                if self.commitTimestamp != -1 { throw writer.unsupportedField("topics.partitions.commitTimestamp") }
            }
            writer.field = "topics.partitions.committedMetadata"
            try writer.writeNullableString(self.committedMetadata, flexible: version >= 8)
            if version >= 8 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `OffsetCommitResponse`, versions 0-10.
public struct OffsetCommitResponse: KafkaResponse {
    /// API key 8.
    public static let apiKey = APIKey.offsetCommit
    /// Kafka's name of the message.
    public static let messageName: StaticString = "OffsetCommitResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...10
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 8
    /// `ThrottleTimeMs`, versions 3+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// `Topics`, versions 0+.
    public var topics: [OffsetCommitResponseTopic]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        topics: [OffsetCommitResponseTopic] = [],
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
        if version >= 3 {
            reader.field = "throttleTimeMs"
            self.throttleTimeMs = try reader.readInt32()
        }
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: version >= 8) { (reader: inout WireReader) throws(WireError) in try OffsetCommitResponseTopic(from: &reader, version: version) }
        if version >= 8 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        if version >= 3 {
            writer.writeInteger(self.throttleTimeMs)
        }
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: version >= 8) { (value: OffsetCommitResponseTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 8 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `OffsetCommitResponseTopic` of `OffsetCommitResponse`.
    public struct OffsetCommitResponseTopic: Equatable, Sendable {
        /// `Name`, versions 0-9. Dropped silently by versions without it.
        public var name: String
        /// `TopicId`, versions 10+. Dropped silently by versions without it.
        public var topicID: KafkaUUID
        /// `Partitions`, versions 0+.
        public var partitions: [OffsetCommitResponsePartition]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            topicID: KafkaUUID = .zero,
            partitions: [OffsetCommitResponsePartition] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.topicID = topicID
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            if version <= 9 {
                reader.field = "topics.name"
                self.name = try reader.readString(flexible: version >= 8)
            }
            if version == 10 {
                reader.field = "topics.topicID"
                self.topicID = try reader.readUUID()
            }
            reader.field = "topics.partitions"
            self.partitions = try reader.readArray(flexible: version >= 8) { (reader: inout WireReader) throws(WireError) in try OffsetCommitResponsePartition(from: &reader, version: version) }
            if version >= 8 {
                reader.field = "topics.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            if version <= 9 {
                writer.field = "topics.name"
                try writer.writeString(self.name, flexible: version >= 8)
            }
            if version == 10 {
                writer.writeUUID(self.topicID)
            }
            writer.field = "topics.partitions"
            try writer.writeArray(self.partitions, flexible: version >= 8) { (value: OffsetCommitResponsePartition, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 8 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `OffsetCommitResponsePartition` of `OffsetCommitResponse`.
    public struct OffsetCommitResponsePartition: Equatable, Sendable {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            errorCode: Int16 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.errorCode = errorCode
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "topics.partitions.errorCode"
            self.errorCode = try reader.readInt16()
            if version >= 8 {
                reader.field = "topics.partitions.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.writeInteger(self.errorCode)
            if version >= 8 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
