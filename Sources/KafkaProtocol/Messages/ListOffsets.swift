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
    public static let apiKey = APIKey.listOffsets
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ListOffsetsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...11
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 6
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "replicaID"
        self.replicaID = try reader.readInt32()
        if version >= 2 {
            reader.field = "isolationLevel"
            self.isolationLevel = try reader.readInt8()
        }
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: version >= 6) { (reader: inout WireReader) throws(WireError) in try ListOffsetsTopic(from: &reader, version: version) }
        if version >= 10 {
            reader.field = "timeoutMs"
            self.timeoutMs = try reader.readInt32()
        }
        if version >= 6 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.replicaID)
        if version >= 2 {
            writer.writeInteger(self.isolationLevel)
        } else {
            if self.isolationLevel != 0 { throw writer.unsupportedField("isolationLevel") }
        }
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: version >= 6) { (value: ListOffsetsTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 10 {
            writer.writeInteger(self.timeoutMs)
        }
        if version >= 6 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `topics`: Topics in which to look up offsets, each with its partitions.
    ///
    /// Kafka's `ListOffsetsTopic` in `ListOffsetsRequest`, versions 0+.
    public struct ListOffsetsTopic: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.name"
            self.name = try reader.readString(flexible: version >= 6)
            reader.field = "topics.partitions"
            self.partitions = try reader.readArray(flexible: version >= 6) { (reader: inout WireReader) throws(WireError) in try ListOffsetsPartition(from: &reader, version: version) }
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
            try writer.writeArray(self.partitions, flexible: version >= 6) { (value: ListOffsetsPartition, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 6 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.partitions`: Partitions of the topic. A partition that is listed twice gives INVALID_REQUEST.
    ///
    /// Kafka's `ListOffsetsPartition` in `ListOffsetsRequest`, versions 0+.
    public struct ListOffsetsPartition: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            if version >= 4 {
                reader.field = "topics.partitions.currentLeaderEpoch"
                self.currentLeaderEpoch = try reader.readInt32()
            }
            reader.field = "topics.partitions.timestamp"
            self.timestamp = try reader.readInt64()
            if version == 0 {
                reader.field = "topics.partitions.maxNumOffsets"
                self.maxNumOffsets = try reader.readInt32()
            }
            if version >= 6 {
                reader.field = "topics.partitions.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            if version >= 4 {
                writer.writeInteger(self.currentLeaderEpoch)
            }
            writer.writeInteger(self.timestamp)
            if version == 0 {
                writer.writeInteger(self.maxNumOffsets)
            } else {
                if self.maxNumOffsets != 1 { throw writer.unsupportedField("topics.partitions.maxNumOffsets") }
            }
            if version >= 6 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Offsets that a `ListOffsetsRequest` asked for.
///
/// Kafka's `ListOffsetsResponse`, versions 0-11.
public struct ListOffsetsResponse: KafkaResponse {
    /// API key 2.
    public static let apiKey = APIKey.listOffsets
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ListOffsetsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...11
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 6
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        if version >= 2 {
            reader.field = "throttleTimeMs"
            self.throttleTimeMs = try reader.readInt32()
        }
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: version >= 6) { (reader: inout WireReader) throws(WireError) in try ListOffsetsTopicResponse(from: &reader, version: version) }
        if version >= 6 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        if version >= 2 {
            writer.writeInteger(self.throttleTimeMs)
        }
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: version >= 6) { (value: ListOffsetsTopicResponse, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 6 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `topics`: Topics asked for, each with the offsets of its partitions.
    ///
    /// Kafka's `ListOffsetsTopicResponse` in `ListOffsetsResponse`, versions 0+.
    public struct ListOffsetsTopicResponse: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.name"
            self.name = try reader.readString(flexible: version >= 6)
            reader.field = "topics.partitions"
            self.partitions = try reader.readArray(flexible: version >= 6) { (reader: inout WireReader) throws(WireError) in try ListOffsetsPartitionResponse(from: &reader, version: version) }
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
            try writer.writeArray(self.partitions, flexible: version >= 6) { (value: ListOffsetsPartitionResponse, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 6 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.partitions`: Offset or error of each partition of the topic.
    ///
    /// Kafka's `ListOffsetsPartitionResponse` in `ListOffsetsResponse`, versions 0+.
    public struct ListOffsetsPartitionResponse: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "topics.partitions.errorCode"
            self.errorCode = try reader.readInt16()
            if version == 0 {
                reader.field = "topics.partitions.oldStyleOffsets"
                self.oldStyleOffsets = try reader.readArray(flexible: false) { (reader: inout WireReader) throws(WireError) in try reader.readInt64() }
            }
            if version >= 1 {
                reader.field = "topics.partitions.timestamp"
                self.timestamp = try reader.readInt64()
            }
            if version >= 1 {
                reader.field = "topics.partitions.offset"
                self.offset = try reader.readInt64()
            }
            if version >= 4 {
                reader.field = "topics.partitions.leaderEpoch"
                self.leaderEpoch = try reader.readInt32()
            }
            if version >= 6 {
                reader.field = "topics.partitions.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.writeInteger(self.errorCode)
            if version == 0 {
                writer.field = "topics.partitions.oldStyleOffsets"
                try writer.writeArray(self.oldStyleOffsets, flexible: false) { (value: Int64, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            } else {
                if !self.oldStyleOffsets.isEmpty { throw writer.unsupportedField("topics.partitions.oldStyleOffsets") }
            }
            if version >= 1 {
                writer.writeInteger(self.timestamp)
            } else {
                if self.timestamp != -1 { throw writer.unsupportedField("topics.partitions.timestamp") }
            }
            if version >= 1 {
                writer.writeInteger(self.offset)
            } else {
                if self.offset != -1 { throw writer.unsupportedField("topics.partitions.offset") }
            }
            if version >= 4 {
                writer.writeInteger(self.leaderEpoch)
            } else {
                if self.leaderEpoch != -1 { throw writer.unsupportedField("topics.partitions.leaderEpoch") }
            }
            if version >= 6 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
