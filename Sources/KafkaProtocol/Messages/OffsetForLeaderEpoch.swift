// Generated from ProtocolSpecs/OffsetForLeaderEpoch.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

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
    /// `ReplicaId`, versions 3+. Dropped silently by versions without it.
    public var replicaID: Int32
    /// `Topics`, versions 0+.
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

    /// A `OffsetForLeaderTopic` of `OffsetForLeaderEpochRequest`.
    public struct OffsetForLeaderTopic: Equatable, Sendable {
        /// `Topic`, versions 0+.
        public var topic: String
        /// `Partitions`, versions 0+.
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

    /// A `OffsetForLeaderPartition` of `OffsetForLeaderEpochRequest`.
    public struct OffsetForLeaderPartition: Equatable, Sendable {
        /// `Partition`, versions 0+.
        public var partition: Int32
        /// `CurrentLeaderEpoch`, versions 2+. Dropped silently by versions without it.
        public var currentLeaderEpoch: Int32
        /// `LeaderEpoch`, versions 0+.
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
    /// `ThrottleTimeMs`, versions 2+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// `Topics`, versions 0+.
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

    /// A `OffsetForLeaderTopicResult` of `OffsetForLeaderEpochResponse`.
    public struct OffsetForLeaderTopicResult: Equatable, Sendable {
        /// `Topic`, versions 0+.
        public var topic: String
        /// `Partitions`, versions 0+.
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

    /// A `EpochEndOffset` of `OffsetForLeaderEpochResponse`.
    public struct EpochEndOffset: Equatable, Sendable {
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `Partition`, versions 0+.
        public var partition: Int32
        /// `LeaderEpoch`, versions 1+. Dropped silently by versions without it.
        public var leaderEpoch: Int32
        /// `EndOffset`, versions 0+.
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
