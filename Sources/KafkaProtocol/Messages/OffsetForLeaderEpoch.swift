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
    public static var apiKey: APIKey { .offsetForLeaderEpoch }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "OffsetForLeaderEpochRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...4 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 4 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.replicaID != b.replicaID { return false }
        if !areEqual(a.topics, b.topics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 4
        if version >= 3 {
            self.replicaID = reader.int32("replicaID")
        } else {
            self.replicaID = -2
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
        let isFlexible = version == 4
        if version >= 3 {
            writer.int32(self.replicaID)
        }
        writer.structs(self.topics, "topics", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `topics`: Topics to look at, each with its partitions.
    ///
    /// Kafka's `OffsetForLeaderTopic` in `OffsetForLeaderEpochRequest`, versions 0+.
    public struct OffsetForLeaderTopic: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.topic != b.topic { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 4
            self.topic = reader.string("topics.topic", flexible: isFlexible)
            self.partitions = reader.structs("topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 4
            writer.string(self.topic, "topics.topic", flexible: isFlexible)
            writer.structs(self.partitions, "topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.partitions`: Partitions of the topic, each with the epoch to look up.
    ///
    /// Kafka's `OffsetForLeaderPartition` in `OffsetForLeaderEpochRequest`, versions 0+.
    public struct OffsetForLeaderPartition: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 4
            self.partition = reader.int32("topics.partitions.partition")
            if version >= 2 {
                self.currentLeaderEpoch = reader.int32("topics.partitions.currentLeaderEpoch")
            } else {
                self.currentLeaderEpoch = -1
            }
            self.leaderEpoch = reader.int32("topics.partitions.leaderEpoch")
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.partitions.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 4
            writer.int32(self.partition)
            if version >= 2 {
                writer.int32(self.currentLeaderEpoch)
            }
            writer.int32(self.leaderEpoch)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Ends of the epochs that an `OffsetForLeaderEpochRequest` asked for.
///
/// Kafka's `OffsetForLeaderEpochResponse`, versions 0-4.
public struct OffsetForLeaderEpochResponse: KafkaResponse {
    /// API key 23.
    public static var apiKey: APIKey { .offsetForLeaderEpoch }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "OffsetForLeaderEpochResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...4 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 4 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if !areEqual(a.topics, b.topics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 4
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
        let isFlexible = version == 4
        if version >= 2 {
            writer.int32(self.throttleTimeMs)
        }
        writer.structs(self.topics, "topics", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `topics`: Topics of the request, each with the epochs of its partitions.
    ///
    /// Kafka's `OffsetForLeaderTopicResult` in `OffsetForLeaderEpochResponse`, versions 0+.
    public struct OffsetForLeaderTopicResult: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.topic != b.topic { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 4
            self.topic = reader.string("topics.topic", flexible: isFlexible)
            self.partitions = reader.structs("topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 4
            writer.string(self.topic, "topics.topic", flexible: isFlexible)
            writer.structs(self.partitions, "topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.partitions`: Epoch and its end, or an error, for each partition.
    ///
    /// Kafka's `EpochEndOffset` in `OffsetForLeaderEpochResponse`, versions 0+.
    public struct EpochEndOffset: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 4
            self.errorCode = reader.int16("topics.partitions.errorCode")
            self.partition = reader.int32("topics.partitions.partition")
            if version >= 1 {
                self.leaderEpoch = reader.int32("topics.partitions.leaderEpoch")
            } else {
                self.leaderEpoch = -1
            }
            self.endOffset = reader.int64("topics.partitions.endOffset")
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.partitions.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 4
            writer.int16(self.errorCode)
            writer.int32(self.partition)
            if version >= 1 {
                writer.int32(self.leaderEpoch)
            }
            writer.int64(self.endOffset)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
