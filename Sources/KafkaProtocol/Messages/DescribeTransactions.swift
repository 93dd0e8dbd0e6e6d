// Generated from ProtocolSpecs/DescribeTransactions.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DescribeTransactionsRequest`, version 0.
public struct DescribeTransactionsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeTransactionsResponse
    /// API key 65.
    public static let apiKey = APIKey.describeTransactions
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeTransactionsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "transactionalIDs"
        self.transactionalIDs = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: true) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "transactionalIDs"
        try writer.writeArray(self.transactionalIDs, flexible: true) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: true) }
        writer.writeTaggedFields(unknownTaggedFields)
    }
}

/// Kafka's `DescribeTransactionsResponse`, version 0.
public struct DescribeTransactionsResponse: KafkaResponse {
    /// API key 65.
    public static let apiKey = APIKey.describeTransactions
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeTransactionsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "transactionStates"
        self.transactionStates = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TransactionState(from: &reader, version: version) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.field = "transactionStates"
        try writer.writeArray(self.transactionStates, flexible: true) { (value: TransactionState, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `TransactionState` of `DescribeTransactionsResponse`.
    public struct TransactionState: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "transactionStates.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "transactionStates.transactionalID"
            self.transactionalID = try reader.readString(flexible: true)
            reader.field = "transactionStates.transactionState"
            self.transactionState = try reader.readString(flexible: true)
            reader.field = "transactionStates.transactionTimeoutMs"
            self.transactionTimeoutMs = try reader.readInt32()
            reader.field = "transactionStates.transactionStartTimeMs"
            self.transactionStartTimeMs = try reader.readInt64()
            reader.field = "transactionStates.producerID"
            self.producerID = try reader.readInt64()
            reader.field = "transactionStates.producerEpoch"
            self.producerEpoch = try reader.readInt16()
            reader.field = "transactionStates.topics"
            self.topics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TopicData(from: &reader, version: version) }
            reader.field = "transactionStates.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.errorCode)
            writer.field = "transactionStates.transactionalID"
            try writer.writeString(self.transactionalID, flexible: true)
            writer.field = "transactionStates.transactionState"
            try writer.writeString(self.transactionState, flexible: true)
            writer.writeInteger(self.transactionTimeoutMs)
            writer.writeInteger(self.transactionStartTimeMs)
            writer.writeInteger(self.producerID)
            writer.writeInteger(self.producerEpoch)
            writer.field = "transactionStates.topics"
            try writer.writeArray(self.topics, flexible: true) { (value: TopicData, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `TopicData` of `DescribeTransactionsResponse`.
    public struct TopicData: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "transactionStates.topics.topic"
            self.topic = try reader.readString(flexible: true)
            reader.field = "transactionStates.topics.partitions"
            self.partitions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            reader.field = "transactionStates.topics.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "transactionStates.topics.topic"
            try writer.writeString(self.topic, flexible: true)
            writer.field = "transactionStates.topics.partitions"
            try writer.writeArray(self.partitions, flexible: true) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
