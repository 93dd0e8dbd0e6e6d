// Generated from ProtocolSpecs/DeleteShareGroupOffsets.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DeleteShareGroupOffsetsRequest`, version 0.
public struct DeleteShareGroupOffsetsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DeleteShareGroupOffsetsResponse
    /// API key 92.
    public static let apiKey = APIKey.deleteShareGroupOffsets
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DeleteShareGroupOffsetsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "groupID"
        self.groupID = try reader.readString(flexible: true)
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try DeleteShareGroupOffsetsRequestTopic(from: &reader, version: version) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "groupID"
        try writer.writeString(self.groupID, flexible: true)
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: true) { (value: DeleteShareGroupOffsetsRequestTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `DeleteShareGroupOffsetsRequestTopic` of `DeleteShareGroupOffsetsRequest`.
    public struct DeleteShareGroupOffsetsRequestTopic: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.topicName"
            self.topicName = try reader.readString(flexible: true)
            reader.field = "topics.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.topicName"
            try writer.writeString(self.topicName, flexible: true)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Kafka's `DeleteShareGroupOffsetsResponse`, version 0.
public struct DeleteShareGroupOffsetsResponse: KafkaResponse {
    /// API key 92.
    public static let apiKey = APIKey.deleteShareGroupOffsets
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DeleteShareGroupOffsetsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        reader.field = "errorMessage"
        self.errorMessage = try reader.readNullableString(flexible: true)
        reader.field = "responses"
        self.responses = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try DeleteShareGroupOffsetsResponseTopic(from: &reader, version: version) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.writeInteger(self.errorCode)
        writer.field = "errorMessage"
        try writer.writeNullableString(self.errorMessage, flexible: true)
        writer.field = "responses"
        try writer.writeArray(self.responses, flexible: true) { (value: DeleteShareGroupOffsetsResponseTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `DeleteShareGroupOffsetsResponseTopic` of `DeleteShareGroupOffsetsResponse`.
    public struct DeleteShareGroupOffsetsResponseTopic: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "responses.topicName"
            self.topicName = try reader.readString(flexible: true)
            reader.field = "responses.topicID"
            self.topicID = try reader.readUUID()
            reader.field = "responses.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "responses.errorMessage"
            self.errorMessage = try reader.readNullableString(flexible: true)
            reader.field = "responses.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "responses.topicName"
            try writer.writeString(self.topicName, flexible: true)
            writer.writeUUID(self.topicID)
            writer.writeInteger(self.errorCode)
            writer.field = "responses.errorMessage"
            try writer.writeNullableString(self.errorMessage, flexible: true)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
