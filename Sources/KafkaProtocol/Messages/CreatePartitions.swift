// Generated from ProtocolSpecs/CreatePartitions.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Adds partitions to topics (KIP-195). Records stay where they are, so keys may map to other partitions afterwards.
///
/// Kafka's `CreatePartitionsRequest`, versions 0-3.
public struct CreatePartitionsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = CreatePartitionsResponse
    /// API key 37.
    public static var apiKey: APIKey { .createPartitions }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "CreatePartitionsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...3 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
    /// The topics to extend. A name that occurs twice gives INVALID_REQUEST.
    ///
    /// Kafka's `Topics`, versions 0+.
    public var topics: [CreatePartitionsTopic]
    /// Time that the controller may take, in milliseconds, before the answer is REQUEST_TIMED_OUT. The partitions may
    /// be created even so.
    ///
    /// Kafka's `TimeoutMs`, versions 0+.
    public var timeoutMs: Int32
    /// True to check the request and to create nothing.
    ///
    /// Kafka's `ValidateOnly`, versions 0+.
    public var validateOnly: Bool
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        topics: [CreatePartitionsTopic] = [],
        timeoutMs: Int32 = 0,
        validateOnly: Bool = false,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.topics = topics
        self.timeoutMs = timeoutMs
        self.validateOnly = validateOnly
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.timeoutMs != b.timeoutMs { return false }
        if a.validateOnly != b.validateOnly { return false }
        if !areEqual(a.topics, b.topics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 2
        self.topics = reader.structs("topics", flexible: isFlexible, version: version)
        self.timeoutMs = reader.int32("timeoutMs")
        self.validateOnly = reader.bool("validateOnly")
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
        let isFlexible = version >= 2
        writer.structs(self.topics, "topics", flexible: isFlexible, version: version)
        writer.int32(self.timeoutMs)
        writer.bool(self.validateOnly)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `topics`: The topics to extend. A name that occurs twice gives INVALID_REQUEST.
    ///
    /// Kafka's `CreatePartitionsTopic` in `CreatePartitionsRequest`, versions 0+.
    public struct CreatePartitionsTopic: Equatable, Sendable, WireStructure {
        /// Name of the topic.
        ///
        /// Kafka's `Name`, versions 0+.
        public var name: String
        /// Number of partitions that the topic is to have in the end, not how many to add. Must be above the present
        /// number, otherwise INVALID_PARTITIONS.
        ///
        /// Kafka's `Count`, versions 0+.
        public var count: Int32
        /// Brokers of the new partitions, one entry for each, in the order of their numbers; null to let the controller
        /// choose.
        ///
        /// Kafka's `Assignments`, versions 0+. Null allowed from version 0.
        public var assignments: [CreatePartitionsAssignment]?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            count: Int32 = 0,
            assignments: [CreatePartitionsAssignment]? = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.count = count
            self.assignments = assignments
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.name != b.name { return false }
            if a.count != b.count { return false }
            if !areEqual(a.assignments, b.assignments) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 2
            self.name = reader.string("topics.name", flexible: isFlexible)
            self.count = reader.int32("topics.count")
            self.assignments = reader.nullableStructs("topics.assignments", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 2
            writer.string(self.name, "topics.name", flexible: isFlexible)
            writer.int32(self.count)
            writer.nullableStructs(self.assignments, "topics.assignments", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.assignments`: Brokers of the new partitions, one entry for each, in the order of their
    /// numbers; null to let the controller choose.
    ///
    /// Kafka's `CreatePartitionsAssignment` in `CreatePartitionsRequest`, versions 0+.
    public struct CreatePartitionsAssignment: Equatable, Sendable, WireStructure {
        /// Ids of the brokers that hold the replicas; the first is the preferred leader. As many as the topic's
        /// partitions have now.
        ///
        /// Kafka's `BrokerIds`, versions 0+.
        public var brokerIDs: [Int32]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            brokerIDs: [Int32] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.brokerIDs = brokerIDs
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 2
            self.brokerIDs = reader.integers("topics.assignments.brokerIDs", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.assignments.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 2
            writer.integers(self.brokerIDs, "topics.assignments.brokerIDs", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Says which topics have got their partitions.
///
/// Kafka's `CreatePartitionsResponse`, versions 0-3.
public struct CreatePartitionsResponse: KafkaResponse {
    /// API key 37.
    public static var apiKey: APIKey { .createPartitions }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "CreatePartitionsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...3 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
    /// Time for which a quota throttles this client, in milliseconds; 0 if no quota is exceeded. From version 1 on the
    /// broker answers first, and the client itself must wait before its next request (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// Results, one for each topic of the request, not always in its order.
    ///
    /// Kafka's `Results`, versions 0+.
    public var results: [CreatePartitionsTopicResult]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        results: [CreatePartitionsTopicResult] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.results = results
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if !areEqual(a.results, b.results) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 2
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.results = reader.structs("results", flexible: isFlexible, version: version)
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
        let isFlexible = version >= 2
        writer.int32(self.throttleTimeMs)
        writer.structs(self.results, "results", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `results`: Results, one for each topic of the request, not always in its order.
    ///
    /// Kafka's `CreatePartitionsTopicResult` in `CreatePartitionsResponse`, versions 0+.
    public struct CreatePartitionsTopicResult: Equatable, Sendable, WireStructure {
        /// Name of the topic.
        ///
        /// Kafka's `Name`, versions 0+.
        public var name: String
        /// 0 if the topic is extended. Otherwise for example INVALID_PARTITIONS, INVALID_REPLICA_ASSIGNMENT,
        /// UNKNOWN_TOPIC_OR_PARTITION or TOPIC_AUTHORIZATION_FAILED; from version 3 on also THROTTLING_QUOTA_EXCEEDED
        /// (KIP-599).
        ///
        /// Kafka's `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// Text for people that goes with the error; null if there is none.
        ///
        /// Kafka's `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            errorCode: Int16 = 0,
            errorMessage: String? = nil,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 2
            self.name = reader.string("results.name", flexible: isFlexible)
            self.errorCode = reader.int16("results.errorCode")
            self.errorMessage = reader.nullableString("results.errorMessage", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("results.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 2
            writer.string(self.name, "results.name", flexible: isFlexible)
            writer.int16(self.errorCode)
            writer.nullableString(self.errorMessage, "results.errorMessage", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
