// Generated from ProtocolSpecs/DeleteTopics.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Deletes topics with all their records. Each topic succeeds or fails on its own.
///
/// Kafka's `DeleteTopicsRequest`, versions 0-6.
public struct DeleteTopicsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DeleteTopicsResponse
    /// API key 20.
    public static let apiKey = APIKey.deleteTopics
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DeleteTopicsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...6
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 4
    /// The topics to delete, each by name or by id (KIP-516).
    ///
    /// Kafka's `Topics`, versions 6+.
    public var topics: [DeleteTopicState]
    /// Topics to delete, by name. Versions from 6 on use `Topics` instead.
    ///
    /// Kafka's `TopicNames`, versions 0-5. Dropped silently by versions without it.
    public var topicNames: [String]
    /// Time that the controller may take, in milliseconds, before the answer is REQUEST_TIMED_OUT. The topics may be
    /// deleted even so.
    ///
    /// Kafka's `TimeoutMs`, versions 0+.
    public var timeoutMs: Int32
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        topics: [DeleteTopicState] = [],
        topicNames: [String] = [],
        timeoutMs: Int32 = 0,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.topics = topics
        self.topicNames = topicNames
        self.timeoutMs = timeoutMs
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        if version == 6 {
            reader.field = "topics"
            self.topics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try DeleteTopicState(from: &reader, version: version) }
        }
        if version <= 5 {
            reader.field = "topicNames"
            self.topicNames = try reader.readArray(flexible: version >= 4) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: version >= 4) }
        }
        reader.field = "timeoutMs"
        self.timeoutMs = try reader.readInt32()
        if version >= 4 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        if version == 6 {
            writer.field = "topics"
            try writer.writeArray(self.topics, flexible: true) { (value: DeleteTopicState, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        } else {
            if !self.topics.isEmpty { throw writer.unsupportedField("topics") }
        }
        if version <= 5 {
            writer.field = "topicNames"
            try writer.writeArray(self.topicNames, flexible: version >= 4) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: version >= 4) }
        }
        writer.writeInteger(self.timeoutMs)
        if version >= 4 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `topics`: The topics to delete, each by name or by id (KIP-516).
    ///
    /// Kafka's `DeleteTopicState` in `DeleteTopicsRequest`, versions 6+.
    public struct DeleteTopicState: Equatable, Sendable {
        /// Name of the topic; null if `TopicId` says which. Both together give INVALID_REQUEST.
        ///
        /// Kafka's `Name`, versions 6+. Null allowed from version 6.
        public var name: String?
        /// Id of the topic, so that a later topic of the same name is safe; all zeros if `Name` says which.
        ///
        /// Kafka's `TopicId`, versions 6+.
        public var topicID: KafkaUUID
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String? = nil,
            topicID: KafkaUUID = .zero,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.topicID = topicID
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.name"
            self.name = try reader.readNullableString(flexible: true)
            reader.field = "topics.topicID"
            self.topicID = try reader.readUUID()
            reader.field = "topics.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.name"
            try writer.writeNullableString(self.name, flexible: true)
            writer.writeUUID(self.topicID)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Says which topics are deleted. The brokers remove the files after that.
///
/// Kafka's `DeleteTopicsResponse`, versions 0-6.
public struct DeleteTopicsResponse: KafkaResponse {
    /// API key 20.
    public static let apiKey = APIKey.deleteTopics
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DeleteTopicsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...6
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 4
    /// Time for which a quota throttles this client, in milliseconds; 0 if no quota is exceeded. From version 2 on the
    /// broker answers first, and the client itself must wait before its next request (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 1+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// Results, one for each topic of the request, in no particular order.
    ///
    /// Kafka's `Responses`, versions 0+.
    public var responses: [DeletableTopicResult]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        responses: [DeletableTopicResult] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.responses = responses
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        if version >= 1 {
            reader.field = "throttleTimeMs"
            self.throttleTimeMs = try reader.readInt32()
        }
        reader.field = "responses"
        self.responses = try reader.readArray(flexible: version >= 4) { (reader: inout WireReader) throws(WireError) in try DeletableTopicResult(from: &reader, version: version) }
        if version >= 4 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        if version >= 1 {
            writer.writeInteger(self.throttleTimeMs)
        }
        writer.field = "responses"
        try writer.writeArray(self.responses, flexible: version >= 4) { (value: DeletableTopicResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 4 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `responses`: Results, one for each topic of the request, in no particular order.
    ///
    /// Kafka's `DeletableTopicResult` in `DeleteTopicsResponse`, versions 0+.
    public struct DeletableTopicResult: Equatable, Sendable {
        /// Name of the topic; null if the request gave an id that is unknown or whose name the caller may not see.
        ///
        /// Kafka's `Name`, versions 0+. Null allowed from version 6.
        public var name: String?
        /// Id of the topic (KIP-516); all zeros in most errors of a topic that was given by name.
        ///
        /// Kafka's `TopicId`, versions 6+. Dropped silently by versions without it.
        public var topicID: KafkaUUID
        /// 0 if the topic is deleted. Otherwise for example UNKNOWN_TOPIC_OR_PARTITION, UNKNOWN_TOPIC_ID,
        /// TOPIC_AUTHORIZATION_FAILED; from version 3 on TOPIC_DELETION_DISABLED, from version 5 on
        /// THROTTLING_QUOTA_EXCEEDED (KIP-599).
        ///
        /// Kafka's `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// Text for people that goes with the error; null if there is none.
        ///
        /// Kafka's `ErrorMessage`, versions 5+. Null allowed from version 5. Dropped silently by versions without it.
        public var errorMessage: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String? = "",
            topicID: KafkaUUID = .zero,
            errorCode: Int16 = 0,
            errorMessage: String? = nil,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.topicID = topicID
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "responses.name"
            self.name = try version == 6 ? reader.readNullableString(flexible: version >= 4) : reader.readString(flexible: version >= 4)
            if version == 6 {
                reader.field = "responses.topicID"
                self.topicID = try reader.readUUID()
            }
            reader.field = "responses.errorCode"
            self.errorCode = try reader.readInt16()
            if version >= 5 {
                reader.field = "responses.errorMessage"
                self.errorMessage = try reader.readNullableString(flexible: true)
            }
            if version >= 4 {
                reader.field = "responses.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "responses.name"
            if version == 6 {
                try writer.writeNullableString(self.name, flexible: version >= 4)
            } else {
                try writer.writeString(writer.nonNull(self.name), flexible: version >= 4)
            }
            if version == 6 {
                writer.writeUUID(self.topicID)
            }
            writer.writeInteger(self.errorCode)
            if version >= 5 {
                writer.field = "responses.errorMessage"
                try writer.writeNullableString(self.errorMessage, flexible: true)
            }
            if version >= 4 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
