// Generated from ProtocolSpecs/DeleteShareGroupOffsets.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DeleteShareGroupOffsetsRequest`, version 0.
public struct DeleteShareGroupOffsetsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DeleteShareGroupOffsetsResponse
    /// API key 92.
    public static var apiKey: APIKey { .deleteShareGroupOffsets }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DeleteShareGroupOffsetsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `GroupId`, versions 0+.
    public var groupID: String
    /// `Topics`, versions 0+.
    public var topics: [DeleteShareGroupOffsetsRequestTopic]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        groupID: String = "",
        topics: [DeleteShareGroupOffsetsRequestTopic] = [],
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

    /// A `DeleteShareGroupOffsetsRequestTopic` of `DeleteShareGroupOffsetsRequest`.
    public struct DeleteShareGroupOffsetsRequestTopic: Equatable, Sendable, WireStructure {
        /// `TopicName`, versions 0+.
        public var topicName: String
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topicName: String = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topicName = topicName
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.topicName = reader.string("topics.topicName", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.topicName, "topics.topicName", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}

/// Kafka's `DeleteShareGroupOffsetsResponse`, version 0.
public struct DeleteShareGroupOffsetsResponse: KafkaResponse {
    /// API key 92.
    public static var apiKey: APIKey { .deleteShareGroupOffsets }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DeleteShareGroupOffsetsResponse" }
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
    public var responses: [DeleteShareGroupOffsetsResponseTopic]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        errorMessage: String? = nil,
        responses: [DeleteShareGroupOffsetsResponseTopic] = [],
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

    /// A `DeleteShareGroupOffsetsResponseTopic` of `DeleteShareGroupOffsetsResponse`.
    public struct DeleteShareGroupOffsetsResponseTopic: Equatable, Sendable, WireStructure {
        /// `TopicName`, versions 0+.
        public var topicName: String
        /// `TopicId`, versions 0+.
        public var topicID: KafkaUUID
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topicName: String = "",
            topicID: KafkaUUID = .zero,
            errorCode: Int16 = 0,
            errorMessage: String? = nil,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topicName = topicName
            self.topicID = topicID
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.topicName = reader.string("responses.topicName", flexible: true)
            self.topicID = reader.uuid("responses.topicID")
            self.errorCode = reader.int16("responses.errorCode")
            self.errorMessage = reader.nullableString("responses.errorMessage", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("responses.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.topicName, "responses.topicName", flexible: true)
            writer.uuid(self.topicID)
            writer.int16(self.errorCode)
            writer.nullableString(self.errorMessage, "responses.errorMessage", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
