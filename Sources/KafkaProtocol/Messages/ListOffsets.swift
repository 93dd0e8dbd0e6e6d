// Generated from ProtocolSpecs/ListOffsets.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Looks up offsets by time, or the first or last ones, of partitions. The broker that gets it must lead them.
///
/// Kafka's `ListOffsetsRequest`, versions 0-11.
public struct ListOffsetsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = ListOffsetsResponse
    /// API key 2.
    public static var apiKey: APIKey { .listOffsets }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ListOffsetsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...11 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 6 }
    /// Broker id of a replicating follower, which sees records above the high watermark; -1 for a consumer, -2 for a
    /// debugging consumer that may ask any replica.
    ///
    /// Kafka's `ReplicaId`, versions 0+.
    public var replicaID: Int32
    /// Upper limit of the lookup: 0 for the high watermark (read_uncommitted), 1 for the last stable offset
    /// (read_committed). A `Timestamp` of -1 gives just this limit. Without effect when `ReplicaId` names a follower.
    ///
    /// Kafka's `IsolationLevel`, versions 2+.
    public var isolationLevel: Int8
    /// Topics in which to look up offsets, each with its partitions.
    ///
    /// Kafka's `Topics`, versions 0+.
    public var topics: [ListOffsetsTopic]
    /// Longest time to wait for a lookup in tiered storage, in milliseconds; 0 or less takes the broker's
    /// `remote.list.offsets.request.timeout.ms` (KIP-1075).
    ///
    /// Kafka's `TimeoutMs`, versions 10+. Dropped silently by versions without it.
    public var timeoutMs: Int32
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        replicaID: Int32 = 0,
        isolationLevel: Int8 = 0,
        topics: [ListOffsetsTopic] = [],
        timeoutMs: Int32 = 0,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.replicaID = replicaID
        self.isolationLevel = isolationLevel
        self.topics = topics
        self.timeoutMs = timeoutMs
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.replicaID != b.replicaID { return false }
        if a.isolationLevel != b.isolationLevel { return false }
        if a.timeoutMs != b.timeoutMs { return false }
        if !areEqual(a.topics, b.topics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 6
        self.replicaID = reader.int32("replicaID")
        if version >= 2 {
            self.isolationLevel = reader.int8("isolationLevel")
        } else {
            self.isolationLevel = 0
        }
        self.topics = reader.structs("topics", flexible: isFlexible, version: version)
        if version >= 10 {
            self.timeoutMs = reader.int32("timeoutMs")
        } else {
            self.timeoutMs = 0
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
        writer.int32(self.replicaID)
        if version >= 2 {
            writer.int8(self.isolationLevel)
        } else {
            if self.isolationLevel != 0 { writer.unsupported("isolationLevel") }
        }
        writer.structs(self.topics, "topics", flexible: isFlexible, version: version)
        if version >= 10 {
            writer.int32(self.timeoutMs)
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `topics`: Topics in which to look up offsets, each with its partitions.
    ///
    /// Kafka's `ListOffsetsTopic` in `ListOffsetsRequest`, versions 0+.
    public struct ListOffsetsTopic: Equatable, Sendable, WireStructure {
        /// Name of the topic; this API has no topic ids.
        ///
        /// Kafka's `Name`, versions 0+.
        public var name: String
        /// Partitions of the topic. A partition that is listed twice gives INVALID_REQUEST.
        ///
        /// Kafka's `Partitions`, versions 0+.
        public var partitions: [ListOffsetsPartition]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitions: [ListOffsetsPartition] = [],
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

    /// Element of `topics.partitions`: Partitions of the topic. A partition that is listed twice gives INVALID_REQUEST.
    ///
    /// Kafka's `ListOffsetsPartition` in `ListOffsetsRequest`, versions 0+.
    public struct ListOffsetsPartition: Equatable, Sendable, WireStructure {
        /// Number of the partition, from 0.
        ///
        /// Kafka's `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// Leader epoch that the client knows for this partition; -1 skips the check. If it is too old the broker
        /// answers FENCED_LEADER_EPOCH, if it is too new UNKNOWN_LEADER_EPOCH (KIP-320).
        ///
        /// Kafka's `CurrentLeaderEpoch`, versions 4+. Dropped silently by versions without it.
        public var currentLeaderEpoch: Int32
        /// Time in milliseconds since 1970: the first record with this or a later timestamp is wanted. Negative: -1
        /// end, -2 start, -3 largest timestamp (version 7), -4 start of the local log (8), -5 last tiered offset (9),
        /// -6 first offset not yet tiered (11). A version too low for the number gives UNSUPPORTED_VERSION.
        ///
        /// Kafka's `Timestamp`, versions 0+.
        public var timestamp: Int64
        /// Most offsets to return in `OldStyleOffsets`. Later versions return one offset.
        ///
        /// Kafka's `MaxNumOffsets`, version 0.
        public var maxNumOffsets: Int32
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            currentLeaderEpoch: Int32 = -1,
            timestamp: Int64 = 0,
            maxNumOffsets: Int32 = 1,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.currentLeaderEpoch = currentLeaderEpoch
            self.timestamp = timestamp
            self.maxNumOffsets = maxNumOffsets
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 6
            self.partitionIndex = reader.int32("topics.partitions.partitionIndex")
            if version >= 4 {
                self.currentLeaderEpoch = reader.int32("topics.partitions.currentLeaderEpoch")
            } else {
                self.currentLeaderEpoch = -1
            }
            self.timestamp = reader.int64("topics.partitions.timestamp")
            if version == 0 {
                self.maxNumOffsets = reader.int32("topics.partitions.maxNumOffsets")
            } else {
                self.maxNumOffsets = 1
            }
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.partitions.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 6
            writer.int32(self.partitionIndex)
            if version >= 4 {
                writer.int32(self.currentLeaderEpoch)
            }
            writer.int64(self.timestamp)
            if version == 0 {
                writer.int32(self.maxNumOffsets)
            } else {
                if self.maxNumOffsets != 1 { writer.unsupported("topics.partitions.maxNumOffsets") }
            }
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Offsets that a `ListOffsetsRequest` asked for.
///
/// Kafka's `ListOffsetsResponse`, versions 0-11.
public struct ListOffsetsResponse: KafkaResponse {
    /// API key 2.
    public static var apiKey: APIKey { .listOffsets }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ListOffsetsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...11 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 6 }
    /// Time for which the client must send nothing more on this connection because it exceeded a quota, in
    /// milliseconds; 0 if it did not. Below version 3 the client need not wait itself, as the broker holds it back
    /// (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 2+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// Topics asked for, each with the offsets of its partitions.
    ///
    /// Kafka's `Topics`, versions 0+.
    public var topics: [ListOffsetsTopicResponse]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        topics: [ListOffsetsTopicResponse] = [],
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
        let isFlexible = version >= 6
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
        let isFlexible = version >= 6
        if version >= 2 {
            writer.int32(self.throttleTimeMs)
        }
        writer.structs(self.topics, "topics", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `topics`: Topics asked for, each with the offsets of its partitions.
    ///
    /// Kafka's `ListOffsetsTopicResponse` in `ListOffsetsResponse`, versions 0+.
    public struct ListOffsetsTopicResponse: Equatable, Sendable, WireStructure {
        /// Name of the topic.
        ///
        /// Kafka's `Name`, versions 0+.
        public var name: String
        /// Offset or error of each partition of the topic.
        ///
        /// Kafka's `Partitions`, versions 0+.
        public var partitions: [ListOffsetsPartitionResponse]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitions: [ListOffsetsPartitionResponse] = [],
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

    /// Element of `topics.partitions`: Offset or error of each partition of the topic.
    ///
    /// Kafka's `ListOffsetsPartitionResponse` in `ListOffsetsResponse`, versions 0+.
    public struct ListOffsetsPartitionResponse: Equatable, Sendable, WireStructure {
        /// Number of the partition, from 0.
        ///
        /// Kafka's `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// Error of the lookup; 0 if it worked, even if it found nothing. Retry after OFFSET_NOT_AVAILABLE (below
        /// version 5 LEADER_NOT_AVAILABLE): a new leader does not know its high watermark yet. After
        /// NOT_LEADER_OR_FOLLOWER or FENCED_LEADER_EPOCH refresh the metadata.
        ///
        /// Kafka's `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// Start offsets of the log segments that are older than the wanted time, newest first, at most
        /// `MaxNumOffsets`.
        ///
        /// Kafka's `OldStyleOffsets`, version 0.
        public var oldStyleOffsets: [Int64]
        /// Timestamp of the record found, in milliseconds since 1970; -1 if nothing was found, and for all negative
        /// times of the request except -3.
        ///
        /// Kafka's `Timestamp`, versions 1+.
        public var timestamp: Int64
        /// Offset found; -1 if there is none, for example because all records are older.
        ///
        /// Kafka's `Offset`, versions 1+.
        public var offset: Int64
        /// Leader epoch at `Offset`, for the end of the log that of the present leader; -1 if unknown. Keep it with the
        /// offset to detect truncation later (KIP-320).
        ///
        /// Kafka's `LeaderEpoch`, versions 4+.
        public var leaderEpoch: Int32
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            errorCode: Int16 = 0,
            oldStyleOffsets: [Int64] = [],
            timestamp: Int64 = -1,
            offset: Int64 = -1,
            leaderEpoch: Int32 = -1,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.errorCode = errorCode
            self.oldStyleOffsets = oldStyleOffsets
            self.timestamp = timestamp
            self.offset = offset
            self.leaderEpoch = leaderEpoch
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 6
            self.partitionIndex = reader.int32("topics.partitions.partitionIndex")
            self.errorCode = reader.int16("topics.partitions.errorCode")
            if version == 0 {
                self.oldStyleOffsets = reader.integers("topics.partitions.oldStyleOffsets", flexible: false)
            } else {
                self.oldStyleOffsets = []
            }
            if version >= 1 {
                self.timestamp = reader.int64("topics.partitions.timestamp")
                self.offset = reader.int64("topics.partitions.offset")
            } else {
                self.timestamp = -1
                self.offset = -1
            }
            if version >= 4 {
                self.leaderEpoch = reader.int32("topics.partitions.leaderEpoch")
            } else {
                self.leaderEpoch = -1
            }
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.partitions.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 6
            writer.int32(self.partitionIndex)
            writer.int16(self.errorCode)
            if version == 0 {
                writer.integers(self.oldStyleOffsets, "topics.partitions.oldStyleOffsets", flexible: false)
            } else {
                if !self.oldStyleOffsets.isEmpty { writer.unsupported("topics.partitions.oldStyleOffsets") }
            }
            if version >= 1 {
                writer.int64(self.timestamp)
                writer.int64(self.offset)
            } else {
                if self.timestamp != -1 { writer.unsupported("topics.partitions.timestamp") }
                if self.offset != -1 { writer.unsupported("topics.partitions.offset") }
            }
            if version >= 4 {
                writer.int32(self.leaderEpoch)
            } else {
                if self.leaderEpoch != -1 { writer.unsupported("topics.partitions.leaderEpoch") }
            }
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
