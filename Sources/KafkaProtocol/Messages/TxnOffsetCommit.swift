// Generated from ProtocolSpecs/TxnOffsetCommit.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Commits offsets of a group as part of a transaction; they count when the transaction commits. Goes to the
/// coordinator of the group, which from version 5 on also adds itself to the transaction (KIP-890).
///
/// Kafka's `TxnOffsetCommitRequest`, versions 0-5.
public struct TxnOffsetCommitRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = TxnOffsetCommitResponse
    /// API key 28.
    public static var apiKey: APIKey { .txnOffsetCommit }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "TxnOffsetCommitRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...5 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 3 }
    /// Name of the transactional producer.
    ///
    /// Kafka's `TransactionalId`, versions 0+.
    public var transactionalID: String
    /// Group whose offsets are committed.
    ///
    /// Kafka's `GroupId`, versions 0+.
    public var groupID: String
    /// Producer id from InitProducerId.
    ///
    /// Kafka's `ProducerId`, versions 0+.
    public var producerID: Int64
    /// Epoch of the producer. If it is not the current one, the answer is INVALID_PRODUCER_EPOCH.
    ///
    /// Kafka's `ProducerEpoch`, versions 0+.
    public var producerEpoch: Int16
    /// Generation of the consumer, or its member epoch in a group of the KIP-848 protocol; fences a consumer that lost
    /// its partitions (KIP-447). -1 if the group assigns nothing.
    ///
    /// Kafka's `GenerationId`, versions 3+.
    public var generationID: Int32
    /// Id of the consumer in the group (KIP-447); empty if the group assigns nothing.
    ///
    /// Kafka's `MemberId`, versions 3+.
    public var memberID: String
    /// Id of a static member (KIP-345); null for a dynamic one.
    ///
    /// Kafka's `GroupInstanceId`, versions 3+. Null allowed from version 3.
    public var groupInstanceID: String?
    /// Offsets to commit, by topic.
    ///
    /// Kafka's `Topics`, versions 0+.
    public var topics: [TxnOffsetCommitRequestTopic]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        transactionalID: String = "",
        groupID: String = "",
        producerID: Int64 = 0,
        producerEpoch: Int16 = 0,
        generationID: Int32 = -1,
        memberID: String = "",
        groupInstanceID: String? = nil,
        topics: [TxnOffsetCommitRequestTopic] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.transactionalID = transactionalID
        self.groupID = groupID
        self.producerID = producerID
        self.producerEpoch = producerEpoch
        self.generationID = generationID
        self.memberID = memberID
        self.groupInstanceID = groupInstanceID
        self.topics = topics
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.transactionalID != b.transactionalID { return false }
        if a.groupID != b.groupID { return false }
        if a.producerID != b.producerID { return false }
        if a.producerEpoch != b.producerEpoch { return false }
        if a.generationID != b.generationID { return false }
        if a.memberID != b.memberID { return false }
        if a.groupInstanceID != b.groupInstanceID { return false }
        if !areEqual(a.topics, b.topics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 3
        self.transactionalID = reader.string("transactionalID", flexible: isFlexible)
        self.groupID = reader.string("groupID", flexible: isFlexible)
        self.producerID = reader.int64("producerID")
        self.producerEpoch = reader.int16("producerEpoch")
        if version >= 3 {
            self.generationID = reader.int32("generationID")
            self.memberID = reader.string("memberID", flexible: true)
            self.groupInstanceID = reader.nullableString("groupInstanceID", flexible: true)
        } else {
            self.generationID = -1
            self.memberID = ""
            self.groupInstanceID = nil
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
        let isFlexible = version >= 3
        writer.string(self.transactionalID, "transactionalID", flexible: isFlexible)
        writer.string(self.groupID, "groupID", flexible: isFlexible)
        writer.int64(self.producerID)
        writer.int16(self.producerEpoch)
        if version >= 3 {
            writer.int32(self.generationID)
            writer.string(self.memberID, "memberID", flexible: true)
            writer.nullableString(self.groupInstanceID, "groupInstanceID", flexible: true)
        } else {
            if self.generationID != -1 { writer.unsupported("generationID") }
            if !self.memberID.isEmpty { writer.unsupported("memberID") }
            if self.groupInstanceID != nil { writer.unsupported("groupInstanceID") }
        }
        writer.structs(self.topics, "topics", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `topics`: Offsets to commit, by topic.
    ///
    /// Kafka's `TxnOffsetCommitRequestTopic` in `TxnOffsetCommitRequest`, versions 0+.
    public struct TxnOffsetCommitRequestTopic: Equatable, Sendable, WireStructure {
        /// Name of the topic.
        ///
        /// Kafka's `Name`, versions 0+.
        public var name: String
        /// Offsets to commit, one for each partition.
        ///
        /// Kafka's `Partitions`, versions 0+.
        public var partitions: [TxnOffsetCommitRequestPartition]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitions: [TxnOffsetCommitRequestPartition] = [],
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
            let isFlexible = version >= 3
            self.name = reader.string("topics.name", flexible: isFlexible)
            self.partitions = reader.structs("topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 3
            writer.string(self.name, "topics.name", flexible: isFlexible)
            writer.structs(self.partitions, "topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.partitions`: Offsets to commit, one for each partition.
    ///
    /// Kafka's `TxnOffsetCommitRequestPartition` in `TxnOffsetCommitRequest`, versions 0+.
    public struct TxnOffsetCommitRequestPartition: Equatable, Sendable, WireStructure {
        /// Number of the partition; the first of a topic is 0.
        ///
        /// Kafka's `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// Offset of the next record to read, one after the last that was processed.
        ///
        /// Kafka's `CommittedOffset`, versions 0+.
        public var committedOffset: Int64
        /// Leader epoch of the last record that was processed, with which a consumer later finds out that the log was
        /// truncated (KIP-320); -1 if unknown.
        ///
        /// Kafka's `CommittedLeaderEpoch`, versions 2+. Dropped silently by versions without it.
        public var committedLeaderEpoch: Int32
        /// Text of the client that is stored with the offset; null counts as empty. Longer than the broker's
        /// `offset.metadata.max.bytes` (4096 by default) gives OFFSET_METADATA_TOO_LARGE.
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
            committedMetadata: String? = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.committedOffset = committedOffset
            self.committedLeaderEpoch = committedLeaderEpoch
            self.committedMetadata = committedMetadata
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 3
            self.partitionIndex = reader.int32("topics.partitions.partitionIndex")
            self.committedOffset = reader.int64("topics.partitions.committedOffset")
            if version >= 2 {
                self.committedLeaderEpoch = reader.int32("topics.partitions.committedLeaderEpoch")
            } else {
                self.committedLeaderEpoch = -1
            }
            self.committedMetadata = reader.nullableString("topics.partitions.committedMetadata", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.partitions.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 3
            writer.int32(self.partitionIndex)
            writer.int64(self.committedOffset)
            if version >= 2 {
                writer.int32(self.committedLeaderEpoch)
            }
            writer.nullableString(self.committedMetadata, "topics.partitions.committedMetadata", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Says which offsets are now pending in the transaction. An error of the whole request comes with every partition.
///
/// Kafka's `TxnOffsetCommitResponse`, versions 0-5.
public struct TxnOffsetCommitResponse: KafkaResponse {
    /// API key 28.
    public static var apiKey: APIKey { .txnOffsetCommit }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "TxnOffsetCommitResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...5 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 3 }
    /// Time for which a quota throttles this client, in milliseconds; 0 if no quota is exceeded. From version 1 on the
    /// broker answers first, and the client itself must wait before its next request (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// Results by topic.
    ///
    /// Kafka's `Topics`, versions 0+.
    public var topics: [TxnOffsetCommitResponseTopic]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        topics: [TxnOffsetCommitResponseTopic] = [],
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
        let isFlexible = version >= 3
        self.throttleTimeMs = reader.int32("throttleTimeMs")
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
        let isFlexible = version >= 3
        writer.int32(self.throttleTimeMs)
        writer.structs(self.topics, "topics", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `topics`: Results by topic.
    ///
    /// Kafka's `TxnOffsetCommitResponseTopic` in `TxnOffsetCommitResponse`, versions 0+.
    public struct TxnOffsetCommitResponseTopic: Equatable, Sendable, WireStructure {
        /// Name of the topic.
        ///
        /// Kafka's `Name`, versions 0+.
        public var name: String
        /// Results, one for each partition of the request.
        ///
        /// Kafka's `Partitions`, versions 0+.
        public var partitions: [TxnOffsetCommitResponsePartition]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitions: [TxnOffsetCommitResponsePartition] = [],
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
            let isFlexible = version >= 3
            self.name = reader.string("topics.name", flexible: isFlexible)
            self.partitions = reader.structs("topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 3
            writer.string(self.name, "topics.name", flexible: isFlexible)
            writer.structs(self.partitions, "topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.partitions`: Results, one for each partition of the request.
    ///
    /// Kafka's `TxnOffsetCommitResponsePartition` in `TxnOffsetCommitResponse`, versions 0+.
    public struct TxnOffsetCommitResponsePartition: Equatable, Sendable, WireStructure {
        /// Number of the partition; the first of a topic is 0.
        ///
        /// Kafka's `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// 0 or the error. From version 3 on ILLEGAL_GENERATION, UNKNOWN_MEMBER_ID and FENCED_INSTANCE_ID say that the
        /// consumer has lost its place in the group: abort the transaction. From version 4 on TRANSACTION_ABORTABLE
        /// asks for the same (KIP-890).
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
            let isFlexible = version >= 3
            self.partitionIndex = reader.int32("topics.partitions.partitionIndex")
            self.errorCode = reader.int16("topics.partitions.errorCode")
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.partitions.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 3
            writer.int32(self.partitionIndex)
            writer.int16(self.errorCode)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
