// Generated from ProtocolSpecs/Produce.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Appends record batches to partitions; the broker that gets it must lead them. With `Acks` 0 the broker sends no
/// response at all. Brokers from 4.0 on refuse versions 0 to 2, although `ApiVersions` still lists them (KAFKA-18659).
///
/// Kafka's `ProduceRequest`, versions 0-13.
public struct ProduceRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = ProduceResponse
    /// API key 0.
    public static let apiKey = APIKey.produce
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ProduceRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...13
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 9
    /// Transactional id of the producer, which needs the right to write with it; null outside transactions. In a
    /// transaction, versions 12 and later also add the partitions to the transaction, so they need transaction version
    /// 2 (KIP-890); without that, use 11 at most.
    ///
    /// Kafka's `TransactionalId`, versions 3+. Null allowed from version 3.
    public var transactionalID: String?
    /// Replicas that must have the records before the broker answers: 0 for none (the broker sends no response and
    /// closes the connection on an error), 1 for the leader, -1 for all in-sync replicas. Any other number gives
    /// INVALID_REQUIRED_ACKS.
    ///
    /// Kafka's `Acks`, versions 0+.
    public var acks: Int16
    /// Longest time that the leader waits for the in-sync replicas when `Acks` is -1, in milliseconds. If they take
    /// longer, the partition gets REQUEST_TIMED_OUT, but its records stay in the leader's log and may still be
    /// committed.
    ///
    /// Kafka's `TimeoutMs`, versions 0+.
    public var timeoutMs: Int32
    /// Topics to write to, each with its partitions and records.
    ///
    /// Kafka's `TopicData`, versions 0+.
    public var topicData: [TopicProduceData]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        transactionalID: String? = nil,
        acks: Int16 = 0,
        timeoutMs: Int32 = 0,
        topicData: [TopicProduceData] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.transactionalID = transactionalID
        self.acks = acks
        self.timeoutMs = timeoutMs
        self.topicData = topicData
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        if version >= 3 {
            reader.field = "transactionalID"
            self.transactionalID = try reader.readNullableString(flexible: version >= 9)
        }
        reader.field = "acks"
        self.acks = try reader.readInt16()
        reader.field = "timeoutMs"
        self.timeoutMs = try reader.readInt32()
        reader.field = "topicData"
        self.topicData = try reader.readArray(flexible: version >= 9) { (reader: inout WireReader) throws(WireError) in try TopicProduceData(from: &reader, version: version) }
        if version >= 9 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        if version >= 3 {
            writer.field = "transactionalID"
            try writer.writeNullableString(self.transactionalID, flexible: version >= 9)
        } else {
            if self.transactionalID != nil { throw writer.unsupportedField("transactionalID") }
        }
        writer.writeInteger(self.acks)
        writer.writeInteger(self.timeoutMs)
        writer.field = "topicData"
        try writer.writeArray(self.topicData, flexible: version >= 9) { (value: TopicProduceData, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 9 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `topicData`: Topics to write to, each with its partitions and records.
    ///
    /// Kafka's `TopicProduceData` in `ProduceRequest`, versions 0+.
    public struct TopicProduceData: Equatable, Sendable {
        /// Name of the topic to write to; from version 13 `TopicId` identifies it.
        ///
        /// Kafka's `Name`, versions 0-12. Dropped silently by versions without it.
        public var name: String
        /// Id of the topic to write to (KIP-516); the broker answers UNKNOWN_TOPIC_ID if it does not know it.
        ///
        /// Kafka's `TopicId`, versions 13+. Dropped silently by versions without it.
        public var topicID: KafkaUUID
        /// Partitions of the topic to write to. Each succeeds or fails on its own.
        ///
        /// Kafka's `PartitionData`, versions 0+.
        public var partitionData: [PartitionProduceData]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            topicID: KafkaUUID = .zero,
            partitionData: [PartitionProduceData] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.topicID = topicID
            self.partitionData = partitionData
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            if version <= 12 {
                reader.field = "topicData.name"
                self.name = try reader.readString(flexible: version >= 9)
            }
            if version == 13 {
                reader.field = "topicData.topicID"
                self.topicID = try reader.readUUID()
            }
            reader.field = "topicData.partitionData"
            self.partitionData = try reader.readArray(flexible: version >= 9) { (reader: inout WireReader) throws(WireError) in try PartitionProduceData(from: &reader, version: version) }
            if version >= 9 {
                reader.field = "topicData.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            if version <= 12 {
                writer.field = "topicData.name"
                try writer.writeString(self.name, flexible: version >= 9)
            }
            if version == 13 {
                writer.writeUUID(self.topicID)
            }
            writer.field = "topicData.partitionData"
            try writer.writeArray(self.partitionData, flexible: version >= 9) { (value: PartitionProduceData, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 9 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Element of `topicData.partitionData`: Partitions of the topic to write to. Each succeeds or fails on its own.
    ///
    /// Kafka's `PartitionProduceData` in `ProduceRequest`, versions 0+.
    public struct PartitionProduceData: Equatable, Sendable {
        /// Number of the partition, from 0.
        ///
        /// Kafka's `Index`, versions 0+.
        public var index: Int32
        /// Batch to append. From version 3 it must be exactly one batch of record format 2, else INVALID_RECORD; zstd
        /// compression needs version 7 (KIP-110). Earlier versions carried message sets of formats 0 and 1.
        ///
        /// Kafka's `Records`, versions 0+. Null allowed from version 0.
        public var records: ByteSlice?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            index: Int32 = 0,
            records: ByteSlice? = nil,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.index = index
            self.records = records
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topicData.partitionData.index"
            self.index = try reader.readInt32()
            reader.field = "topicData.partitionData.records"
            self.records = try reader.readNullableBytes(flexible: version >= 9)
            if version >= 9 {
                reader.field = "topicData.partitionData.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.index)
            writer.field = "topicData.partitionData.records"
            try writer.writeNullableBytes(self.records, flexible: version >= 9)
            if version >= 9 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Result of each partition of a `ProduceRequest`. None is sent when `Acks` was 0.
///
/// Kafka's `ProduceResponse`, versions 0-13.
public struct ProduceResponse: KafkaResponse {
    /// API key 0.
    public static let apiKey = APIKey.produce
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ProduceResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...13
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 9
    /// Topics written to, each with the result of its partitions.
    ///
    /// Kafka's `Responses`, versions 0+.
    public var responses: [TopicProduceResponse]
    /// Time for which the client must send nothing more on this connection because it exceeded a quota, in
    /// milliseconds; 0 if it did not. Below version 6 the client need not wait itself, as the broker holds it back
    /// (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 1+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// Addresses of the brokers that `CurrentLeader` names in this response (KIP-951); they save a `Metadata` request.
    ///
    /// Kafka's `NodeEndpoints`, versions 10+. Tag 0.
    public var nodeEndpoints: [NodeEndpoint]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        responses: [TopicProduceResponse] = [],
        throttleTimeMs: Int32 = 0,
        nodeEndpoints: [NodeEndpoint] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.responses = responses
        self.throttleTimeMs = throttleTimeMs
        self.nodeEndpoints = nodeEndpoints
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "responses"
        self.responses = try reader.readArray(flexible: version >= 9) { (reader: inout WireReader) throws(WireError) in try TopicProduceResponse(from: &reader, version: version) }
        if version >= 1 {
            reader.field = "throttleTimeMs"
            self.throttleTimeMs = try reader.readInt32()
        }
        if version >= 9 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields {
                (tag: UInt32, reader: inout WireReader) throws(WireError) -> Bool in
                switch tag {
                case 0 where version >= 10:
                    reader.field = "nodeEndpoints"
                    self.nodeEndpoints = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try NodeEndpoint(from: &reader, version: version) }
                default: return false
                }
                return true
            }
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "responses"
        try writer.writeArray(self.responses, flexible: version >= 9) { (value: TopicProduceResponse, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 1 {
            writer.writeInteger(self.throttleTimeMs)
        }
        if !(version >= 10) {
            if !self.nodeEndpoints.isEmpty { throw writer.unsupportedField("nodeEndpoints") }
        }
        if version >= 9 {
            var tagged: [TaggedField] = []
            if version >= 10, !self.nodeEndpoints.isEmpty {
                writer.field = "nodeEndpoints"
                tagged.append(
                    try writer.taggedField(0) {
                    (writer: inout WireWriter) throws(WireError) in
                    try writer.writeArray(self.nodeEndpoints, flexible: true) { (value: NodeEndpoint, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
                })
            }
            writer.writeTaggedFields(tagged, unknown: unknownTaggedFields)
        }
    }

    /// Element of `responses`: Topics written to, each with the result of its partitions.
    ///
    /// Kafka's `TopicProduceResponse` in `ProduceResponse`, versions 0+.
    public struct TopicProduceResponse: Equatable, Sendable {
        /// Name of the topic; from version 13 `TopicId` identifies it.
        ///
        /// Kafka's `Name`, versions 0-12. Dropped silently by versions without it.
        public var name: String
        /// Id of the topic, as in the request (KIP-516).
        ///
        /// Kafka's `TopicId`, versions 13+. Dropped silently by versions without it.
        public var topicID: KafkaUUID
        /// Result of each partition of the topic.
        ///
        /// Kafka's `PartitionResponses`, versions 0+.
        public var partitionResponses: [PartitionProduceResponse]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            topicID: KafkaUUID = .zero,
            partitionResponses: [PartitionProduceResponse] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.topicID = topicID
            self.partitionResponses = partitionResponses
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            if version <= 12 {
                reader.field = "responses.name"
                self.name = try reader.readString(flexible: version >= 9)
            }
            if version == 13 {
                reader.field = "responses.topicID"
                self.topicID = try reader.readUUID()
            }
            reader.field = "responses.partitionResponses"
            self.partitionResponses = try reader.readArray(flexible: version >= 9) { (reader: inout WireReader) throws(WireError) in try PartitionProduceResponse(from: &reader, version: version) }
            if version >= 9 {
                reader.field = "responses.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            if version <= 12 {
                writer.field = "responses.name"
                try writer.writeString(self.name, flexible: version >= 9)
            }
            if version == 13 {
                writer.writeUUID(self.topicID)
            }
            writer.field = "responses.partitionResponses"
            try writer.writeArray(self.partitionResponses, flexible: version >= 9) { (value: PartitionProduceResponse, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 9 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Element of `responses.partitionResponses`: Result of each partition of the topic.
    ///
    /// Kafka's `PartitionProduceResponse` in `ProduceResponse`, versions 0+.
    public struct PartitionProduceResponse: Equatable, Sendable {
        /// Number of the partition, from 0.
        ///
        /// Kafka's `Index`, versions 0+.
        public var index: Int32
        /// Reason for refusing the batch; 0 if it was written. After NOT_LEADER_OR_FOLLOWER refresh the metadata or
        /// follow `CurrentLeader`; NOT_ENOUGH_REPLICAS_AFTER_APPEND and REQUEST_TIMED_OUT mean that the batch is in the
        /// leader's log already. Version 11 may bring TRANSACTION_ABORTABLE.
        ///
        /// Kafka's `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// Offset that the first record of the batch got; the others follow without gaps. -1 after an error.
        ///
        /// Kafka's `BaseOffset`, versions 0+.
        public var baseOffset: Int64
        /// Time at which the broker appended the batch, in milliseconds since 1970, if the topic has
        /// `message.timestamp.type=LogAppendTime`. -1 if the records keep the producer's timestamps.
        ///
        /// Kafka's `LogAppendTimeMs`, versions 2+. Dropped silently by versions without it.
        public var logAppendTimeMs: Int64
        /// First offset that the partition still has; -1 if unknown. Lets a producer that gets UNKNOWN_PRODUCER_ID tell
        /// whether its earlier records were deleted by retention.
        ///
        /// Kafka's `LogStartOffset`, versions 5+. Dropped silently by versions without it.
        public var logStartOffset: Int64
        /// Records because of which the whole batch was refused; empty if the broker blames no single record (KIP-467).
        ///
        /// Kafka's `RecordErrors`, versions 8+. Dropped silently by versions without it.
        public var recordErrors: [BatchIndexAndErrorMessage]
        /// Reason for refusing the batch as a whole, in words, for logs; null if there is none (KIP-467).
        ///
        /// Kafka's `ErrorMessage`, versions 8+. Null allowed from version 8. Dropped silently by versions without it.
        public var errorMessage: String?
        /// Leader of the partition as this broker knows it. Set only with NOT_LEADER_OR_FOLLOWER, so that the client
        /// can go there without asking for metadata (KIP-951).
        ///
        /// Kafka's `CurrentLeader`, versions 10+. Tag 0.
        public var currentLeader: LeaderIDAndEpoch
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            index: Int32 = 0,
            errorCode: Int16 = 0,
            baseOffset: Int64 = 0,
            logAppendTimeMs: Int64 = -1,
            logStartOffset: Int64 = -1,
            recordErrors: [BatchIndexAndErrorMessage] = [],
            errorMessage: String? = nil,
            currentLeader: LeaderIDAndEpoch = LeaderIDAndEpoch(),
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.index = index
            self.errorCode = errorCode
            self.baseOffset = baseOffset
            self.logAppendTimeMs = logAppendTimeMs
            self.logStartOffset = logStartOffset
            self.recordErrors = recordErrors
            self.errorMessage = errorMessage
            self.currentLeader = currentLeader
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "responses.partitionResponses.index"
            self.index = try reader.readInt32()
            reader.field = "responses.partitionResponses.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "responses.partitionResponses.baseOffset"
            self.baseOffset = try reader.readInt64()
            if version >= 2 {
                reader.field = "responses.partitionResponses.logAppendTimeMs"
                self.logAppendTimeMs = try reader.readInt64()
            }
            if version >= 5 {
                reader.field = "responses.partitionResponses.logStartOffset"
                self.logStartOffset = try reader.readInt64()
            }
            if version >= 8 {
                reader.field = "responses.partitionResponses.recordErrors"
                self.recordErrors = try reader.readArray(flexible: version >= 9) { (reader: inout WireReader) throws(WireError) in try BatchIndexAndErrorMessage(from: &reader, version: version) }
            }
            if version >= 8 {
                reader.field = "responses.partitionResponses.errorMessage"
                self.errorMessage = try reader.readNullableString(flexible: version >= 9)
            }
            if version >= 9 {
                reader.field = "responses.partitionResponses.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields {
                    (tag: UInt32, reader: inout WireReader) throws(WireError) -> Bool in
                    switch tag {
                    case 0 where version >= 10:
                        reader.field = "responses.partitionResponses.currentLeader"
                        self.currentLeader = try LeaderIDAndEpoch(from: &reader, version: version)
                    default: return false
                    }
                    return true
                }
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.index)
            writer.writeInteger(self.errorCode)
            writer.writeInteger(self.baseOffset)
            if version >= 2 {
                writer.writeInteger(self.logAppendTimeMs)
            }
            if version >= 5 {
                writer.writeInteger(self.logStartOffset)
            }
            if version >= 8 {
                writer.field = "responses.partitionResponses.recordErrors"
                try writer.writeArray(self.recordErrors, flexible: version >= 9) { (value: BatchIndexAndErrorMessage, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            }
            if version >= 8 {
                writer.field = "responses.partitionResponses.errorMessage"
                try writer.writeNullableString(self.errorMessage, flexible: version >= 9)
            }
            if !(version >= 10) {
                if self.currentLeader != LeaderIDAndEpoch() { throw writer.unsupportedField("responses.partitionResponses.currentLeader") }
            }
            if version >= 9 {
                var tagged: [TaggedField] = []
                if version >= 10, self.currentLeader != LeaderIDAndEpoch() {
                    writer.field = "responses.partitionResponses.currentLeader"
                    tagged.append(
                        try writer.taggedField(0) {
                        (writer: inout WireWriter) throws(WireError) in
                        try self.currentLeader.encode(into: &writer, version: version)
                    })
                }
                writer.writeTaggedFields(tagged, unknown: unknownTaggedFields)
            }
        }
    }

    /// Element of `responses.partitionResponses.recordErrors`: Records because of which the whole batch was refused;
    /// empty if the broker blames no single record (KIP-467).
    ///
    /// Kafka's `BatchIndexAndErrorMessage` in `ProduceResponse`, versions 8+.
    public struct BatchIndexAndErrorMessage: Equatable, Sendable {
        /// Position of the refused record in the batch, from 0.
        ///
        /// Kafka's `BatchIndex`, versions 8+.
        public var batchIndex: Int32
        /// Reason for refusing this record, in words; null if `ErrorMessage` says all.
        ///
        /// Kafka's `BatchIndexErrorMessage`, versions 8+. Null allowed from version 8.
        public var batchIndexErrorMessage: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            batchIndex: Int32 = 0,
            batchIndexErrorMessage: String? = nil,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.batchIndex = batchIndex
            self.batchIndexErrorMessage = batchIndexErrorMessage
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "responses.partitionResponses.recordErrors.batchIndex"
            self.batchIndex = try reader.readInt32()
            reader.field = "responses.partitionResponses.recordErrors.batchIndexErrorMessage"
            self.batchIndexErrorMessage = try reader.readNullableString(flexible: version >= 9)
            if version >= 9 {
                reader.field = "responses.partitionResponses.recordErrors.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.batchIndex)
            writer.field = "responses.partitionResponses.recordErrors.batchIndexErrorMessage"
            try writer.writeNullableString(self.batchIndexErrorMessage, flexible: version >= 9)
            if version >= 9 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Value of `responses.partitionResponses.currentLeader`: Leader of the partition as this broker knows it. Set only
    /// with NOT_LEADER_OR_FOLLOWER, so that the client can go there without asking for metadata (KIP-951).
    ///
    /// Kafka's `LeaderIdAndEpoch` in `ProduceResponse`, versions 10+.
    public struct LeaderIDAndEpoch: Equatable, Sendable {
        /// Broker id of the leader; -1 if unknown. `NodeEndpoints` may hold its address.
        ///
        /// Kafka's `LeaderId`, versions 10+.
        public var leaderID: Int32
        /// Epoch of that leader; -1 if unknown. Ignore it when it is older than the epoch that the client knows.
        ///
        /// Kafka's `LeaderEpoch`, versions 10+.
        public var leaderEpoch: Int32
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            leaderID: Int32 = -1,
            leaderEpoch: Int32 = -1,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.leaderID = leaderID
            self.leaderEpoch = leaderEpoch
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "responses.partitionResponses.currentLeader.leaderID"
            self.leaderID = try reader.readInt32()
            reader.field = "responses.partitionResponses.currentLeader.leaderEpoch"
            self.leaderEpoch = try reader.readInt32()
            reader.field = "responses.partitionResponses.currentLeader.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.leaderID)
            writer.writeInteger(self.leaderEpoch)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `nodeEndpoints`: Addresses of the brokers that `CurrentLeader` names in this response (KIP-951); they
    /// save a `Metadata` request.
    ///
    /// Kafka's `NodeEndpoint` in `ProduceResponse`, versions 10+.
    public struct NodeEndpoint: Equatable, Sendable {
        /// Id of the broker.
        ///
        /// Kafka's `NodeId`, versions 10+.
        public var nodeID: Int32
        /// Host name or address of the broker on the listener that the client used.
        ///
        /// Kafka's `Host`, versions 10+.
        public var host: String
        /// TCP port of the broker on that listener.
        ///
        /// Kafka's `Port`, versions 10+.
        public var port: Int32
        /// Rack of the broker (`broker.rack`); null if it has none.
        ///
        /// Kafka's `Rack`, versions 10+. Null allowed from version 10.
        public var rack: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            nodeID: Int32 = 0,
            host: String = "",
            port: Int32 = 0,
            rack: String? = nil,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.nodeID = nodeID
            self.host = host
            self.port = port
            self.rack = rack
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "nodeEndpoints.nodeID"
            self.nodeID = try reader.readInt32()
            reader.field = "nodeEndpoints.host"
            self.host = try reader.readString(flexible: true)
            reader.field = "nodeEndpoints.port"
            self.port = try reader.readInt32()
            reader.field = "nodeEndpoints.rack"
            self.rack = try reader.readNullableString(flexible: true)
            reader.field = "nodeEndpoints.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.nodeID)
            writer.field = "nodeEndpoints.host"
            try writer.writeString(self.host, flexible: true)
            writer.writeInteger(self.port)
            writer.field = "nodeEndpoints.rack"
            try writer.writeNullableString(self.rack, flexible: true)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
