// Generated from ProtocolSpecs/TxnOffsetCommit.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

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
    /// `TransactionalId`, versions 0+.
    public var transactionalID: String
    /// `GroupId`, versions 0+.
    public var groupID: String
    /// `ProducerId`, versions 0+.
    public var producerID: Int64
    /// `ProducerEpoch`, versions 0+.
    public var producerEpoch: Int16
    /// `GenerationId`, versions 3+.
    public var generationID: Int32
    /// `MemberId`, versions 3+.
    public var memberID: String
    /// `GroupInstanceId`, versions 3+. Null allowed from version 3.
    public var groupInstanceID: String?
    /// `Topics`, versions 0+.
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

    /// A `TxnOffsetCommitRequestTopic` of `TxnOffsetCommitRequest`.
    public struct TxnOffsetCommitRequestTopic: Equatable, Sendable {
        /// `Name`, versions 0+.
        public var name: String
        /// `Partitions`, versions 0+.
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

    /// A `TxnOffsetCommitRequestPartition` of `TxnOffsetCommitRequest`.
    public struct TxnOffsetCommitRequestPartition: Equatable, Sendable {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `CommittedOffset`, versions 0+.
        public var committedOffset: Int64
        /// `CommittedLeaderEpoch`, versions 2+. Dropped silently by versions without it.
        public var committedLeaderEpoch: Int32
        /// `CommittedMetadata`, versions 0+. Null allowed from version 0.
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
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `Topics`, versions 0+.
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

    /// A `TxnOffsetCommitResponseTopic` of `TxnOffsetCommitResponse`.
    public struct TxnOffsetCommitResponseTopic: Equatable, Sendable {
        /// `Name`, versions 0+.
        public var name: String
        /// `Partitions`, versions 0+.
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

    /// A `TxnOffsetCommitResponsePartition` of `TxnOffsetCommitResponse`.
    public struct TxnOffsetCommitResponsePartition: Equatable, Sendable {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `ErrorCode`, versions 0+.
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
