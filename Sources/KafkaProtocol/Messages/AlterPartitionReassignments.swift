// Generated from ProtocolSpecs/AlterPartitionReassignments.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `AlterPartitionReassignmentsRequest`, versions 0-1.
public struct AlterPartitionReassignmentsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = AlterPartitionReassignmentsResponse
    /// API key 45.
    public static var apiKey: APIKey { .alterPartitionReassignments }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "AlterPartitionReassignmentsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `TimeoutMs`, versions 0+.
    public var timeoutMs: Int32
    /// `AllowReplicationFactorChange`, versions 1+.
    public var allowReplicationFactorChange: Bool
    /// `Topics`, versions 0+.
    public var topics: [ReassignableTopic]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        timeoutMs: Int32 = 60000,
        allowReplicationFactorChange: Bool = true,
        topics: [ReassignableTopic] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.timeoutMs = timeoutMs
        self.allowReplicationFactorChange = allowReplicationFactorChange
        self.topics = topics
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.timeoutMs != b.timeoutMs { return false }
        if a.allowReplicationFactorChange != b.allowReplicationFactorChange { return false }
        if !areEqual(a.topics, b.topics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.timeoutMs = reader.int32("timeoutMs")
        if version == 1 {
            self.allowReplicationFactorChange = reader.bool("allowReplicationFactorChange")
        } else {
            self.allowReplicationFactorChange = true
        }
        self.topics = reader.structs("topics", flexible: true, version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.timeoutMs)
        if version == 1 {
            writer.bool(self.allowReplicationFactorChange)
        } else {
            if !self.allowReplicationFactorChange { writer.unsupported("allowReplicationFactorChange") }
        }
        writer.structs(self.topics, "topics", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `ReassignableTopic` of `AlterPartitionReassignmentsRequest`.
    public struct ReassignableTopic: Equatable, Sendable, WireStructure {
        /// `Name`, versions 0+.
        public var name: String
        /// `Partitions`, versions 0+.
        public var partitions: [ReassignablePartition]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitions: [ReassignablePartition] = [],
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

    /// A `ReassignablePartition` of `AlterPartitionReassignmentsRequest`.
    public struct ReassignablePartition: Equatable, Sendable, WireStructure {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `Replicas`, versions 0+. Null allowed from version 0.
        public var replicas: [Int32]?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            replicas: [Int32]? = nil,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.replicas = replicas
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.partitionIndex = reader.int32("topics.partitions.partitionIndex")
            self.replicas = reader.nullableIntegers("topics.partitions.replicas", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("topics.partitions.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.partitionIndex)
            writer.nullableIntegers(self.replicas, "topics.partitions.replicas", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}

/// Kafka's `AlterPartitionReassignmentsResponse`, versions 0-1.
public struct AlterPartitionReassignmentsResponse: KafkaResponse {
    /// API key 45.
    public static var apiKey: APIKey { .alterPartitionReassignments }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "AlterPartitionReassignmentsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `AllowReplicationFactorChange`, versions 1+. Dropped silently by versions without it.
    public var allowReplicationFactorChange: Bool
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `ErrorMessage`, versions 0+. Null allowed from version 0.
    public var errorMessage: String?
    /// `Responses`, versions 0+.
    public var responses: [ReassignableTopicResponse]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        allowReplicationFactorChange: Bool = true,
        errorCode: Int16 = 0,
        errorMessage: String? = "",
        responses: [ReassignableTopicResponse] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.allowReplicationFactorChange = allowReplicationFactorChange
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.responses = responses
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.allowReplicationFactorChange != b.allowReplicationFactorChange { return false }
        if a.errorCode != b.errorCode { return false }
        if a.errorMessage != b.errorMessage { return false }
        if !areEqual(a.responses, b.responses) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        if version == 1 {
            self.allowReplicationFactorChange = reader.bool("allowReplicationFactorChange")
        } else {
            self.allowReplicationFactorChange = true
        }
        self.errorCode = reader.int16("errorCode")
        self.errorMessage = reader.nullableString("errorMessage", flexible: true)
        self.responses = reader.structs("responses", flexible: true, version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.throttleTimeMs)
        if version == 1 {
            writer.bool(self.allowReplicationFactorChange)
        }
        writer.int16(self.errorCode)
        writer.nullableString(self.errorMessage, "errorMessage", flexible: true)
        writer.structs(self.responses, "responses", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `ReassignableTopicResponse` of `AlterPartitionReassignmentsResponse`.
    public struct ReassignableTopicResponse: Equatable, Sendable, WireStructure {
        /// `Name`, versions 0+.
        public var name: String
        /// `Partitions`, versions 0+.
        public var partitions: [ReassignablePartitionResponse]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitions: [ReassignablePartitionResponse] = [],
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
            self.name = reader.string("responses.name", flexible: true)
            self.partitions = reader.structs("responses.partitions", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("responses.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.name, "responses.name", flexible: true)
            writer.structs(self.partitions, "responses.partitions", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `ReassignablePartitionResponse` of `AlterPartitionReassignmentsResponse`.
    public struct ReassignablePartitionResponse: Equatable, Sendable, WireStructure {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            errorCode: Int16 = 0,
            errorMessage: String? = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.partitionIndex = reader.int32("responses.partitions.partitionIndex")
            self.errorCode = reader.int16("responses.partitions.errorCode")
            self.errorMessage = reader.nullableString("responses.partitions.errorMessage", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("responses.partitions.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.partitionIndex)
            writer.int16(self.errorCode)
            writer.nullableString(self.errorMessage, "responses.partitions.errorMessage", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
