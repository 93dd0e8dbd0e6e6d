// Generated from ProtocolSpecs/ElectLeaders.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `ElectLeadersRequest`, versions 0-2.
public struct ElectLeadersRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = ElectLeadersResponse
    /// API key 43.
    public static let apiKey = APIKey.electLeaders
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ElectLeadersRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...2
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
    /// `ElectionType`, versions 1+.
    public var electionType: Int8
    /// `TopicPartitions`, versions 0+. Null allowed from version 0.
    public var topicPartitions: [TopicPartitions]?
    /// `TimeoutMs`, versions 0+.
    public var timeoutMs: Int32
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        electionType: Int8 = 0,
        topicPartitions: [TopicPartitions]? = [],
        timeoutMs: Int32 = 60000,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.electionType = electionType
        self.topicPartitions = topicPartitions
        self.timeoutMs = timeoutMs
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        if version >= 1 {
            reader.field = "electionType"
            self.electionType = try reader.readInt8()
        }
        reader.field = "topicPartitions"
        self.topicPartitions = try reader.readNullableArray(flexible: version == 2) { (reader: inout WireReader) throws(WireError) in try TopicPartitions(from: &reader, version: version) }
        reader.field = "timeoutMs"
        self.timeoutMs = try reader.readInt32()
        if version == 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        if version >= 1 {
            writer.writeInteger(self.electionType)
        } else {
            if self.electionType != 0 { throw writer.unsupportedField("electionType") }
        }
        writer.field = "topicPartitions"
        try writer.writeNullableArray(self.topicPartitions, flexible: version == 2) { (value: TopicPartitions, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeInteger(self.timeoutMs)
        if version == 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `TopicPartitions` of `ElectLeadersRequest`.
    public struct TopicPartitions: Equatable, Sendable {
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
            reader.field = "topicPartitions.topic"
            self.topic = try reader.readString(flexible: version == 2)
            reader.field = "topicPartitions.partitions"
            self.partitions = try reader.readArray(flexible: version == 2) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            if version == 2 {
                reader.field = "topicPartitions.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topicPartitions.topic"
            try writer.writeString(self.topic, flexible: version == 2)
            writer.field = "topicPartitions.partitions"
            try writer.writeArray(self.partitions, flexible: version == 2) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            if version == 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `ElectLeadersResponse`, versions 0-2.
public struct ElectLeadersResponse: KafkaResponse {
    /// API key 43.
    public static let apiKey = APIKey.electLeaders
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ElectLeadersResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...2
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `ErrorCode`, versions 1+.
    public var errorCode: Int16
    /// `ReplicaElectionResults`, versions 0+.
    public var replicaElectionResults: [ReplicaElectionResult]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        replicaElectionResults: [ReplicaElectionResult] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.replicaElectionResults = replicaElectionResults
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        if version >= 1 {
            reader.field = "errorCode"
            self.errorCode = try reader.readInt16()
        }
        reader.field = "replicaElectionResults"
        self.replicaElectionResults = try reader.readArray(flexible: version == 2) { (reader: inout WireReader) throws(WireError) in try ReplicaElectionResult(from: &reader, version: version) }
        if version == 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        if version >= 1 {
            writer.writeInteger(self.errorCode)
        } else {
            if self.errorCode != 0 { throw writer.unsupportedField("errorCode") }
        }
        writer.field = "replicaElectionResults"
        try writer.writeArray(self.replicaElectionResults, flexible: version == 2) { (value: ReplicaElectionResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version == 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `ReplicaElectionResult` of `ElectLeadersResponse`.
    public struct ReplicaElectionResult: Equatable, Sendable {
        /// `Topic`, versions 0+.
        public var topic: String
        /// `PartitionResult`, versions 0+.
        public var partitionResult: [PartitionResult]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topic: String = "",
            partitionResult: [PartitionResult] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topic = topic
            self.partitionResult = partitionResult
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "replicaElectionResults.topic"
            self.topic = try reader.readString(flexible: version == 2)
            reader.field = "replicaElectionResults.partitionResult"
            self.partitionResult = try reader.readArray(flexible: version == 2) { (reader: inout WireReader) throws(WireError) in try PartitionResult(from: &reader, version: version) }
            if version == 2 {
                reader.field = "replicaElectionResults.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "replicaElectionResults.topic"
            try writer.writeString(self.topic, flexible: version == 2)
            writer.field = "replicaElectionResults.partitionResult"
            try writer.writeArray(self.partitionResult, flexible: version == 2) { (value: PartitionResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version == 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `PartitionResult` of `ElectLeadersResponse`.
    public struct PartitionResult: Equatable, Sendable {
        /// `PartitionId`, versions 0+.
        public var partitionID: Int32
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionID: Int32 = 0,
            errorCode: Int16 = 0,
            errorMessage: String? = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionID = partitionID
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "replicaElectionResults.partitionResult.partitionID"
            self.partitionID = try reader.readInt32()
            reader.field = "replicaElectionResults.partitionResult.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "replicaElectionResults.partitionResult.errorMessage"
            self.errorMessage = try reader.readNullableString(flexible: version == 2)
            if version == 2 {
                reader.field = "replicaElectionResults.partitionResult.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionID)
            writer.writeInteger(self.errorCode)
            writer.field = "replicaElectionResults.partitionResult.errorMessage"
            try writer.writeNullableString(self.errorMessage, flexible: version == 2)
            if version == 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
