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
    public static var apiKey: APIKey { .addPartitionsToTxn }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "AddPartitionsToTxnRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...5 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 3 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.v3AndBelowTransactionalID != b.v3AndBelowTransactionalID { return false }
        if a.v3AndBelowProducerID != b.v3AndBelowProducerID { return false }
        if a.v3AndBelowProducerEpoch != b.v3AndBelowProducerEpoch { return false }
        if !areEqual(a.transactions, b.transactions) { return false }
        if !areEqual(a.v3AndBelowTopics, b.v3AndBelowTopics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 3
        if version >= 4 {
            self.transactions = reader.structs("transactions", flexible: true, version: version)
        } else {
            self.transactions = []
        }
        if version <= 3 {
            self.v3AndBelowTransactionalID = reader.string("v3AndBelowTransactionalID", flexible: isFlexible)
            self.v3AndBelowProducerID = reader.int64("v3AndBelowProducerID")
            self.v3AndBelowProducerEpoch = reader.int16("v3AndBelowProducerEpoch")
            self.v3AndBelowTopics = reader.structs("v3AndBelowTopics", flexible: isFlexible, version: version)
        } else {
            self.v3AndBelowTransactionalID = ""
            self.v3AndBelowProducerID = 0
            self.v3AndBelowProducerEpoch = 0
            self.v3AndBelowTopics = []
        }
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
        if version >= 4 {
            writer.structs(self.transactions, "transactions", flexible: true, version: version)
        } else {
            if !self.transactions.isEmpty { writer.unsupported("transactions") }
        }
        if version <= 3 {
            writer.string(self.v3AndBelowTransactionalID, "v3AndBelowTransactionalID", flexible: isFlexible)
            writer.int64(self.v3AndBelowProducerID)
            writer.int16(self.v3AndBelowProducerEpoch)
            writer.structs(self.v3AndBelowTopics, "v3AndBelowTopics", flexible: isFlexible, version: version)
        } else {
            if !self.v3AndBelowTransactionalID.isEmpty { writer.unsupported("v3AndBelowTransactionalID") }
            if self.v3AndBelowProducerID != 0 { writer.unsupported("v3AndBelowProducerID") }
            if self.v3AndBelowProducerEpoch != 0 { writer.unsupported("v3AndBelowProducerEpoch") }
            if !self.v3AndBelowTopics.isEmpty { writer.unsupported("v3AndBelowTopics") }
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Partitions of one topic.
    ///
    /// Kafka's `AddPartitionsToTxnTopic` in `AddPartitionsToTxnRequest`, versions 0+.
    public struct AddPartitionsToTxnTopic: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 3
            self.name = reader.string("AddPartitionsToTxnTopic.name", flexible: isFlexible)
            self.partitions = reader.integers("AddPartitionsToTxnTopic.partitions", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("AddPartitionsToTxnTopic.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 3
            writer.string(self.name, "AddPartitionsToTxnTopic.name", flexible: isFlexible)
            writer.integers(self.partitions, "AddPartitionsToTxnTopic.partitions", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `transactions`: Transactions that a broker asks about, in one request. The broker needs the right
    /// ClusterAction.
    ///
    /// Kafka's `AddPartitionsToTxnTransaction` in `AddPartitionsToTxnRequest`, versions 4+.
    public struct AddPartitionsToTxnTransaction: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.transactionalID != b.transactionalID { return false }
            if a.producerID != b.producerID { return false }
            if a.producerEpoch != b.producerEpoch { return false }
            if a.verifyOnly != b.verifyOnly { return false }
            if !areEqual(a.topics, b.topics) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.transactionalID = reader.string("transactions.transactionalID", flexible: true)
            self.producerID = reader.int64("transactions.producerID")
            self.producerEpoch = reader.int16("transactions.producerEpoch")
            self.verifyOnly = reader.bool("transactions.verifyOnly")
            self.topics = reader.structs("transactions.topics", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("transactions.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.transactionalID, "transactions.transactionalID", flexible: true)
            writer.int64(self.producerID)
            writer.int16(self.producerEpoch)
            writer.bool(self.verifyOnly)
            writer.structs(self.topics, "transactions.topics", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}

/// Says which partitions are in the transaction. All partitions of a transaction are added or none is.
///
/// Kafka's `AddPartitionsToTxnResponse`, versions 0-5.
public struct AddPartitionsToTxnResponse: KafkaResponse {
    /// API key 24.
    public static var apiKey: APIKey { .addPartitionsToTxn }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "AddPartitionsToTxnResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...5 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 3 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.errorCode != b.errorCode { return false }
        if !areEqual(a.resultsByTransaction, b.resultsByTransaction) { return false }
        if !areEqual(a.resultsByTopicV3AndBelow, b.resultsByTopicV3AndBelow) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 3
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        if version >= 4 {
            self.errorCode = reader.int16("errorCode")
            self.resultsByTransaction = reader.structs("resultsByTransaction", flexible: true, version: version)
        } else {
            self.errorCode = 0
            self.resultsByTransaction = []
        }
        if version <= 3 {
            self.resultsByTopicV3AndBelow = reader.structs("resultsByTopicV3AndBelow", flexible: isFlexible, version: version)
        } else {
            self.resultsByTopicV3AndBelow = []
        }
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
        if version >= 4 {
            writer.int16(self.errorCode)
            writer.structs(self.resultsByTransaction, "resultsByTransaction", flexible: true, version: version)
        } else {
            if !self.resultsByTransaction.isEmpty { writer.unsupported("resultsByTransaction") }
        }
        if version <= 3 {
            writer.structs(self.resultsByTopicV3AndBelow, "resultsByTopicV3AndBelow", flexible: isFlexible, version: version)
        } else {
            if !self.resultsByTopicV3AndBelow.isEmpty { writer.unsupported("resultsByTopicV3AndBelow") }
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Results of one topic.
    ///
    /// Kafka's `AddPartitionsToTxnTopicResult` in `AddPartitionsToTxnResponse`, versions 0+.
    public struct AddPartitionsToTxnTopicResult: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.name != b.name { return false }
            if !areEqual(a.resultsByPartition, b.resultsByPartition) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 3
            self.name = reader.string("AddPartitionsToTxnTopicResult.name", flexible: isFlexible)
            self.resultsByPartition = reader.structs("AddPartitionsToTxnTopicResult.resultsByPartition", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("AddPartitionsToTxnTopicResult.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 3
            writer.string(self.name, "AddPartitionsToTxnTopicResult.name", flexible: isFlexible)
            writer.structs(self.resultsByPartition, "AddPartitionsToTxnTopicResult.resultsByPartition", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Result of one partition.
    ///
    /// Kafka's `AddPartitionsToTxnPartitionResult` in `AddPartitionsToTxnResponse`, versions 0+.
    public struct AddPartitionsToTxnPartitionResult: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 3
            self.partitionIndex = reader.int32("AddPartitionsToTxnPartitionResult.partitionIndex")
            self.partitionErrorCode = reader.int16("AddPartitionsToTxnPartitionResult.partitionErrorCode")
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("AddPartitionsToTxnPartitionResult.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 3
            writer.int32(self.partitionIndex)
            writer.int16(self.partitionErrorCode)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `resultsByTransaction`: Results, one for each transaction of the request.
    ///
    /// Kafka's `AddPartitionsToTxnResult` in `AddPartitionsToTxnResponse`, versions 4+.
    public struct AddPartitionsToTxnResult: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.transactionalID != b.transactionalID { return false }
            if !areEqual(a.topicResults, b.topicResults) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.transactionalID = reader.string("resultsByTransaction.transactionalID", flexible: true)
            self.topicResults = reader.structs("resultsByTransaction.topicResults", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("resultsByTransaction.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.transactionalID, "resultsByTransaction.transactionalID", flexible: true)
            writer.structs(self.topicResults, "resultsByTransaction.topicResults", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
