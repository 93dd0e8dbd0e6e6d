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
    public static var apiKey: APIKey { .offsetCommit }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "OffsetCommitRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...10 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 8 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.groupID != b.groupID { return false }
        if a.generationIDOrMemberEpoch != b.generationIDOrMemberEpoch { return false }
        if a.memberID != b.memberID { return false }
        if a.groupInstanceID != b.groupInstanceID { return false }
        if a.retentionTimeMs != b.retentionTimeMs { return false }
        if !areEqual(a.topics, b.topics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 8
        self.groupID = reader.string("groupID", flexible: isFlexible)
        if version >= 1 {
            self.generationIDOrMemberEpoch = reader.int32("generationIDOrMemberEpoch")
            self.memberID = reader.string("memberID", flexible: isFlexible)
        } else {
            self.generationIDOrMemberEpoch = -1
            self.memberID = ""
        }
        if version >= 7 {
            self.groupInstanceID = reader.nullableString("groupInstanceID", flexible: isFlexible)
        } else {
            self.groupInstanceID = nil
        }
        if (2...4).contains(version) {
            self.retentionTimeMs = reader.int64("retentionTimeMs")
        } else {
            self.retentionTimeMs = -1
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
        let isFlexible = version >= 8
        writer.string(self.groupID, "groupID", flexible: isFlexible)
        if version >= 1 {
            writer.int32(self.generationIDOrMemberEpoch)
            writer.string(self.memberID, "memberID", flexible: isFlexible)
        }
        if version >= 7 {
            writer.nullableString(self.groupInstanceID, "groupInstanceID", flexible: isFlexible)
        } else {
            if self.groupInstanceID != nil { writer.unsupported("groupInstanceID") }
        }
        if (2...4).contains(version) {
            writer.int64(self.retentionTimeMs)
        }
        writer.structs(self.topics, "topics", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `topics`: Topics whose offsets to store, each with its partitions.
    ///
    /// Kafka's `OffsetCommitRequestTopic` in `OffsetCommitRequest`, versions 0+.
    public struct OffsetCommitRequestTopic: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.name != b.name { return false }
            if a.topicID != b.topicID { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 8
            if version <= 9 {
                self.name = reader.string("topics.name", flexible: isFlexible)
            } else {
                self.name = ""
            }
            if version == 10 {
                self.topicID = reader.uuid("topics.topicID")
            } else {
                self.topicID = .zero
            }
            self.partitions = reader.structs("topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 8
            if version <= 9 {
                writer.string(self.name, "topics.name", flexible: isFlexible)
            }
            if version == 10 {
                writer.uuid(self.topicID)
            }
            writer.structs(self.partitions, "topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.partitions`: Partitions of the topic, each with its offset. Each succeeds or fails on its
    /// own.
    ///
    /// Kafka's `OffsetCommitRequestPartition` in `OffsetCommitRequest`, versions 0+.
    public struct OffsetCommitRequestPartition: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 8
            self.partitionIndex = reader.int32("topics.partitions.partitionIndex")
            self.committedOffset = reader.int64("topics.partitions.committedOffset")
            if version >= 6 {
                self.committedLeaderEpoch = reader.int32("topics.partitions.committedLeaderEpoch")
            } else {
                self.committedLeaderEpoch = -1
            }
            if version == 1 {
                self.commitTimestamp = reader.int64("topics.partitions.commitTimestamp")
            } else {
                self.commitTimestamp = -1
            }
            self.committedMetadata = reader.nullableString("topics.partitions.committedMetadata", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.partitions.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 8
            writer.int32(self.partitionIndex)
            writer.int64(self.committedOffset)
            if version >= 6 {
                writer.int32(self.committedLeaderEpoch)
            }
            if version == 1 {
                writer.int64(self.commitTimestamp)
            } else {
                if self.commitTimestamp != -1 { writer.unsupported("topics.partitions.commitTimestamp") }
            }
            writer.nullableString(self.committedMetadata, "topics.partitions.committedMetadata", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Result of each partition of an `OffsetCommitRequest`. An error of the group is repeated at every partition.
///
/// Kafka's `OffsetCommitResponse`, versions 0-10.
public struct OffsetCommitResponse: KafkaResponse {
    /// API key 8.
    public static var apiKey: APIKey { .offsetCommit }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "OffsetCommitResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...10 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 8 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if !areEqual(a.topics, b.topics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 8
        if version >= 3 {
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
        let isFlexible = version >= 8
        if version >= 3 {
            writer.int32(self.throttleTimeMs)
        }
        writer.structs(self.topics, "topics", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `topics`: Topics of the request, each with the result of its partitions.
    ///
    /// Kafka's `OffsetCommitResponseTopic` in `OffsetCommitResponse`, versions 0+.
    public struct OffsetCommitResponseTopic: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.name != b.name { return false }
            if a.topicID != b.topicID { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 8
            if version <= 9 {
                self.name = reader.string("topics.name", flexible: isFlexible)
            } else {
                self.name = ""
            }
            if version == 10 {
                self.topicID = reader.uuid("topics.topicID")
            } else {
                self.topicID = .zero
            }
            self.partitions = reader.structs("topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 8
            if version <= 9 {
                writer.string(self.name, "topics.name", flexible: isFlexible)
            }
            if version == 10 {
                writer.uuid(self.topicID)
            }
            writer.structs(self.partitions, "topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.partitions`: Result of each partition of the topic.
    ///
    /// Kafka's `OffsetCommitResponsePartition` in `OffsetCommitResponse`, versions 0+.
    public struct OffsetCommitResponsePartition: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 8
            self.partitionIndex = reader.int32("topics.partitions.partitionIndex")
            self.errorCode = reader.int16("topics.partitions.errorCode")
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.partitions.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 8
            writer.int32(self.partitionIndex)
            writer.int16(self.errorCode)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
