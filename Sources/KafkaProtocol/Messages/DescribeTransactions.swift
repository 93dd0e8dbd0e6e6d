// Generated from ProtocolSpecs/DescribeTransactions.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DescribeTransactionsRequest`, version 0.
public struct DescribeTransactionsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeTransactionsResponse
    /// API key 65.
    public static var apiKey: APIKey { .describeTransactions }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeTransactionsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `TransactionalIds`, versions 0+.
    public var transactionalIDs: [String]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        transactionalIDs: [String] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.transactionalIDs = transactionalIDs
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.transactionalIDs = reader.strings("transactionalIDs", flexible: true)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.strings(self.transactionalIDs, "transactionalIDs", flexible: true)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }
}

/// Kafka's `DescribeTransactionsResponse`, version 0.
public struct DescribeTransactionsResponse: KafkaResponse {
    /// API key 65.
    public static var apiKey: APIKey { .describeTransactions }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeTransactionsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `TransactionStates`, versions 0+.
    public var transactionStates: [TransactionState]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        transactionStates: [TransactionState] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.transactionStates = transactionStates
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if !areEqual(a.transactionStates, b.transactionStates) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.transactionStates = reader.structs("transactionStates", flexible: true, version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.throttleTimeMs)
        writer.structs(self.transactionStates, "transactionStates", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `TransactionState` of `DescribeTransactionsResponse`.
    public struct TransactionState: Equatable, Sendable, WireStructure {
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `TransactionalId`, versions 0+.
        public var transactionalID: String
        /// `TransactionState`, versions 0+.
        public var transactionState: String
        /// `TransactionTimeoutMs`, versions 0+.
        public var transactionTimeoutMs: Int32
        /// `TransactionStartTimeMs`, versions 0+.
        public var transactionStartTimeMs: Int64
        /// `ProducerId`, versions 0+.
        public var producerID: Int64
        /// `ProducerEpoch`, versions 0+.
        public var producerEpoch: Int16
        /// `Topics`, versions 0+.
        public var topics: [TopicData]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            errorCode: Int16 = 0,
            transactionalID: String = "",
            transactionState: String = "",
            transactionTimeoutMs: Int32 = 0,
            transactionStartTimeMs: Int64 = 0,
            producerID: Int64 = 0,
            producerEpoch: Int16 = 0,
            topics: [TopicData] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.errorCode = errorCode
            self.transactionalID = transactionalID
            self.transactionState = transactionState
            self.transactionTimeoutMs = transactionTimeoutMs
            self.transactionStartTimeMs = transactionStartTimeMs
            self.producerID = producerID
            self.producerEpoch = producerEpoch
            self.topics = topics
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.errorCode != b.errorCode { return false }
            if a.transactionalID != b.transactionalID { return false }
            if a.transactionState != b.transactionState { return false }
            if a.transactionTimeoutMs != b.transactionTimeoutMs { return false }
            if a.transactionStartTimeMs != b.transactionStartTimeMs { return false }
            if a.producerID != b.producerID { return false }
            if a.producerEpoch != b.producerEpoch { return false }
            if !areEqual(a.topics, b.topics) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.errorCode = reader.int16("transactionStates.errorCode")
            self.transactionalID = reader.string("transactionStates.transactionalID", flexible: true)
            self.transactionState = reader.string("transactionStates.transactionState", flexible: true)
            self.transactionTimeoutMs = reader.int32("transactionStates.transactionTimeoutMs")
            self.transactionStartTimeMs = reader.int64("transactionStates.transactionStartTimeMs")
            self.producerID = reader.int64("transactionStates.producerID")
            self.producerEpoch = reader.int16("transactionStates.producerEpoch")
            self.topics = reader.structs("transactionStates.topics", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("transactionStates.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int16(self.errorCode)
            writer.string(self.transactionalID, "transactionStates.transactionalID", flexible: true)
            writer.string(self.transactionState, "transactionStates.transactionState", flexible: true)
            writer.int32(self.transactionTimeoutMs)
            writer.int64(self.transactionStartTimeMs)
            writer.int64(self.producerID)
            writer.int16(self.producerEpoch)
            writer.structs(self.topics, "transactionStates.topics", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `TopicData` of `DescribeTransactionsResponse`.
    public struct TopicData: Equatable, Sendable, WireStructure {
        /// `Topic`, versions 0+.
        public var topic: String
        /// `Partitions`, versions 0+.
        public var partitions: [Int32]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topic: String = "",
            partitions: [Int32] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topic = topic
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.topic = reader.string("transactionStates.topics.topic", flexible: true)
            self.partitions = reader.integers("transactionStates.topics.partitions", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("transactionStates.topics.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.topic, "transactionStates.topics.topic", flexible: true)
            writer.integers(self.partitions, "transactionStates.topics.partitions", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
