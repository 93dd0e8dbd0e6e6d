// Generated from ProtocolSpecs/AlterShareGroupOffsets.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `AlterShareGroupOffsetsRequest`, version 0.
public struct AlterShareGroupOffsetsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = AlterShareGroupOffsetsResponse
    /// API key 91.
    public static var apiKey: APIKey { .alterShareGroupOffsets }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "AlterShareGroupOffsetsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `GroupId`, versions 0+.
    public var groupID: String
    /// `Topics`, versions 0+.
    public var topics: [AlterShareGroupOffsetsRequestTopic]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        groupID: String = "",
        topics: [AlterShareGroupOffsetsRequestTopic] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.groupID = groupID
        self.topics = topics
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.groupID != b.groupID { return false }
        if !areEqual(a.topics, b.topics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.groupID = reader.string("groupID", flexible: true)
        self.topics = reader.structs("topics", flexible: true, version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.string(self.groupID, "groupID", flexible: true)
        writer.structs(self.topics, "topics", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `AlterShareGroupOffsetsRequestTopic` of `AlterShareGroupOffsetsRequest`.
    public struct AlterShareGroupOffsetsRequestTopic: Equatable, Sendable, WireStructure {
        /// `TopicName`, versions 0+.
        public var topicName: String
        /// `Partitions`, versions 0+.
        public var partitions: [AlterShareGroupOffsetsRequestPartition]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topicName: String = "",
            partitions: [AlterShareGroupOffsetsRequestPartition] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topicName = topicName
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.topicName != b.topicName { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.topicName = reader.string("topics.topicName", flexible: true)
            self.partitions = reader.structs("topics.partitions", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.topicName, "topics.topicName", flexible: true)
            writer.structs(self.partitions, "topics.partitions", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `AlterShareGroupOffsetsRequestPartition` of `AlterShareGroupOffsetsRequest`.
    public struct AlterShareGroupOffsetsRequestPartition: Equatable, Sendable, WireStructure {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `StartOffset`, versions 0+.
        public var startOffset: Int64
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            startOffset: Int64 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.startOffset = startOffset
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.partitionIndex = reader.int32("topics.partitions.partitionIndex")
            self.startOffset = reader.int64("topics.partitions.startOffset")
            self.unknownTaggedFields = reader.taggedFields("topics.partitions.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.partitionIndex)
            writer.int64(self.startOffset)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}

/// Kafka's `AlterShareGroupOffsetsResponse`, version 0.
public struct AlterShareGroupOffsetsResponse: KafkaResponse {
    /// API key 91.
    public static var apiKey: APIKey { .alterShareGroupOffsets }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "AlterShareGroupOffsetsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `ErrorMessage`, versions 0+. Null allowed from version 0.
    public var errorMessage: String?
    /// `Responses`, versions 0+.
    public var responses: [AlterShareGroupOffsetsResponseTopic]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        errorMessage: String? = nil,
        responses: [AlterShareGroupOffsetsResponseTopic] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.responses = responses
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.errorCode != b.errorCode { return false }
        if a.errorMessage != b.errorMessage { return false }
        if !areEqual(a.responses, b.responses) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.throttleTimeMs = reader.int32("throttleTimeMs")
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
        writer.int16(self.errorCode)
        writer.nullableString(self.errorMessage, "errorMessage", flexible: true)
        writer.structs(self.responses, "responses", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `AlterShareGroupOffsetsResponseTopic` of `AlterShareGroupOffsetsResponse`.
    public struct AlterShareGroupOffsetsResponseTopic: Equatable, Sendable, WireStructure {
        /// `TopicName`, versions 0+.
        public var topicName: String
        /// `TopicId`, versions 0+.
        public var topicID: KafkaUUID
        /// `Partitions`, versions 0+.
        public var partitions: [AlterShareGroupOffsetsResponsePartition]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topicName: String = "",
            topicID: KafkaUUID = .zero,
            partitions: [AlterShareGroupOffsetsResponsePartition] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topicName = topicName
            self.topicID = topicID
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.topicName != b.topicName { return false }
            if a.topicID != b.topicID { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.topicName = reader.string("responses.topicName", flexible: true)
            self.topicID = reader.uuid("responses.topicID")
            self.partitions = reader.structs("responses.partitions", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("responses.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.topicName, "responses.topicName", flexible: true)
            writer.uuid(self.topicID)
            writer.structs(self.partitions, "responses.partitions", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `AlterShareGroupOffsetsResponsePartition` of `AlterShareGroupOffsetsResponse`.
    public struct AlterShareGroupOffsetsResponsePartition: Equatable, Sendable, WireStructure {
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
            errorMessage: String? = nil,
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
