// Generated from ProtocolSpecs/OffsetFetch.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Reads the offsets that groups have committed. It goes to the coordinator of the groups; version 0 read them from
/// ZooKeeper.
///
/// Kafka's `OffsetFetchRequest`, versions 0-10.
public struct OffsetFetchRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = OffsetFetchResponse
    /// API key 9.
    public static let apiKey = APIKey.offsetFetch
    /// Kafka's name of the message.
    public static let messageName: StaticString = "OffsetFetchRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...10
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 6
    /// Group whose offsets to read; from version 8 `Groups` names it.
    ///
    /// Kafka's `GroupId`, versions 0-7.
    public var groupID: String
    /// Topics whose offsets to read; null, from version 2, for all that the group has committed. From version 8 in
    /// `Groups`.
    ///
    /// Kafka's `Topics`, versions 0-7. Null allowed from version 2.
    public var topics: [OffsetFetchRequestTopic]?
    /// Groups whose offsets to read; all should have the same coordinator, as the others get NOT_COORDINATOR (KIP-709).
    ///
    /// Kafka's `Groups`, versions 8+.
    public var groups: [OffsetFetchRequestGroup]
    /// Whether a partition for which an open transaction has a pending offset gets UNSTABLE_OFFSET_COMMIT (retry)
    /// instead of the old offset (KIP-447). Exactly-once consumers need true.
    ///
    /// Kafka's `RequireStable`, versions 7+.
    public var requireStable: Bool
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        groupID: String = "",
        topics: [OffsetFetchRequestTopic]? = [],
        groups: [OffsetFetchRequestGroup] = [],
        requireStable: Bool = false,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.groupID = groupID
        self.topics = topics
        self.groups = groups
        self.requireStable = requireStable
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        if version <= 7 {
            reader.field = "groupID"
            self.groupID = try reader.readString(flexible: version >= 6)
        }
        if version <= 7 {
            reader.field = "topics"
            self.topics = try version >= 2 ? reader.readNullableArray(flexible: version >= 6) { (reader: inout WireReader) throws(WireError) in try OffsetFetchRequestTopic(from: &reader, version: version) } : reader.readArray(flexible: version >= 6) { (reader: inout WireReader) throws(WireError) in try OffsetFetchRequestTopic(from: &reader, version: version) }
        }
        if version >= 8 {
            reader.field = "groups"
            self.groups = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try OffsetFetchRequestGroup(from: &reader, version: version) }
        }
        if version >= 7 {
            reader.field = "requireStable"
            self.requireStable = try reader.readBool()
        }
        if version >= 6 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        if version <= 7 {
            writer.field = "groupID"
            try writer.writeString(self.groupID, flexible: version >= 6)
        } else {
            if self.groupID != "" { throw writer.unsupportedField("groupID") }
        }
        if version <= 7 {
            writer.field = "topics"
            if version >= 2 {
                try writer.writeNullableArray(self.topics, flexible: version >= 6) { (value: OffsetFetchRequestTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            } else {
                try writer.writeArray(writer.nonNull(self.topics), flexible: version >= 6) { (value: OffsetFetchRequestTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            }
        } else {
            if self.topics?.isEmpty != true { throw writer.unsupportedField("topics") }
        }
        if version >= 8 {
            writer.field = "groups"
            try writer.writeArray(self.groups, flexible: true) { (value: OffsetFetchRequestGroup, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        } else {
            if !self.groups.isEmpty { throw writer.unsupportedField("groups") }
        }
        if version >= 7 {
            writer.writeBool(self.requireStable)
        } else {
            if self.requireStable { throw writer.unsupportedField("requireStable") }
        }
        if version >= 6 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `topics`: Topics whose offsets to read; null, from version 2, for all that the group has committed.
    /// From version 8 in `Groups`.
    ///
    /// Kafka's `OffsetFetchRequestTopic` in `OffsetFetchRequest`, versions 0-7.
    public struct OffsetFetchRequestTopic: Equatable, Sendable {
        /// Name of the topic.
        ///
        /// Kafka's `Name`, versions 0-7.
        public var name: String
        /// Numbers of the partitions whose offsets to read.
        ///
        /// Kafka's `PartitionIndexes`, versions 0-7.
        public var partitionIndexes: [Int32]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitionIndexes: [Int32] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.partitionIndexes = partitionIndexes
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.name"
            self.name = try reader.readString(flexible: version >= 6)
            reader.field = "topics.partitionIndexes"
            self.partitionIndexes = try reader.readArray(flexible: version >= 6) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            if version >= 6 {
                reader.field = "topics.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.name"
            try writer.writeString(self.name, flexible: version >= 6)
            writer.field = "topics.partitionIndexes"
            try writer.writeArray(self.partitionIndexes, flexible: version >= 6) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            if version >= 6 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Element of `groups`: Groups whose offsets to read; all should have the same coordinator, as the others get
    /// NOT_COORDINATOR (KIP-709).
    ///
    /// Kafka's `OffsetFetchRequestGroup` in `OffsetFetchRequest`, versions 8+.
    public struct OffsetFetchRequestGroup: Equatable, Sendable {
        /// Group whose offsets to read.
        ///
        /// Kafka's `GroupId`, versions 8+.
        public var groupID: String
        /// Id of the asking member of a KIP-848 group; null to ask without being a member, as administrators and
        /// members of classic groups do.
        ///
        /// Kafka's `MemberId`, versions 9+. Null allowed from version 9. Dropped silently by versions without it.
        public var memberID: String?
        /// Epoch of that member; -1 if `MemberId` is null. A wrong one gives STALE_MEMBER_EPOCH: ask again after the
        /// next heartbeat.
        ///
        /// Kafka's `MemberEpoch`, versions 9+. Dropped silently by versions without it.
        public var memberEpoch: Int32
        /// Topics whose offsets to read; null for all that the group has committed.
        ///
        /// Kafka's `Topics`, versions 8+. Null allowed from version 8.
        public var topics: [OffsetFetchRequestTopics]?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            groupID: String = "",
            memberID: String? = nil,
            memberEpoch: Int32 = -1,
            topics: [OffsetFetchRequestTopics]? = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.groupID = groupID
            self.memberID = memberID
            self.memberEpoch = memberEpoch
            self.topics = topics
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "groups.groupID"
            self.groupID = try reader.readString(flexible: true)
            if version >= 9 {
                reader.field = "groups.memberID"
                self.memberID = try reader.readNullableString(flexible: true)
            }
            if version >= 9 {
                reader.field = "groups.memberEpoch"
                self.memberEpoch = try reader.readInt32()
            }
            reader.field = "groups.topics"
            self.topics = try reader.readNullableArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try OffsetFetchRequestTopics(from: &reader, version: version) }
            reader.field = "groups.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "groups.groupID"
            try writer.writeString(self.groupID, flexible: true)
            if version >= 9 {
                writer.field = "groups.memberID"
                try writer.writeNullableString(self.memberID, flexible: true)
            }
            if version >= 9 {
                writer.writeInteger(self.memberEpoch)
            }
            writer.field = "groups.topics"
            try writer.writeNullableArray(self.topics, flexible: true) { (value: OffsetFetchRequestTopics, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `groups.topics`: Topics whose offsets to read; null for all that the group has committed.
    ///
    /// Kafka's `OffsetFetchRequestTopics` in `OffsetFetchRequest`, versions 8+.
    public struct OffsetFetchRequestTopics: Equatable, Sendable {
        /// Name of the topic; from version 10 `TopicId` identifies it.
        ///
        /// Kafka's `Name`, versions 8-9. Dropped silently by versions without it.
        public var name: String
        /// Id of the topic (KIP-848); the broker answers UNKNOWN_TOPIC_ID if it does not know it.
        ///
        /// Kafka's `TopicId`, versions 10+. Dropped silently by versions without it.
        public var topicID: KafkaUUID
        /// Numbers of the partitions whose offsets to read.
        ///
        /// Kafka's `PartitionIndexes`, versions 8+.
        public var partitionIndexes: [Int32]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            topicID: KafkaUUID = .zero,
            partitionIndexes: [Int32] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.topicID = topicID
            self.partitionIndexes = partitionIndexes
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            if version <= 9 {
                reader.field = "groups.topics.name"
                self.name = try reader.readString(flexible: true)
            }
            if version == 10 {
                reader.field = "groups.topics.topicID"
                self.topicID = try reader.readUUID()
            }
            reader.field = "groups.topics.partitionIndexes"
            self.partitionIndexes = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            reader.field = "groups.topics.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            if version <= 9 {
                writer.field = "groups.topics.name"
                try writer.writeString(self.name, flexible: true)
            }
            if version == 10 {
                writer.writeUUID(self.topicID)
            }
            writer.field = "groups.topics.partitionIndexes"
            try writer.writeArray(self.partitionIndexes, flexible: true) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Offsets that an `OffsetFetchRequest` asked for. A group that does not exist is not an error: it just has no offsets.
///
/// Kafka's `OffsetFetchResponse`, versions 0-10.
public struct OffsetFetchResponse: KafkaResponse {
    /// API key 9.
    public static let apiKey = APIKey.offsetFetch
    /// Kafka's name of the message.
    public static let messageName: StaticString = "OffsetFetchResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...10
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 6
    /// Time for which the client must send nothing more on this connection because it exceeded a quota, in
    /// milliseconds; 0 if it did not. Below version 4 the client need not wait itself, as the broker holds it back
    /// (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 3+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// Topics with the committed offsets of the group; from version 8 in `Groups`.
    ///
    /// Kafka's `Topics`, versions 0-7.
    public var topics: [OffsetFetchResponseTopic]
    /// Error of the group or its coordinator; 0 if there is none. After NOT_COORDINATOR look up the coordinator again;
    /// COORDINATOR_LOAD_IN_PROGRESS asks for a retry. From version 8 each group has its own.
    ///
    /// Kafka's `ErrorCode`, versions 2-7. Dropped silently by versions without it.
    public var errorCode: Int16
    /// Groups of the request, each with its offsets or its error (KIP-709).
    ///
    /// Kafka's `Groups`, versions 8+.
    public var groups: [OffsetFetchResponseGroup]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        topics: [OffsetFetchResponseTopic] = [],
        errorCode: Int16 = 0,
        groups: [OffsetFetchResponseGroup] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.topics = topics
        self.errorCode = errorCode
        self.groups = groups
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
        if version <= 7 {
            reader.field = "topics"
            self.topics = try reader.readArray(flexible: version >= 6) { (reader: inout WireReader) throws(WireError) in try OffsetFetchResponseTopic(from: &reader, version: version) }
        }
        if (2...7).contains(version) {
            reader.field = "errorCode"
            self.errorCode = try reader.readInt16()
        }
        if version >= 8 {
            reader.field = "groups"
            self.groups = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try OffsetFetchResponseGroup(from: &reader, version: version) }
        }
        if version >= 6 {
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
        if version <= 7 {
            writer.field = "topics"
            try writer.writeArray(self.topics, flexible: version >= 6) { (value: OffsetFetchResponseTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        } else {
            if !self.topics.isEmpty { throw writer.unsupportedField("topics") }
        }
        if (2...7).contains(version) {
            writer.writeInteger(self.errorCode)
        }
        if version >= 8 {
            writer.field = "groups"
            try writer.writeArray(self.groups, flexible: true) { (value: OffsetFetchResponseGroup, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        } else {
            if !self.groups.isEmpty { throw writer.unsupportedField("groups") }
        }
        if version >= 6 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `topics`: Topics with the committed offsets of the group; from version 8 in `Groups`.
    ///
    /// Kafka's `OffsetFetchResponseTopic` in `OffsetFetchResponse`, versions 0-7.
    public struct OffsetFetchResponseTopic: Equatable, Sendable {
        /// Name of the topic.
        ///
        /// Kafka's `Name`, versions 0-7.
        public var name: String
        /// Committed offset or error of each partition.
        ///
        /// Kafka's `Partitions`, versions 0-7.
        public var partitions: [OffsetFetchResponsePartition]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitions: [OffsetFetchResponsePartition] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.name"
            self.name = try reader.readString(flexible: version >= 6)
            reader.field = "topics.partitions"
            self.partitions = try reader.readArray(flexible: version >= 6) { (reader: inout WireReader) throws(WireError) in try OffsetFetchResponsePartition(from: &reader, version: version) }
            if version >= 6 {
                reader.field = "topics.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.name"
            try writer.writeString(self.name, flexible: version >= 6)
            writer.field = "topics.partitions"
            try writer.writeArray(self.partitions, flexible: version >= 6) { (value: OffsetFetchResponsePartition, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 6 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.partitions`: Committed offset or error of each partition.
    ///
    /// Kafka's `OffsetFetchResponsePartition` in `OffsetFetchResponse`, versions 0-7.
    public struct OffsetFetchResponsePartition: Equatable, Sendable {
        /// Number of the partition, from 0.
        ///
        /// Kafka's `PartitionIndex`, versions 0-7.
        public var partitionIndex: Int32
        /// Offset of the next record to read; -1 if the group has committed none, or after an error.
        ///
        /// Kafka's `CommittedOffset`, versions 0-7.
        public var committedOffset: Int64
        /// Leader epoch that was committed with the offset; -1 if there was none (KIP-320).
        ///
        /// Kafka's `CommittedLeaderEpoch`, versions 5-7. Dropped silently by versions without it.
        public var committedLeaderEpoch: Int32
        /// Text that was committed with the offset; empty if there is none.
        ///
        /// Kafka's `Metadata`, versions 0-7. Null allowed from version 0.
        public var metadata: String?
        /// Error of the partition; 0 if there is none, even if no offset is committed. UNSTABLE_OFFSET_COMMIT (version
        /// 7) asks for a retry; TOPIC_AUTHORIZATION_FAILED if the client may not see the topic. In versions 0 and 1
        /// errors of the group come here too.
        ///
        /// Kafka's `ErrorCode`, versions 0-7.
        public var errorCode: Int16
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            committedOffset: Int64 = 0,
            committedLeaderEpoch: Int32 = -1,
            metadata: String? = "",
            errorCode: Int16 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.committedOffset = committedOffset
            self.committedLeaderEpoch = committedLeaderEpoch
            self.metadata = metadata
            self.errorCode = errorCode
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "topics.partitions.committedOffset"
            self.committedOffset = try reader.readInt64()
            if version >= 5 {
                reader.field = "topics.partitions.committedLeaderEpoch"
                self.committedLeaderEpoch = try reader.readInt32()
            }
            reader.field = "topics.partitions.metadata"
            self.metadata = try reader.readNullableString(flexible: version >= 6)
            reader.field = "topics.partitions.errorCode"
            self.errorCode = try reader.readInt16()
            if version >= 6 {
                reader.field = "topics.partitions.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.writeInteger(self.committedOffset)
            if version >= 5 {
                writer.writeInteger(self.committedLeaderEpoch)
            }
            writer.field = "topics.partitions.metadata"
            try writer.writeNullableString(self.metadata, flexible: version >= 6)
            writer.writeInteger(self.errorCode)
            if version >= 6 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Element of `groups`: Groups of the request, each with its offsets or its error (KIP-709).
    ///
    /// Kafka's `OffsetFetchResponseGroup` in `OffsetFetchResponse`, versions 8+.
    public struct OffsetFetchResponseGroup: Equatable, Sendable {
        /// Group to which the offsets belong.
        ///
        /// Kafka's `GroupId`, versions 8+.
        public var groupID: String
        /// Topics with committed offsets of the group; empty after an error of the group.
        ///
        /// Kafka's `Topics`, versions 8+.
        public var topics: [OffsetFetchResponseTopics]
        /// Error of this group or its coordinator; 0 if there is none. After NOT_COORDINATOR look up the coordinator
        /// again. UNKNOWN_MEMBER_ID and STALE_MEMBER_EPOCH come from version 9 when `MemberId` is set.
        ///
        /// Kafka's `ErrorCode`, versions 8+.
        public var errorCode: Int16
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            groupID: String = "",
            topics: [OffsetFetchResponseTopics] = [],
            errorCode: Int16 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.groupID = groupID
            self.topics = topics
            self.errorCode = errorCode
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "groups.groupID"
            self.groupID = try reader.readString(flexible: true)
            reader.field = "groups.topics"
            self.topics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try OffsetFetchResponseTopics(from: &reader, version: version) }
            reader.field = "groups.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "groups.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "groups.groupID"
            try writer.writeString(self.groupID, flexible: true)
            writer.field = "groups.topics"
            try writer.writeArray(self.topics, flexible: true) { (value: OffsetFetchResponseTopics, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeInteger(self.errorCode)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `groups.topics`: Topics with committed offsets of the group; empty after an error of the group.
    ///
    /// Kafka's `OffsetFetchResponseTopics` in `OffsetFetchResponse`, versions 8+.
    public struct OffsetFetchResponseTopics: Equatable, Sendable {
        /// Name of the topic; from version 10 `TopicId` identifies it.
        ///
        /// Kafka's `Name`, versions 8-9. Dropped silently by versions without it.
        public var name: String
        /// Id of the topic. When all topics are asked for, those that no longer exist are left out.
        ///
        /// Kafka's `TopicId`, versions 10+. Dropped silently by versions without it.
        public var topicID: KafkaUUID
        /// Committed offset or error of each partition.
        ///
        /// Kafka's `Partitions`, versions 8+.
        public var partitions: [OffsetFetchResponsePartitions]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            topicID: KafkaUUID = .zero,
            partitions: [OffsetFetchResponsePartitions] = [],
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
                reader.field = "groups.topics.name"
                self.name = try reader.readString(flexible: true)
            }
            if version == 10 {
                reader.field = "groups.topics.topicID"
                self.topicID = try reader.readUUID()
            }
            reader.field = "groups.topics.partitions"
            self.partitions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try OffsetFetchResponsePartitions(from: &reader, version: version) }
            reader.field = "groups.topics.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            if version <= 9 {
                writer.field = "groups.topics.name"
                try writer.writeString(self.name, flexible: true)
            }
            if version == 10 {
                writer.writeUUID(self.topicID)
            }
            writer.field = "groups.topics.partitions"
            try writer.writeArray(self.partitions, flexible: true) { (value: OffsetFetchResponsePartitions, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `groups.topics.partitions`: Committed offset or error of each partition.
    ///
    /// Kafka's `OffsetFetchResponsePartitions` in `OffsetFetchResponse`, versions 8+.
    public struct OffsetFetchResponsePartitions: Equatable, Sendable {
        /// Number of the partition, from 0.
        ///
        /// Kafka's `PartitionIndex`, versions 8+.
        public var partitionIndex: Int32
        /// Offset of the next record to read; -1 if the group has committed none, or after an error.
        ///
        /// Kafka's `CommittedOffset`, versions 8+.
        public var committedOffset: Int64
        /// Leader epoch that was committed with the offset; -1 if there was none (KIP-320).
        ///
        /// Kafka's `CommittedLeaderEpoch`, versions 8+. Dropped silently by versions without it.
        public var committedLeaderEpoch: Int32
        /// Text that was committed with the offset; empty if there is none.
        ///
        /// Kafka's `Metadata`, versions 8+. Null allowed from version 8.
        public var metadata: String?
        /// Error of the partition; 0 if there is none, even if no offset is committed. UNSTABLE_OFFSET_COMMIT asks for
        /// a retry; others are TOPIC_AUTHORIZATION_FAILED and, from version 10, UNKNOWN_TOPIC_ID.
        ///
        /// Kafka's `ErrorCode`, versions 8+.
        public var errorCode: Int16
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            committedOffset: Int64 = 0,
            committedLeaderEpoch: Int32 = -1,
            metadata: String? = "",
            errorCode: Int16 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.committedOffset = committedOffset
            self.committedLeaderEpoch = committedLeaderEpoch
            self.metadata = metadata
            self.errorCode = errorCode
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "groups.topics.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "groups.topics.partitions.committedOffset"
            self.committedOffset = try reader.readInt64()
            reader.field = "groups.topics.partitions.committedLeaderEpoch"
            self.committedLeaderEpoch = try reader.readInt32()
            reader.field = "groups.topics.partitions.metadata"
            self.metadata = try reader.readNullableString(flexible: true)
            reader.field = "groups.topics.partitions.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "groups.topics.partitions.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.writeInteger(self.committedOffset)
            writer.writeInteger(self.committedLeaderEpoch)
            writer.field = "groups.topics.partitions.metadata"
            try writer.writeNullableString(self.metadata, flexible: true)
            writer.writeInteger(self.errorCode)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
