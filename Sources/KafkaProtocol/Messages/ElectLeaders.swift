// Generated from ProtocolSpecs/ElectLeaders.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `ElectLeadersRequest`, versions 0-2.
public struct ElectLeadersRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = ElectLeadersResponse
    /// API key 43.
    public static var apiKey: APIKey { .electLeaders }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ElectLeadersRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.electionType != b.electionType { return false }
        if a.timeoutMs != b.timeoutMs { return false }
        if !areEqual(a.topicPartitions, b.topicPartitions) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 2
        if version >= 1 {
            self.electionType = reader.int8("electionType")
        } else {
            self.electionType = 0
        }
        self.topicPartitions = reader.nullableStructs("topicPartitions", flexible: isFlexible, version: version)
        self.timeoutMs = reader.int32("timeoutMs")
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
        let isFlexible = version == 2
        if version >= 1 {
            writer.int8(self.electionType)
        } else {
            if self.electionType != 0 { writer.unsupported("electionType") }
        }
        writer.nullableStructs(self.topicPartitions, "topicPartitions", flexible: isFlexible, version: version)
        writer.int32(self.timeoutMs)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `TopicPartitions` of `ElectLeadersRequest`.
    public struct TopicPartitions: Equatable, Sendable, WireStructure {
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
            let isFlexible = version == 2
            self.topic = reader.string("topicPartitions.topic", flexible: isFlexible)
            self.partitions = reader.integers("topicPartitions.partitions", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topicPartitions.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 2
            writer.string(self.topic, "topicPartitions.topic", flexible: isFlexible)
            writer.integers(self.partitions, "topicPartitions.partitions", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `ElectLeadersResponse`, versions 0-2.
public struct ElectLeadersResponse: KafkaResponse {
    /// API key 43.
    public static var apiKey: APIKey { .electLeaders }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ElectLeadersResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.errorCode != b.errorCode { return false }
        if !areEqual(a.replicaElectionResults, b.replicaElectionResults) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 2
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        if version >= 1 {
            self.errorCode = reader.int16("errorCode")
        } else {
            self.errorCode = 0
        }
        self.replicaElectionResults = reader.structs("replicaElectionResults", flexible: isFlexible, version: version)
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
        let isFlexible = version == 2
        writer.int32(self.throttleTimeMs)
        if version >= 1 {
            writer.int16(self.errorCode)
        } else {
            if self.errorCode != 0 { writer.unsupported("errorCode") }
        }
        writer.structs(self.replicaElectionResults, "replicaElectionResults", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `ReplicaElectionResult` of `ElectLeadersResponse`.
    public struct ReplicaElectionResult: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.topic != b.topic { return false }
            if !areEqual(a.partitionResult, b.partitionResult) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 2
            self.topic = reader.string("replicaElectionResults.topic", flexible: isFlexible)
            self.partitionResult = reader.structs("replicaElectionResults.partitionResult", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("replicaElectionResults.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 2
            writer.string(self.topic, "replicaElectionResults.topic", flexible: isFlexible)
            writer.structs(self.partitionResult, "replicaElectionResults.partitionResult", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// A `PartitionResult` of `ElectLeadersResponse`.
    public struct PartitionResult: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 2
            self.partitionID = reader.int32("replicaElectionResults.partitionResult.partitionID")
            self.errorCode = reader.int16("replicaElectionResults.partitionResult.errorCode")
            self.errorMessage = reader.nullableString("replicaElectionResults.partitionResult.errorMessage", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("replicaElectionResults.partitionResult.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 2
            writer.int32(self.partitionID)
            writer.int16(self.errorCode)
            writer.nullableString(self.errorMessage, "replicaElectionResults.partitionResult.errorMessage", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
