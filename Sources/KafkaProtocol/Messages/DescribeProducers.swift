// Generated from ProtocolSpecs/DescribeProducers.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DescribeProducersRequest`, version 0.
public struct DescribeProducersRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeProducersResponse
    /// API key 61.
    public static var apiKey: APIKey { .describeProducers }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeProducersRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `Topics`, versions 0+.
    public var topics: [TopicRequest]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        topics: [TopicRequest] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.topics = topics
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if !areEqual(a.topics, b.topics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.topics = reader.structs("topics", flexible: true, version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.structs(self.topics, "topics", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `TopicRequest` of `DescribeProducersRequest`.
    public struct TopicRequest: Equatable, Sendable, WireStructure {
        /// `Name`, versions 0+.
        public var name: String
        /// `PartitionIndexes`, versions 0+.
        public var partitionIndexes: [Int32]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitionIndexes: [Int32] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.partitionIndexes = partitionIndexes
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.name = reader.string("topics.name", flexible: true)
            self.partitionIndexes = reader.integers("topics.partitionIndexes", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.name, "topics.name", flexible: true)
            writer.integers(self.partitionIndexes, "topics.partitionIndexes", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}

/// Kafka's `DescribeProducersResponse`, version 0.
public struct DescribeProducersResponse: KafkaResponse {
    /// API key 61.
    public static var apiKey: APIKey { .describeProducers }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeProducersResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `Topics`, versions 0+.
    public var topics: [TopicResponse]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        topics: [TopicResponse] = [],
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
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.topics = reader.structs("topics", flexible: true, version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.throttleTimeMs)
        writer.structs(self.topics, "topics", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `TopicResponse` of `DescribeProducersResponse`.
    public struct TopicResponse: Equatable, Sendable, WireStructure {
        /// `Name`, versions 0+.
        public var name: String
        /// `Partitions`, versions 0+.
        public var partitions: [PartitionResponse]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitions: [PartitionResponse] = [],
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
            self.name = reader.string("topics.name", flexible: true)
            self.partitions = reader.structs("topics.partitions", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.name, "topics.name", flexible: true)
            writer.structs(self.partitions, "topics.partitions", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `PartitionResponse` of `DescribeProducersResponse`.
    public struct PartitionResponse: Equatable, Sendable, WireStructure {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// `ActiveProducers`, versions 0+.
        public var activeProducers: [ProducerState]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            errorCode: Int16 = 0,
            errorMessage: String? = nil,
            activeProducers: [ProducerState] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.activeProducers = activeProducers
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.partitionIndex != b.partitionIndex { return false }
            if a.errorCode != b.errorCode { return false }
            if a.errorMessage != b.errorMessage { return false }
            if !areEqual(a.activeProducers, b.activeProducers) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.partitionIndex = reader.int32("topics.partitions.partitionIndex")
            self.errorCode = reader.int16("topics.partitions.errorCode")
            self.errorMessage = reader.nullableString("topics.partitions.errorMessage", flexible: true)
            self.activeProducers = reader.structs("topics.partitions.activeProducers", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("topics.partitions.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.partitionIndex)
            writer.int16(self.errorCode)
            writer.nullableString(self.errorMessage, "topics.partitions.errorMessage", flexible: true)
            writer.structs(self.activeProducers, "topics.partitions.activeProducers", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `ProducerState` of `DescribeProducersResponse`.
    public struct ProducerState: Equatable, Sendable, WireStructure {
        /// `ProducerId`, versions 0+.
        public var producerID: Int64
        /// `ProducerEpoch`, versions 0+.
        public var producerEpoch: Int32
        /// `LastSequence`, versions 0+.
        public var lastSequence: Int32
        /// `LastTimestamp`, versions 0+.
        public var lastTimestamp: Int64
        /// `CoordinatorEpoch`, versions 0+.
        public var coordinatorEpoch: Int32
        /// `CurrentTxnStartOffset`, versions 0+.
        public var currentTxnStartOffset: Int64
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            producerID: Int64 = 0,
            producerEpoch: Int32 = 0,
            lastSequence: Int32 = -1,
            lastTimestamp: Int64 = -1,
            coordinatorEpoch: Int32 = 0,
            currentTxnStartOffset: Int64 = -1,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.producerID = producerID
            self.producerEpoch = producerEpoch
            self.lastSequence = lastSequence
            self.lastTimestamp = lastTimestamp
            self.coordinatorEpoch = coordinatorEpoch
            self.currentTxnStartOffset = currentTxnStartOffset
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.producerID = reader.int64("topics.partitions.activeProducers.producerID")
            self.producerEpoch = reader.int32("topics.partitions.activeProducers.producerEpoch")
            self.lastSequence = reader.int32("topics.partitions.activeProducers.lastSequence")
            self.lastTimestamp = reader.int64("topics.partitions.activeProducers.lastTimestamp")
            self.coordinatorEpoch = reader.int32("topics.partitions.activeProducers.coordinatorEpoch")
            self.currentTxnStartOffset = reader.int64("topics.partitions.activeProducers.currentTxnStartOffset")
            self.unknownTaggedFields = reader.taggedFields("topics.partitions.activeProducers.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int64(self.producerID)
            writer.int32(self.producerEpoch)
            writer.int32(self.lastSequence)
            writer.int64(self.lastTimestamp)
            writer.int32(self.coordinatorEpoch)
            writer.int64(self.currentTxnStartOffset)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
