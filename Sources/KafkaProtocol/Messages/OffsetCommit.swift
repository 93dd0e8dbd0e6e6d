// Generated from ProtocolSpecs/OffsetCommit.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Stores the offsets up to which a group has read. It goes to the group's coordinator.
///
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
    /// Group whose offsets to store. A commit with `GenerationIdOrMemberEpoch` -1 creates it if it does not exist.
    ///
    /// Kafka's `GroupId`, versions 0+.
    public var groupID: String
    /// Generation of a classic group, or the epoch of a member of a KIP-848 group (from version 9). -1 commits without
    /// being a member, which works only while the group has none. One that does not fit gives ILLEGAL_GENERATION or,
    /// with KIP-848, STALE_MEMBER_EPOCH.
    ///
    /// Kafka's `GenerationIdOrMemberEpoch`, versions 1+. Dropped silently by versions without it.
    public var generationIDOrMemberEpoch: Int32
    /// Id that the committing member got from `JoinGroup` or uses in `ConsumerGroupHeartbeat`; empty to commit without
    /// being a member.
    ///
    /// Kafka's `MemberId`, versions 1+. Dropped silently by versions without it.
    public var memberID: String
    /// Name that the user gave to a static member (`group.instance.id`, KIP-345); null for other members.
    /// FENCED_INSTANCE_ID if another process has taken it.
    ///
    /// Kafka's `GroupInstanceId`, versions 7+. Null allowed from version 7.
    public var groupInstanceID: String?
    /// Time to keep the offsets, in milliseconds from now; -1 takes the broker's `offsets.retention.minutes`. From
    /// version 5 the broker alone decides (KIP-211).
    ///
    /// Kafka's `RetentionTimeMs`, versions 2-4. Dropped silently by versions without it.
    public var retentionTimeMs: Int64
    /// Topics whose offsets to store, each with its partitions.
    ///
    /// Kafka's `Topics`, versions 0+.
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

    /// Element of `topics`: Topics whose offsets to store, each with its partitions.
    ///
    /// Kafka's `OffsetCommitRequestTopic` in `OffsetCommitRequest`, versions 0+.
    public struct OffsetCommitRequestTopic: Equatable, Sendable {
        /// Name of the topic; from version 10 `TopicId` identifies it.
        ///
        /// Kafka's `Name`, versions 0-9. Dropped silently by versions without it.
        public var name: String
        /// Id of the topic (KIP-848); the broker answers UNKNOWN_TOPIC_ID if it does not know it.
        ///
        /// Kafka's `TopicId`, versions 10+. Dropped silently by versions without it.
        public var topicID: KafkaUUID
        /// Partitions of the topic, each with its offset. Each succeeds or fails on its own.
        ///
        /// Kafka's `Partitions`, versions 0+.
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

    /// Element of `topics.partitions`: Partitions of the topic, each with its offset. Each succeeds or fails on its
    /// own.
    ///
    /// Kafka's `OffsetCommitRequestPartition` in `OffsetCommitRequest`, versions 0+.
    public struct OffsetCommitRequestPartition: Equatable, Sendable {
        /// Number of the partition, from 0.
        ///
        /// Kafka's `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// Offset of the next record to read, thus one more than that of the last record processed.
        ///
        /// Kafka's `CommittedOffset`, versions 0+.
        public var committedOffset: Int64
        /// Leader epoch of the last record processed; -1 if unknown. After a restart it lets a consumer find out
        /// whether the log was truncated (KIP-320).
        ///
        /// Kafka's `CommittedLeaderEpoch`, versions 6+. Dropped silently by versions without it.
        public var committedLeaderEpoch: Int32
        /// Time of the commit, in milliseconds since 1970; -1 takes the broker's clock. In the other versions that
        /// clock always counts.
        ///
        /// Kafka's `CommitTimestamp`, version 1.
        public var commitTimestamp: Int64
        /// Text that the application keeps with the offset; null is stored as empty. Longer than the broker's
        /// `offset.metadata.max.bytes` (4096 characters by default) gives OFFSET_METADATA_TOO_LARGE.
        ///
        /// Kafka's `CommittedMetadata`, versions 0+. Null allowed from version 0.
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

/// Result of each partition of an `OffsetCommitRequest`. An error of the group is repeated at every partition.
///
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
    /// Time for which the client must send nothing more on this connection because it exceeded a quota, in
    /// milliseconds; 0 if it did not. Below version 4 the client need not wait itself, as the broker holds it back
    /// (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 3+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// Topics of the request, each with the result of its partitions.
    ///
    /// Kafka's `Topics`, versions 0+.
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

    /// Element of `topics`: Topics of the request, each with the result of its partitions.
    ///
    /// Kafka's `OffsetCommitResponseTopic` in `OffsetCommitResponse`, versions 0+.
    public struct OffsetCommitResponseTopic: Equatable, Sendable {
        /// Name of the topic; from version 10 `TopicId` identifies it.
        ///
        /// Kafka's `Name`, versions 0-9. Dropped silently by versions without it.
        public var name: String
        /// Id of the topic, as in the request.
        ///
        /// Kafka's `TopicId`, versions 10+. Dropped silently by versions without it.
        public var topicID: KafkaUUID
        /// Result of each partition of the topic.
        ///
        /// Kafka's `Partitions`, versions 0+.
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

    /// Element of `topics.partitions`: Result of each partition of the topic.
    ///
    /// Kafka's `OffsetCommitResponsePartition` in `OffsetCommitResponse`, versions 0+.
    public struct OffsetCommitResponsePartition: Equatable, Sendable {
        /// Number of the partition, from 0.
        ///
        /// Kafka's `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// Error of the commit; 0 if the offset is stored. After NOT_COORDINATOR look up the coordinator again, after
        /// REBALANCE_IN_PROGRESS, ILLEGAL_GENERATION and UNKNOWN_MEMBER_ID join again first, after STALE_MEMBER_EPOCH
        /// retry with the epoch of the next heartbeat. A missing group gives GROUP_ID_NOT_FOUND from version 9 and
        /// ILLEGAL_GENERATION below.
        ///
        /// Kafka's `ErrorCode`, versions 0+.
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
