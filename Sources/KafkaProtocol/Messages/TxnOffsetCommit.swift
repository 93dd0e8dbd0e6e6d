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
    public static let apiKey = APIKey.txnOffsetCommit
    /// Kafka's name of the message.
    public static let messageName: StaticString = "TxnOffsetCommitRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...5
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 3
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "transactionalID"
        self.transactionalID = try reader.readString(flexible: version >= 3)
        reader.field = "groupID"
        self.groupID = try reader.readString(flexible: version >= 3)
        reader.field = "producerID"
        self.producerID = try reader.readInt64()
        reader.field = "producerEpoch"
        self.producerEpoch = try reader.readInt16()
        if version >= 3 {
            reader.field = "generationID"
            self.generationID = try reader.readInt32()
        }
        if version >= 3 {
            reader.field = "memberID"
            self.memberID = try reader.readString(flexible: true)
        }
        if version >= 3 {
            reader.field = "groupInstanceID"
            self.groupInstanceID = try reader.readNullableString(flexible: true)
        }
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: version >= 3) { (reader: inout WireReader) throws(WireError) in try TxnOffsetCommitRequestTopic(from: &reader, version: version) }
        if version >= 3 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "transactionalID"
        try writer.writeString(self.transactionalID, flexible: version >= 3)
        writer.field = "groupID"
        try writer.writeString(self.groupID, flexible: version >= 3)
        writer.writeInteger(self.producerID)
        writer.writeInteger(self.producerEpoch)
        if version >= 3 {
            writer.writeInteger(self.generationID)
        } else {
            if self.generationID != -1 { throw writer.unsupportedField("generationID") }
        }
        if version >= 3 {
            writer.field = "memberID"
            try writer.writeString(self.memberID, flexible: true)
        } else {
            if self.memberID != "" { throw writer.unsupportedField("memberID") }
        }
        if version >= 3 {
            writer.field = "groupInstanceID"
            try writer.writeNullableString(self.groupInstanceID, flexible: true)
        } else {
            if self.groupInstanceID != nil { throw writer.unsupportedField("groupInstanceID") }
        }
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: version >= 3) { (value: TxnOffsetCommitRequestTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 3 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `topics`: Offsets to commit, by topic.
    ///
    /// Kafka's `TxnOffsetCommitRequestTopic` in `TxnOffsetCommitRequest`, versions 0+.
    public struct TxnOffsetCommitRequestTopic: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.name"
            self.name = try reader.readString(flexible: version >= 3)
            reader.field = "topics.partitions"
            self.partitions = try reader.readArray(flexible: version >= 3) { (reader: inout WireReader) throws(WireError) in try TxnOffsetCommitRequestPartition(from: &reader, version: version) }
            if version >= 3 {
                reader.field = "topics.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.name"
            try writer.writeString(self.name, flexible: version >= 3)
            writer.field = "topics.partitions"
            try writer.writeArray(self.partitions, flexible: version >= 3) { (value: TxnOffsetCommitRequestPartition, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 3 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.partitions`: Offsets to commit, one for each partition.
    ///
    /// Kafka's `TxnOffsetCommitRequestPartition` in `TxnOffsetCommitRequest`, versions 0+.
    public struct TxnOffsetCommitRequestPartition: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "topics.partitions.committedOffset"
            self.committedOffset = try reader.readInt64()
            if version >= 2 {
                reader.field = "topics.partitions.committedLeaderEpoch"
                self.committedLeaderEpoch = try reader.readInt32()
            }
            reader.field = "topics.partitions.committedMetadata"
            self.committedMetadata = try reader.readNullableString(flexible: version >= 3)
            if version >= 3 {
                reader.field = "topics.partitions.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.writeInteger(self.committedOffset)
            if version >= 2 {
                writer.writeInteger(self.committedLeaderEpoch)
            }
            writer.field = "topics.partitions.committedMetadata"
            try writer.writeNullableString(self.committedMetadata, flexible: version >= 3)
            if version >= 3 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Says which offsets are now pending in the transaction. An error of the whole request comes with every partition.
///
/// Kafka's `TxnOffsetCommitResponse`, versions 0-5.
public struct TxnOffsetCommitResponse: KafkaResponse {
    /// API key 28.
    public static let apiKey = APIKey.txnOffsetCommit
    /// Kafka's name of the message.
    public static let messageName: StaticString = "TxnOffsetCommitResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...5
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 3
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: version >= 3) { (reader: inout WireReader) throws(WireError) in try TxnOffsetCommitResponseTopic(from: &reader, version: version) }
        if version >= 3 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: version >= 3) { (value: TxnOffsetCommitResponseTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 3 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `topics`: Results by topic.
    ///
    /// Kafka's `TxnOffsetCommitResponseTopic` in `TxnOffsetCommitResponse`, versions 0+.
    public struct TxnOffsetCommitResponseTopic: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.name"
            self.name = try reader.readString(flexible: version >= 3)
            reader.field = "topics.partitions"
            self.partitions = try reader.readArray(flexible: version >= 3) { (reader: inout WireReader) throws(WireError) in try TxnOffsetCommitResponsePartition(from: &reader, version: version) }
            if version >= 3 {
                reader.field = "topics.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.name"
            try writer.writeString(self.name, flexible: version >= 3)
            writer.field = "topics.partitions"
            try writer.writeArray(self.partitions, flexible: version >= 3) { (value: TxnOffsetCommitResponsePartition, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 3 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.partitions`: Results, one for each partition of the request.
    ///
    /// Kafka's `TxnOffsetCommitResponsePartition` in `TxnOffsetCommitResponse`, versions 0+.
    public struct TxnOffsetCommitResponsePartition: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "topics.partitions.errorCode"
            self.errorCode = try reader.readInt16()
            if version >= 3 {
                reader.field = "topics.partitions.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.writeInteger(self.errorCode)
            if version >= 3 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
