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
    public static var apiKey: APIKey { .offsetFetch }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "OffsetFetchRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...10 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 6 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.groupID != b.groupID { return false }
        if a.requireStable != b.requireStable { return false }
        if !areEqual(a.topics, b.topics) { return false }
        if !areEqual(a.groups, b.groups) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 6
        if version <= 7 {
            self.groupID = reader.string("groupID", flexible: isFlexible)
            self.topics = reader.nullableStructs("topics", flexible: isFlexible, version: version, nullable: version >= 2)
        } else {
            self.groupID = ""
            self.topics = []
        }
        if version >= 8 {
            self.groups = reader.structs("groups", flexible: true, version: version)
        } else {
            self.groups = []
        }
        if version >= 7 {
            self.requireStable = reader.bool("requireStable")
        } else {
            self.requireStable = false
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
        let isFlexible = version >= 6
        if version <= 7 {
            writer.string(self.groupID, "groupID", flexible: isFlexible)
            writer.nullableStructs(self.topics, "topics", flexible: isFlexible, version: version, nullable: version >= 2)
        } else {
            if !self.groupID.isEmpty { writer.unsupported("groupID") }
            if self.topics?.isEmpty != true { writer.unsupported("topics") }
        }
        if version >= 8 {
            writer.structs(self.groups, "groups", flexible: true, version: version)
        } else {
            if !self.groups.isEmpty { writer.unsupported("groups") }
        }
        if version >= 7 {
            writer.bool(self.requireStable)
        } else {
            if self.requireStable { writer.unsupported("requireStable") }
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `topics`: Topics whose offsets to read; null, from version 2, for all that the group has committed.
    /// From version 8 in `Groups`.
    ///
    /// Kafka's `OffsetFetchRequestTopic` in `OffsetFetchRequest`, versions 0-7.
    public struct OffsetFetchRequestTopic: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 6
            self.name = reader.string("topics.name", flexible: isFlexible)
            self.partitionIndexes = reader.integers("topics.partitionIndexes", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 6
            writer.string(self.name, "topics.name", flexible: isFlexible)
            writer.integers(self.partitionIndexes, "topics.partitionIndexes", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `groups`: Groups whose offsets to read; all should have the same coordinator, as the others get
    /// NOT_COORDINATOR (KIP-709).
    ///
    /// Kafka's `OffsetFetchRequestGroup` in `OffsetFetchRequest`, versions 8+.
    public struct OffsetFetchRequestGroup: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.groupID != b.groupID { return false }
            if a.memberID != b.memberID { return false }
            if a.memberEpoch != b.memberEpoch { return false }
            if !areEqual(a.topics, b.topics) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.groupID = reader.string("groups.groupID", flexible: true)
            if version >= 9 {
                self.memberID = reader.nullableString("groups.memberID", flexible: true)
                self.memberEpoch = reader.int32("groups.memberEpoch")
            } else {
                self.memberID = nil
                self.memberEpoch = -1
            }
            self.topics = reader.nullableStructs("groups.topics", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("groups.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.groupID, "groups.groupID", flexible: true)
            if version >= 9 {
                writer.nullableString(self.memberID, "groups.memberID", flexible: true)
                writer.int32(self.memberEpoch)
            }
            writer.nullableStructs(self.topics, "groups.topics", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Element of `groups.topics`: Topics whose offsets to read; null for all that the group has committed.
    ///
    /// Kafka's `OffsetFetchRequestTopics` in `OffsetFetchRequest`, versions 8+.
    public struct OffsetFetchRequestTopics: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            if version <= 9 {
                self.name = reader.string("groups.topics.name", flexible: true)
            } else {
                self.name = ""
            }
            if version == 10 {
                self.topicID = reader.uuid("groups.topics.topicID")
            } else {
                self.topicID = .zero
            }
            self.partitionIndexes = reader.integers("groups.topics.partitionIndexes", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("groups.topics.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            if version <= 9 {
                writer.string(self.name, "groups.topics.name", flexible: true)
            }
            if version == 10 {
                writer.uuid(self.topicID)
            }
            writer.integers(self.partitionIndexes, "groups.topics.partitionIndexes", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}

/// Offsets that an `OffsetFetchRequest` asked for. A group that does not exist is not an error: it just has no offsets.
///
/// Kafka's `OffsetFetchResponse`, versions 0-10.
public struct OffsetFetchResponse: KafkaResponse {
    /// API key 9.
    public static var apiKey: APIKey { .offsetFetch }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "OffsetFetchResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...10 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 6 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.errorCode != b.errorCode { return false }
        if !areEqual(a.topics, b.topics) { return false }
        if !areEqual(a.groups, b.groups) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 6
        if version >= 3 {
            self.throttleTimeMs = reader.int32("throttleTimeMs")
        } else {
            self.throttleTimeMs = 0
        }
        if version <= 7 {
            self.topics = reader.structs("topics", flexible: isFlexible, version: version)
        } else {
            self.topics = []
        }
        if (2...7).contains(version) {
            self.errorCode = reader.int16("errorCode")
        } else {
            self.errorCode = 0
        }
        if version >= 8 {
            self.groups = reader.structs("groups", flexible: true, version: version)
        } else {
            self.groups = []
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
        let isFlexible = version >= 6
        if version >= 3 {
            writer.int32(self.throttleTimeMs)
        }
        if version <= 7 {
            writer.structs(self.topics, "topics", flexible: isFlexible, version: version)
        } else {
            if !self.topics.isEmpty { writer.unsupported("topics") }
        }
        if (2...7).contains(version) {
            writer.int16(self.errorCode)
        }
        if version >= 8 {
            writer.structs(self.groups, "groups", flexible: true, version: version)
        } else {
            if !self.groups.isEmpty { writer.unsupported("groups") }
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `topics`: Topics with the committed offsets of the group; from version 8 in `Groups`.
    ///
    /// Kafka's `OffsetFetchResponseTopic` in `OffsetFetchResponse`, versions 0-7.
    public struct OffsetFetchResponseTopic: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.name != b.name { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 6
            self.name = reader.string("topics.name", flexible: isFlexible)
            self.partitions = reader.structs("topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 6
            writer.string(self.name, "topics.name", flexible: isFlexible)
            writer.structs(self.partitions, "topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.partitions`: Committed offset or error of each partition.
    ///
    /// Kafka's `OffsetFetchResponsePartition` in `OffsetFetchResponse`, versions 0-7.
    public struct OffsetFetchResponsePartition: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 6
            self.partitionIndex = reader.int32("topics.partitions.partitionIndex")
            self.committedOffset = reader.int64("topics.partitions.committedOffset")
            if version >= 5 {
                self.committedLeaderEpoch = reader.int32("topics.partitions.committedLeaderEpoch")
            } else {
                self.committedLeaderEpoch = -1
            }
            self.metadata = reader.nullableString("topics.partitions.metadata", flexible: isFlexible)
            self.errorCode = reader.int16("topics.partitions.errorCode")
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.partitions.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 6
            writer.int32(self.partitionIndex)
            writer.int64(self.committedOffset)
            if version >= 5 {
                writer.int32(self.committedLeaderEpoch)
            }
            writer.nullableString(self.metadata, "topics.partitions.metadata", flexible: isFlexible)
            writer.int16(self.errorCode)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `groups`: Groups of the request, each with its offsets or its error (KIP-709).
    ///
    /// Kafka's `OffsetFetchResponseGroup` in `OffsetFetchResponse`, versions 8+.
    public struct OffsetFetchResponseGroup: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.groupID != b.groupID { return false }
            if a.errorCode != b.errorCode { return false }
            if !areEqual(a.topics, b.topics) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.groupID = reader.string("groups.groupID", flexible: true)
            self.topics = reader.structs("groups.topics", flexible: true, version: version)
            self.errorCode = reader.int16("groups.errorCode")
            self.unknownTaggedFields = reader.taggedFields("groups.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.groupID, "groups.groupID", flexible: true)
            writer.structs(self.topics, "groups.topics", flexible: true, version: version)
            writer.int16(self.errorCode)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Element of `groups.topics`: Topics with committed offsets of the group; empty after an error of the group.
    ///
    /// Kafka's `OffsetFetchResponseTopics` in `OffsetFetchResponse`, versions 8+.
    public struct OffsetFetchResponseTopics: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.name != b.name { return false }
            if a.topicID != b.topicID { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            if version <= 9 {
                self.name = reader.string("groups.topics.name", flexible: true)
            } else {
                self.name = ""
            }
            if version == 10 {
                self.topicID = reader.uuid("groups.topics.topicID")
            } else {
                self.topicID = .zero
            }
            self.partitions = reader.structs("groups.topics.partitions", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("groups.topics.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            if version <= 9 {
                writer.string(self.name, "groups.topics.name", flexible: true)
            }
            if version == 10 {
                writer.uuid(self.topicID)
            }
            writer.structs(self.partitions, "groups.topics.partitions", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Element of `groups.topics.partitions`: Committed offset or error of each partition.
    ///
    /// Kafka's `OffsetFetchResponsePartitions` in `OffsetFetchResponse`, versions 8+.
    public struct OffsetFetchResponsePartitions: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.partitionIndex = reader.int32("groups.topics.partitions.partitionIndex")
            self.committedOffset = reader.int64("groups.topics.partitions.committedOffset")
            self.committedLeaderEpoch = reader.int32("groups.topics.partitions.committedLeaderEpoch")
            self.metadata = reader.nullableString("groups.topics.partitions.metadata", flexible: true)
            self.errorCode = reader.int16("groups.topics.partitions.errorCode")
            self.unknownTaggedFields = reader.taggedFields("groups.topics.partitions.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.partitionIndex)
            writer.int64(self.committedOffset)
            writer.int32(self.committedLeaderEpoch)
            writer.nullableString(self.metadata, "groups.topics.partitions.metadata", flexible: true)
            writer.int16(self.errorCode)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
