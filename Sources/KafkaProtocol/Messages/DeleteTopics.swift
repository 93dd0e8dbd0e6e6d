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
    public static var apiKey: APIKey { .deleteTopics }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DeleteTopicsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...6 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 4 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.topicNames != b.topicNames { return false }
        if a.timeoutMs != b.timeoutMs { return false }
        if !areEqual(a.topics, b.topics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 4
        if version == 6 {
            self.topics = reader.structs("topics", flexible: true, version: version)
        } else {
            self.topics = []
        }
        if version <= 5 {
            self.topicNames = reader.strings("topicNames", flexible: isFlexible)
        } else {
            self.topicNames = []
        }
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
        let isFlexible = version >= 4
        if version == 6 {
            writer.structs(self.topics, "topics", flexible: true, version: version)
        } else {
            if !self.topics.isEmpty { writer.unsupported("topics") }
        }
        if version <= 5 {
            writer.strings(self.topicNames, "topicNames", flexible: isFlexible)
        }
        writer.int32(self.timeoutMs)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `topics`: The topics to delete, each by name or by id (KIP-516).
    ///
    /// Kafka's `DeleteTopicState` in `DeleteTopicsRequest`, versions 6+.
    public struct DeleteTopicState: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.name = reader.nullableString("topics.name", flexible: true)
            self.topicID = reader.uuid("topics.topicID")
            self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.nullableString(self.name, "topics.name", flexible: true)
            writer.uuid(self.topicID)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}

/// Says which topics are deleted. The brokers remove the files after that.
///
/// Kafka's `DeleteTopicsResponse`, versions 0-6.
public struct DeleteTopicsResponse: KafkaResponse {
    /// API key 20.
    public static var apiKey: APIKey { .deleteTopics }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DeleteTopicsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...6 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 4 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if !areEqual(a.responses, b.responses) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 4
        if version >= 1 {
            self.throttleTimeMs = reader.int32("throttleTimeMs")
        } else {
            self.throttleTimeMs = 0
        }
        self.responses = reader.structs("responses", flexible: isFlexible, version: version)
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
        let isFlexible = version >= 4
        if version >= 1 {
            writer.int32(self.throttleTimeMs)
        }
        writer.structs(self.responses, "responses", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `responses`: Results, one for each topic of the request, in no particular order.
    ///
    /// Kafka's `DeletableTopicResult` in `DeleteTopicsResponse`, versions 0+.
    public struct DeletableTopicResult: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 4
            self.name = reader.nullableString("responses.name", flexible: isFlexible, nullable: version == 6)
            if version == 6 {
                self.topicID = reader.uuid("responses.topicID")
            } else {
                self.topicID = .zero
            }
            self.errorCode = reader.int16("responses.errorCode")
            if version >= 5 {
                self.errorMessage = reader.nullableString("responses.errorMessage", flexible: true)
            } else {
                self.errorMessage = nil
            }
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("responses.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 4
            writer.nullableString(self.name, "responses.name", flexible: isFlexible, nullable: version == 6)
            if version == 6 {
                writer.uuid(self.topicID)
            }
            writer.int16(self.errorCode)
            if version >= 5 {
                writer.nullableString(self.errorMessage, "responses.errorMessage", flexible: true)
            }
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
