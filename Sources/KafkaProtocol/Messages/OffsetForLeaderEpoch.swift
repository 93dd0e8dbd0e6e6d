// Generated from ProtocolSpecs/OffsetForLeaderEpoch.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Asks the leader where a leader epoch ended in its log. A follower or consumer that has records of this epoch after
/// that point knows that the leader has truncated them (KIP-101 for followers, KIP-320 for consumers). Below version 3
/// it needs rights on the cluster, which consumers rarely have.
///
/// Kafka's `OffsetForLeaderEpochRequest`, versions 0-4.
public struct OffsetForLeaderEpochRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = OffsetForLeaderEpochResponse
    /// API key 23.
    public static let apiKey = APIKey.offsetForLeaderEpoch
    /// Kafka's name of the message.
    public static let messageName: StaticString = "OffsetForLeaderEpochRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...4
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 4
    /// Broker id of the asking follower; -1 for a consumer, -2 for a debugging consumer or a follower that speaks an
    /// old version.
    ///
    /// Kafka's `ReplicaId`, versions 3+. Dropped silently by versions without it.
    public var replicaID: Int32
    /// Topics to look at, each with its partitions.
    ///
    /// Kafka's `Topics`, versions 0+.
    public var topics: [OffsetForLeaderTopic]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        replicaID: Int32 = -2,
        topics: [OffsetForLeaderTopic] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.replicaID = replicaID
        self.topics = topics
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        if version >= 3 {
            reader.field = "replicaID"
            self.replicaID = try reader.readInt32()
        }
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: version == 4) { (reader: inout WireReader) throws(WireError) in try OffsetForLeaderTopic(from: &reader, version: version) }
        if version == 4 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        if version >= 3 {
            writer.writeInteger(self.replicaID)
        }
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: version == 4) { (value: OffsetForLeaderTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version == 4 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `topics`: Topics to look at, each with its partitions.
    ///
    /// Kafka's `OffsetForLeaderTopic` in `OffsetForLeaderEpochRequest`, versions 0+.
    public struct OffsetForLeaderTopic: Equatable, Sendable {
        /// Name of the topic; this API has no topic ids.
        ///
        /// Kafka's `Topic`, versions 0+.
        public var topic: String
        /// Partitions of the topic, each with the epoch to look up.
        ///
        /// Kafka's `Partitions`, versions 0+.
        public var partitions: [OffsetForLeaderPartition]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topic: String = "",
            partitions: [OffsetForLeaderPartition] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topic = topic
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.topic"
            self.topic = try reader.readString(flexible: version == 4)
            reader.field = "topics.partitions"
            self.partitions = try reader.readArray(flexible: version == 4) { (reader: inout WireReader) throws(WireError) in try OffsetForLeaderPartition(from: &reader, version: version) }
            if version == 4 {
                reader.field = "topics.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.topic"
            try writer.writeString(self.topic, flexible: version == 4)
            writer.field = "topics.partitions"
            try writer.writeArray(self.partitions, flexible: version == 4) { (value: OffsetForLeaderPartition, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version == 4 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.partitions`: Partitions of the topic, each with the epoch to look up.
    ///
    /// Kafka's `OffsetForLeaderPartition` in `OffsetForLeaderEpochRequest`, versions 0+.
    public struct OffsetForLeaderPartition: Equatable, Sendable {
        /// Number of the partition, from 0.
        ///
        /// Kafka's `Partition`, versions 0+.
        public var partition: Int32
        /// Leader epoch that the client knows for this partition; -1 skips the check. If it is too old the broker
        /// answers FENCED_LEADER_EPOCH, if it is too new UNKNOWN_LEADER_EPOCH (KIP-320).
        ///
        /// Kafka's `CurrentLeaderEpoch`, versions 2+. Dropped silently by versions without it.
        public var currentLeaderEpoch: Int32
        /// Epoch whose end to find, usually that of the last record read or written.
        ///
        /// Kafka's `LeaderEpoch`, versions 0+.
        public var leaderEpoch: Int32
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partition: Int32 = 0,
            currentLeaderEpoch: Int32 = -1,
            leaderEpoch: Int32 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partition = partition
            self.currentLeaderEpoch = currentLeaderEpoch
            self.leaderEpoch = leaderEpoch
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.partitions.partition"
            self.partition = try reader.readInt32()
            if version >= 2 {
                reader.field = "topics.partitions.currentLeaderEpoch"
                self.currentLeaderEpoch = try reader.readInt32()
            }
            reader.field = "topics.partitions.leaderEpoch"
            self.leaderEpoch = try reader.readInt32()
            if version == 4 {
                reader.field = "topics.partitions.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partition)
            if version >= 2 {
                writer.writeInteger(self.currentLeaderEpoch)
            }
            writer.writeInteger(self.leaderEpoch)
            if version == 4 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Ends of the epochs that an `OffsetForLeaderEpochRequest` asked for.
///
/// Kafka's `OffsetForLeaderEpochResponse`, versions 0-4.
public struct OffsetForLeaderEpochResponse: KafkaResponse {
    /// API key 23.
    public static let apiKey = APIKey.offsetForLeaderEpoch
    /// Kafka's name of the message.
    public static let messageName: StaticString = "OffsetForLeaderEpochResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...4
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 4
    /// Time for which the client must send nothing more on this connection because it exceeded a quota, in
    /// milliseconds; 0 if it did not.
    ///
    /// Kafka's `ThrottleTimeMs`, versions 2+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// Topics of the request, each with the epochs of its partitions.
    ///
    /// Kafka's `Topics`, versions 0+.
    public var topics: [OffsetForLeaderTopicResult]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        topics: [OffsetForLeaderTopicResult] = [],
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
        self.topics = try reader.readArray(flexible: version == 4) { (reader: inout WireReader) throws(WireError) in try OffsetForLeaderTopicResult(from: &reader, version: version) }
        if version == 4 {
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
        try writer.writeArray(self.topics, flexible: version == 4) { (value: OffsetForLeaderTopicResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version == 4 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `topics`: Topics of the request, each with the epochs of its partitions.
    ///
    /// Kafka's `OffsetForLeaderTopicResult` in `OffsetForLeaderEpochResponse`, versions 0+.
    public struct OffsetForLeaderTopicResult: Equatable, Sendable {
        /// Name of the topic.
        ///
        /// Kafka's `Topic`, versions 0+.
        public var topic: String
        /// Epoch and its end, or an error, for each partition.
        ///
        /// Kafka's `Partitions`, versions 0+.
        public var partitions: [EpochEndOffset]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topic: String = "",
            partitions: [EpochEndOffset] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topic = topic
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.topic"
            self.topic = try reader.readString(flexible: version == 4)
            reader.field = "topics.partitions"
            self.partitions = try reader.readArray(flexible: version == 4) { (reader: inout WireReader) throws(WireError) in try EpochEndOffset(from: &reader, version: version) }
            if version == 4 {
                reader.field = "topics.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.topic"
            try writer.writeString(self.topic, flexible: version == 4)
            writer.field = "topics.partitions"
            try writer.writeArray(self.partitions, flexible: version == 4) { (value: EpochEndOffset, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version == 4 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.partitions`: Epoch and its end, or an error, for each partition.
    ///
    /// Kafka's `EpochEndOffset` in `OffsetForLeaderEpochResponse`, versions 0+.
    public struct EpochEndOffset: Equatable, Sendable {
        /// Error of the partition; 0 if there is none. After NOT_LEADER_OR_FOLLOWER or FENCED_LEADER_EPOCH refresh the
        /// metadata; UNKNOWN_LEADER_EPOCH asks for a retry, as this broker has yet to learn of the new leader.
        ///
        /// Kafka's `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// Number of the partition, from 0.
        ///
        /// Kafka's `Partition`, versions 0+.
        public var partition: Int32
        /// Largest epoch in the leader's log that is not above the one asked for; -1 if it knows none. If retention has
        /// deleted all records of such epochs, the epoch asked for comes back.
        ///
        /// Kafka's `LeaderEpoch`, versions 1+. Dropped silently by versions without it.
        public var leaderEpoch: Int32
        /// Offset at which the next larger epoch begins, or the end of the log if there is none; -1 if unknown. A
        /// reader whose next offset is larger has read records that were truncated.
        ///
        /// Kafka's `EndOffset`, versions 0+.
        public var endOffset: Int64
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            errorCode: Int16 = 0,
            partition: Int32 = 0,
            leaderEpoch: Int32 = -1,
            endOffset: Int64 = -1,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.errorCode = errorCode
            self.partition = partition
            self.leaderEpoch = leaderEpoch
            self.endOffset = endOffset
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.partitions.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "topics.partitions.partition"
            self.partition = try reader.readInt32()
            if version >= 1 {
                reader.field = "topics.partitions.leaderEpoch"
                self.leaderEpoch = try reader.readInt32()
            }
            reader.field = "topics.partitions.endOffset"
            self.endOffset = try reader.readInt64()
            if version == 4 {
                reader.field = "topics.partitions.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.errorCode)
            writer.writeInteger(self.partition)
            if version >= 1 {
                writer.writeInteger(self.leaderEpoch)
            }
            writer.writeInteger(self.endOffset)
            if version == 4 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
