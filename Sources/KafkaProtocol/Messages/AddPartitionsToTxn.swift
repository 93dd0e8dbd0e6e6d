// Generated from ProtocolSpecs/AddPartitionsToTxn.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Tells the transaction coordinator which partitions a transaction is about to write. Clients send versions 0-3 before
/// the first record for a partition; brokers send later ones to add or to check partitions (KIP-890).
///
/// Kafka's `AddPartitionsToTxnRequest`, versions 0-5.
public struct AddPartitionsToTxnRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = AddPartitionsToTxnResponse
    /// API key 24.
    public static let apiKey = APIKey.addPartitionsToTxn
    /// Kafka's name of the message.
    public static let messageName: StaticString = "AddPartitionsToTxnRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...5
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 3
    /// Transactions that a broker asks about, in one request. The broker needs the right ClusterAction.
    ///
    /// Kafka's `Transactions`, versions 4+.
    public var transactions: [AddPartitionsToTxnTransaction]
    /// Name of the transactional producer, from a client.
    ///
    /// Kafka's `V3AndBelowTransactionalId`, versions 0-3.
    public var v3AndBelowTransactionalID: String
    /// Producer id from InitProducerId. INVALID_PRODUCER_ID_MAPPING if the transactional id has another one.
    ///
    /// Kafka's `V3AndBelowProducerId`, versions 0-3.
    public var v3AndBelowProducerID: Int64
    /// Epoch of the producer. If it is not the current one, the answer is PRODUCER_FENCED from version 2 on and
    /// INVALID_PRODUCER_EPOCH before.
    ///
    /// Kafka's `V3AndBelowProducerEpoch`, versions 0-3.
    public var v3AndBelowProducerEpoch: Int16
    /// Partitions that the client is about to write, by topic; to add one twice does no harm.
    ///
    /// Kafka's `V3AndBelowTopics`, versions 0-3.
    public var v3AndBelowTopics: [AddPartitionsToTxnTopic]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        transactions: [AddPartitionsToTxnTransaction] = [],
        v3AndBelowTransactionalID: String = "",
        v3AndBelowProducerID: Int64 = 0,
        v3AndBelowProducerEpoch: Int16 = 0,
        v3AndBelowTopics: [AddPartitionsToTxnTopic] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.transactions = transactions
        self.v3AndBelowTransactionalID = v3AndBelowTransactionalID
        self.v3AndBelowProducerID = v3AndBelowProducerID
        self.v3AndBelowProducerEpoch = v3AndBelowProducerEpoch
        self.v3AndBelowTopics = v3AndBelowTopics
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        if version >= 4 {
            reader.field = "transactions"
            self.transactions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try AddPartitionsToTxnTransaction(from: &reader, version: version) }
        }
        if version <= 3 {
            reader.field = "v3AndBelowTransactionalID"
            self.v3AndBelowTransactionalID = try reader.readString(flexible: version == 3)
        }
        if version <= 3 {
            reader.field = "v3AndBelowProducerID"
            self.v3AndBelowProducerID = try reader.readInt64()
        }
        if version <= 3 {
            reader.field = "v3AndBelowProducerEpoch"
            self.v3AndBelowProducerEpoch = try reader.readInt16()
        }
        if version <= 3 {
            reader.field = "v3AndBelowTopics"
            self.v3AndBelowTopics = try reader.readArray(flexible: version == 3) { (reader: inout WireReader) throws(WireError) in try AddPartitionsToTxnTopic(from: &reader, version: version) }
        }
        if version >= 3 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        if version >= 4 {
            writer.field = "transactions"
            try writer.writeArray(self.transactions, flexible: true) { (value: AddPartitionsToTxnTransaction, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        } else {
            if !self.transactions.isEmpty { throw writer.unsupportedField("transactions") }
        }
        if version <= 3 {
            writer.field = "v3AndBelowTransactionalID"
            try writer.writeString(self.v3AndBelowTransactionalID, flexible: version == 3)
        } else {
            if self.v3AndBelowTransactionalID != "" { throw writer.unsupportedField("v3AndBelowTransactionalID") }
        }
        if version <= 3 {
            writer.writeInteger(self.v3AndBelowProducerID)
        } else {
            if self.v3AndBelowProducerID != 0 { throw writer.unsupportedField("v3AndBelowProducerID") }
        }
        if version <= 3 {
            writer.writeInteger(self.v3AndBelowProducerEpoch)
        } else {
            if self.v3AndBelowProducerEpoch != 0 { throw writer.unsupportedField("v3AndBelowProducerEpoch") }
        }
        if version <= 3 {
            writer.field = "v3AndBelowTopics"
            try writer.writeArray(self.v3AndBelowTopics, flexible: version == 3) { (value: AddPartitionsToTxnTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        } else {
            if !self.v3AndBelowTopics.isEmpty { throw writer.unsupportedField("v3AndBelowTopics") }
        }
        if version >= 3 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Partitions of one topic.
    ///
    /// Kafka's `AddPartitionsToTxnTopic` in `AddPartitionsToTxnRequest`, versions 0+.
    public struct AddPartitionsToTxnTopic: Equatable, Sendable {
        /// Name of the topic.
        ///
        /// Kafka's `Name`, versions 0+.
        public var name: String
        /// Numbers of the partitions to add or to check.
        ///
        /// Kafka's `Partitions`, versions 0+.
        public var partitions: [Int32]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitions: [Int32] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "AddPartitionsToTxnTopic.name"
            self.name = try reader.readString(flexible: version >= 3)
            reader.field = "AddPartitionsToTxnTopic.partitions"
            self.partitions = try reader.readArray(flexible: version >= 3) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            if version >= 3 {
                reader.field = "AddPartitionsToTxnTopic.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "AddPartitionsToTxnTopic.name"
            try writer.writeString(self.name, flexible: version >= 3)
            writer.field = "AddPartitionsToTxnTopic.partitions"
            try writer.writeArray(self.partitions, flexible: version >= 3) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            if version >= 3 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Element of `transactions`: Transactions that a broker asks about, in one request. The broker needs the right
    /// ClusterAction.
    ///
    /// Kafka's `AddPartitionsToTxnTransaction` in `AddPartitionsToTxnRequest`, versions 4+.
    public struct AddPartitionsToTxnTransaction: Equatable, Sendable {
        /// Name of the transactional producer.
        ///
        /// Kafka's `TransactionalId`, versions 4+.
        public var transactionalID: String
        /// Producer id from InitProducerId. INVALID_PRODUCER_ID_MAPPING if the transactional id has another one.
        ///
        /// Kafka's `ProducerId`, versions 4+.
        public var producerID: Int64
        /// Epoch of the producer. PRODUCER_FENCED if it is not the current one.
        ///
        /// Kafka's `ProducerEpoch`, versions 4+.
        public var producerEpoch: Int16
        /// True to ask only whether the partitions are in the transaction; a partition that is missing gives
        /// TRANSACTION_ABORTABLE. False to add them.
        ///
        /// Kafka's `VerifyOnly`, versions 4+.
        public var verifyOnly: Bool
        /// Partitions to add or to check, by topic.
        ///
        /// Kafka's `Topics`, versions 4+.
        public var topics: [AddPartitionsToTxnTopic]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            transactionalID: String = "",
            producerID: Int64 = 0,
            producerEpoch: Int16 = 0,
            verifyOnly: Bool = false,
            topics: [AddPartitionsToTxnTopic] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.transactionalID = transactionalID
            self.producerID = producerID
            self.producerEpoch = producerEpoch
            self.verifyOnly = verifyOnly
            self.topics = topics
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "transactions.transactionalID"
            self.transactionalID = try reader.readString(flexible: true)
            reader.field = "transactions.producerID"
            self.producerID = try reader.readInt64()
            reader.field = "transactions.producerEpoch"
            self.producerEpoch = try reader.readInt16()
            reader.field = "transactions.verifyOnly"
            self.verifyOnly = try reader.readBool()
            reader.field = "transactions.topics"
            self.topics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try AddPartitionsToTxnTopic(from: &reader, version: version) }
            reader.field = "transactions.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "transactions.transactionalID"
            try writer.writeString(self.transactionalID, flexible: true)
            writer.writeInteger(self.producerID)
            writer.writeInteger(self.producerEpoch)
            writer.writeBool(self.verifyOnly)
            writer.field = "transactions.topics"
            try writer.writeArray(self.topics, flexible: true) { (value: AddPartitionsToTxnTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Says which partitions are in the transaction. All partitions of a transaction are added or none is.
///
/// Kafka's `AddPartitionsToTxnResponse`, versions 0-5.
public struct AddPartitionsToTxnResponse: KafkaResponse {
    /// API key 24.
    public static let apiKey = APIKey.addPartitionsToTxn
    /// Kafka's name of the message.
    public static let messageName: StaticString = "AddPartitionsToTxnResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...5
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 3
    /// Time for which a quota throttles this client, in milliseconds; 0 if no quota is exceeded. From version 1 on the
    /// broker answers first, and the client itself must wait before its next request (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// Error of the whole request, for example CLUSTER_AUTHORIZATION_FAILED if the sender is not a broker; 0 otherwise.
    ///
    /// Kafka's `ErrorCode`, versions 4+. Dropped silently by versions without it.
    public var errorCode: Int16
    /// Results, one for each transaction of the request.
    ///
    /// Kafka's `ResultsByTransaction`, versions 4+.
    public var resultsByTransaction: [AddPartitionsToTxnResult]
    /// Results of the client's one transaction, by topic.
    ///
    /// Kafka's `ResultsByTopicV3AndBelow`, versions 0-3.
    public var resultsByTopicV3AndBelow: [AddPartitionsToTxnTopicResult]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        resultsByTransaction: [AddPartitionsToTxnResult] = [],
        resultsByTopicV3AndBelow: [AddPartitionsToTxnTopicResult] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.resultsByTransaction = resultsByTransaction
        self.resultsByTopicV3AndBelow = resultsByTopicV3AndBelow
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        if version >= 4 {
            reader.field = "errorCode"
            self.errorCode = try reader.readInt16()
        }
        if version >= 4 {
            reader.field = "resultsByTransaction"
            self.resultsByTransaction = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try AddPartitionsToTxnResult(from: &reader, version: version) }
        }
        if version <= 3 {
            reader.field = "resultsByTopicV3AndBelow"
            self.resultsByTopicV3AndBelow = try reader.readArray(flexible: version == 3) { (reader: inout WireReader) throws(WireError) in try AddPartitionsToTxnTopicResult(from: &reader, version: version) }
        }
        if version >= 3 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        if version >= 4 {
            writer.writeInteger(self.errorCode)
        }
        if version >= 4 {
            writer.field = "resultsByTransaction"
            try writer.writeArray(self.resultsByTransaction, flexible: true) { (value: AddPartitionsToTxnResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        } else {
            if !self.resultsByTransaction.isEmpty { throw writer.unsupportedField("resultsByTransaction") }
        }
        if version <= 3 {
            writer.field = "resultsByTopicV3AndBelow"
            try writer.writeArray(self.resultsByTopicV3AndBelow, flexible: version == 3) { (value: AddPartitionsToTxnTopicResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        } else {
            if !self.resultsByTopicV3AndBelow.isEmpty { throw writer.unsupportedField("resultsByTopicV3AndBelow") }
        }
        if version >= 3 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Results of one topic.
    ///
    /// Kafka's `AddPartitionsToTxnTopicResult` in `AddPartitionsToTxnResponse`, versions 0+.
    public struct AddPartitionsToTxnTopicResult: Equatable, Sendable {
        /// Name of the topic.
        ///
        /// Kafka's `Name`, versions 0+.
        public var name: String
        /// Results, one for each partition of the request.
        ///
        /// Kafka's `ResultsByPartition`, versions 0+.
        public var resultsByPartition: [AddPartitionsToTxnPartitionResult]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            resultsByPartition: [AddPartitionsToTxnPartitionResult] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.resultsByPartition = resultsByPartition
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "AddPartitionsToTxnTopicResult.name"
            self.name = try reader.readString(flexible: version >= 3)
            reader.field = "AddPartitionsToTxnTopicResult.resultsByPartition"
            self.resultsByPartition = try reader.readArray(flexible: version >= 3) { (reader: inout WireReader) throws(WireError) in try AddPartitionsToTxnPartitionResult(from: &reader, version: version) }
            if version >= 3 {
                reader.field = "AddPartitionsToTxnTopicResult.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "AddPartitionsToTxnTopicResult.name"
            try writer.writeString(self.name, flexible: version >= 3)
            writer.field = "AddPartitionsToTxnTopicResult.resultsByPartition"
            try writer.writeArray(self.resultsByPartition, flexible: version >= 3) { (value: AddPartitionsToTxnPartitionResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 3 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Result of one partition.
    ///
    /// Kafka's `AddPartitionsToTxnPartitionResult` in `AddPartitionsToTxnResponse`, versions 0+.
    public struct AddPartitionsToTxnPartitionResult: Equatable, Sendable {
        /// Number of the partition; the first of a topic is 0.
        ///
        /// Kafka's `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// 0 or the error. OPERATION_NOT_ATTEMPTED if only other partitions are at fault, CONCURRENT_TRANSACTIONS while
        /// the previous transaction is being ended: send it again.
        ///
        /// Kafka's `PartitionErrorCode`, versions 0+.
        public var partitionErrorCode: Int16
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            partitionErrorCode: Int16 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.partitionErrorCode = partitionErrorCode
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "AddPartitionsToTxnPartitionResult.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "AddPartitionsToTxnPartitionResult.partitionErrorCode"
            self.partitionErrorCode = try reader.readInt16()
            if version >= 3 {
                reader.field = "AddPartitionsToTxnPartitionResult.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.writeInteger(self.partitionErrorCode)
            if version >= 3 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Element of `resultsByTransaction`: Results, one for each transaction of the request.
    ///
    /// Kafka's `AddPartitionsToTxnResult` in `AddPartitionsToTxnResponse`, versions 4+.
    public struct AddPartitionsToTxnResult: Equatable, Sendable {
        /// Name of the transactional producer.
        ///
        /// Kafka's `TransactionalId`, versions 4+.
        public var transactionalID: String
        /// Results of this transaction, by topic.
        ///
        /// Kafka's `TopicResults`, versions 4+.
        public var topicResults: [AddPartitionsToTxnTopicResult]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            transactionalID: String = "",
            topicResults: [AddPartitionsToTxnTopicResult] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.transactionalID = transactionalID
            self.topicResults = topicResults
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "resultsByTransaction.transactionalID"
            self.transactionalID = try reader.readString(flexible: true)
            reader.field = "resultsByTransaction.topicResults"
            self.topicResults = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try AddPartitionsToTxnTopicResult(from: &reader, version: version) }
            reader.field = "resultsByTransaction.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "resultsByTransaction.transactionalID"
            try writer.writeString(self.transactionalID, flexible: true)
            writer.field = "resultsByTransaction.topicResults"
            try writer.writeArray(self.topicResults, flexible: true) { (value: AddPartitionsToTxnTopicResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
