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
    public static var apiKey: APIKey { .produce }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ProduceRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...13 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 9 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.transactionalID != b.transactionalID { return false }
        if a.acks != b.acks { return false }
        if a.timeoutMs != b.timeoutMs { return false }
        if !areEqual(a.topicData, b.topicData) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 9
        if version >= 3 {
            self.transactionalID = reader.nullableString("transactionalID", flexible: isFlexible)
        } else {
            self.transactionalID = nil
        }
        self.acks = reader.int16("acks")
        self.timeoutMs = reader.int32("timeoutMs")
        self.topicData = reader.structs("topicData", flexible: isFlexible, version: version)
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
        let isFlexible = version >= 9
        if version >= 3 {
            writer.nullableString(self.transactionalID, "transactionalID", flexible: isFlexible)
        } else {
            if self.transactionalID != nil { writer.unsupported("transactionalID") }
        }
        writer.int16(self.acks)
        writer.int32(self.timeoutMs)
        writer.structs(self.topicData, "topicData", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `topicData`: Topics to write to, each with its partitions and records.
    ///
    /// Kafka's `TopicProduceData` in `ProduceRequest`, versions 0+.
    public struct TopicProduceData: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.name != b.name { return false }
            if a.topicID != b.topicID { return false }
            if !areEqual(a.partitionData, b.partitionData) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 9
            if version <= 12 {
                self.name = reader.string("topicData.name", flexible: isFlexible)
            } else {
                self.name = ""
            }
            if version == 13 {
                self.topicID = reader.uuid("topicData.topicID")
            } else {
                self.topicID = .zero
            }
            self.partitionData = reader.structs("topicData.partitionData", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topicData.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 9
            if version <= 12 {
                writer.string(self.name, "topicData.name", flexible: isFlexible)
            }
            if version == 13 {
                writer.uuid(self.topicID)
            }
            writer.structs(self.partitionData, "topicData.partitionData", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `topicData.partitionData`: Partitions of the topic to write to. Each succeeds or fails on its own.
    ///
    /// Kafka's `PartitionProduceData` in `ProduceRequest`, versions 0+.
    public struct PartitionProduceData: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 9
            self.index = reader.int32("topicData.partitionData.index")
            self.records = reader.nullableBytes("topicData.partitionData.records", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topicData.partitionData.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 9
            writer.int32(self.index)
            writer.nullableBytes(self.records, "topicData.partitionData.records", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Result of each partition of a `ProduceRequest`. None is sent when `Acks` was 0.
///
/// Kafka's `ProduceResponse`, versions 0-13.
public struct ProduceResponse: KafkaResponse {
    /// API key 0.
    public static var apiKey: APIKey { .produce }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ProduceResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...13 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 9 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if !areEqual(a.responses, b.responses) { return false }
        if !areEqual(a.nodeEndpoints, b.nodeEndpoints) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 9
        self.responses = reader.structs("responses", flexible: isFlexible, version: version)
        if version >= 1 {
            self.throttleTimeMs = reader.int32("throttleTimeMs")
        } else {
            self.throttleTimeMs = 0
        }
        self.nodeEndpoints = []
        self.unknownTaggedFields = []
        if isFlexible, var section = reader.taggedSection("taggedFields") {
            while section.next(&reader) {
                switch section.tag {
                case 0 where version >= 10:
                    self.nodeEndpoints = section.value.structs("nodeEndpoints", flexible: true, version: version)
                default: section.keep()
                }
            }
            self.unknownTaggedFields = section.unknown
        }
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 9
        writer.structs(self.responses, "responses", flexible: isFlexible, version: version)
        if version >= 1 {
            writer.int32(self.throttleTimeMs)
        }
        if !(version >= 10) {
            if !self.nodeEndpoints.isEmpty { writer.unsupported("nodeEndpoints") }
        }
        if isFlexible {
            var tagged: [TaggedField] = []
            if version >= 10, !self.nodeEndpoints.isEmpty {
                var inner = writer.taggedWriter()
                inner.structs(self.nodeEndpoints, "nodeEndpoints", flexible: true, version: version)
                writer.add(0, inner, to: &tagged)
            }
            writer.writeTaggedFields(tagged, unknown: self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `responses`: Topics written to, each with the result of its partitions.
    ///
    /// Kafka's `TopicProduceResponse` in `ProduceResponse`, versions 0+.
    public struct TopicProduceResponse: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.name != b.name { return false }
            if a.topicID != b.topicID { return false }
            if !areEqual(a.partitionResponses, b.partitionResponses) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 9
            if version <= 12 {
                self.name = reader.string("responses.name", flexible: isFlexible)
            } else {
                self.name = ""
            }
            if version == 13 {
                self.topicID = reader.uuid("responses.topicID")
            } else {
                self.topicID = .zero
            }
            self.partitionResponses = reader.structs("responses.partitionResponses", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("responses.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 9
            if version <= 12 {
                writer.string(self.name, "responses.name", flexible: isFlexible)
            }
            if version == 13 {
                writer.uuid(self.topicID)
            }
            writer.structs(self.partitionResponses, "responses.partitionResponses", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `responses.partitionResponses`: Result of each partition of the topic.
    ///
    /// Kafka's `PartitionProduceResponse` in `ProduceResponse`, versions 0+.
    public struct PartitionProduceResponse: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.index != b.index { return false }
            if a.errorCode != b.errorCode { return false }
            if a.baseOffset != b.baseOffset { return false }
            if a.logAppendTimeMs != b.logAppendTimeMs { return false }
            if a.logStartOffset != b.logStartOffset { return false }
            if a.errorMessage != b.errorMessage { return false }
            if a.currentLeader != b.currentLeader { return false }
            if !areEqual(a.recordErrors, b.recordErrors) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 9
            self.index = reader.int32("responses.partitionResponses.index")
            self.errorCode = reader.int16("responses.partitionResponses.errorCode")
            self.baseOffset = reader.int64("responses.partitionResponses.baseOffset")
            if version >= 2 {
                self.logAppendTimeMs = reader.int64("responses.partitionResponses.logAppendTimeMs")
            } else {
                self.logAppendTimeMs = -1
            }
            if version >= 5 {
                self.logStartOffset = reader.int64("responses.partitionResponses.logStartOffset")
            } else {
                self.logStartOffset = -1
            }
            if version >= 8 {
                self.recordErrors = reader.structs("responses.partitionResponses.recordErrors", flexible: isFlexible, version: version)
                self.errorMessage = reader.nullableString("responses.partitionResponses.errorMessage", flexible: isFlexible)
            } else {
                self.recordErrors = []
                self.errorMessage = nil
            }
            self.currentLeader = LeaderIDAndEpoch()
            self.unknownTaggedFields = []
            if isFlexible, var section = reader.taggedSection("responses.partitionResponses.taggedFields") {
                while section.next(&reader) {
                    switch section.tag {
                    case 0 where version >= 10:
                        self.currentLeader = LeaderIDAndEpoch(reading: &section.value, version: version)
                    default: section.keep()
                    }
                }
                self.unknownTaggedFields = section.unknown
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 9
            writer.int32(self.index)
            writer.int16(self.errorCode)
            writer.int64(self.baseOffset)
            if version >= 2 {
                writer.int64(self.logAppendTimeMs)
            }
            if version >= 5 {
                writer.int64(self.logStartOffset)
            }
            if version >= 8 {
                writer.structs(self.recordErrors, "responses.partitionResponses.recordErrors", flexible: isFlexible, version: version)
                writer.nullableString(self.errorMessage, "responses.partitionResponses.errorMessage", flexible: isFlexible)
            }
            if !(version >= 10) {
                if self.currentLeader != LeaderIDAndEpoch() { writer.unsupported("responses.partitionResponses.currentLeader") }
            }
            if isFlexible {
                var tagged: [TaggedField] = []
                if version >= 10, self.currentLeader != LeaderIDAndEpoch() {
                    var inner = writer.taggedWriter()
                    self.currentLeader.write(into: &inner, version: version)
                    writer.add(0, inner, to: &tagged)
                }
                writer.writeTaggedFields(tagged, unknown: self.unknownTaggedFields)
            }
        }
    }

    /// Element of `responses.partitionResponses.recordErrors`: Records because of which the whole batch was refused;
    /// empty if the broker blames no single record (KIP-467).
    ///
    /// Kafka's `BatchIndexAndErrorMessage` in `ProduceResponse`, versions 8+.
    public struct BatchIndexAndErrorMessage: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 9
            self.batchIndex = reader.int32("responses.partitionResponses.recordErrors.batchIndex")
            self.batchIndexErrorMessage = reader.nullableString("responses.partitionResponses.recordErrors.batchIndexErrorMessage", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("responses.partitionResponses.recordErrors.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 9
            writer.int32(self.batchIndex)
            writer.nullableString(self.batchIndexErrorMessage, "responses.partitionResponses.recordErrors.batchIndexErrorMessage", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Value of `responses.partitionResponses.currentLeader`: Leader of the partition as this broker knows it. Set only
    /// with NOT_LEADER_OR_FOLLOWER, so that the client can go there without asking for metadata (KIP-951).
    ///
    /// Kafka's `LeaderIdAndEpoch` in `ProduceResponse`, versions 10+.
    public struct LeaderIDAndEpoch: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.leaderID = reader.int32("responses.partitionResponses.currentLeader.leaderID")
            self.leaderEpoch = reader.int32("responses.partitionResponses.currentLeader.leaderEpoch")
            self.unknownTaggedFields = reader.taggedFields("responses.partitionResponses.currentLeader.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.leaderID)
            writer.int32(self.leaderEpoch)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Element of `nodeEndpoints`: Addresses of the brokers that `CurrentLeader` names in this response (KIP-951); they
    /// save a `Metadata` request.
    ///
    /// Kafka's `NodeEndpoint` in `ProduceResponse`, versions 10+.
    public struct NodeEndpoint: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.nodeID = reader.int32("nodeEndpoints.nodeID")
            self.host = reader.string("nodeEndpoints.host", flexible: true)
            self.port = reader.int32("nodeEndpoints.port")
            self.rack = reader.nullableString("nodeEndpoints.rack", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("nodeEndpoints.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.nodeID)
            writer.string(self.host, "nodeEndpoints.host", flexible: true)
            writer.int32(self.port)
            writer.nullableString(self.rack, "nodeEndpoints.rack", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
