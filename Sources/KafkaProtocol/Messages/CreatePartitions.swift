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
    public static let apiKey = APIKey.createPartitions
    /// Kafka's name of the message.
    public static let messageName: StaticString = "CreatePartitionsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...3
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try CreatePartitionsTopic(from: &reader, version: version) }
        reader.field = "timeoutMs"
        self.timeoutMs = try reader.readInt32()
        reader.field = "validateOnly"
        self.validateOnly = try reader.readBool()
        if version >= 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: version >= 2) { (value: CreatePartitionsTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeInteger(self.timeoutMs)
        writer.writeBool(self.validateOnly)
        if version >= 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `topics`: The topics to extend. A name that occurs twice gives INVALID_REQUEST.
    ///
    /// Kafka's `CreatePartitionsTopic` in `CreatePartitionsRequest`, versions 0+.
    public struct CreatePartitionsTopic: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.name"
            self.name = try reader.readString(flexible: version >= 2)
            reader.field = "topics.count"
            self.count = try reader.readInt32()
            reader.field = "topics.assignments"
            self.assignments = try reader.readNullableArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try CreatePartitionsAssignment(from: &reader, version: version) }
            if version >= 2 {
                reader.field = "topics.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.name"
            try writer.writeString(self.name, flexible: version >= 2)
            writer.writeInteger(self.count)
            writer.field = "topics.assignments"
            try writer.writeNullableArray(self.assignments, flexible: version >= 2) { (value: CreatePartitionsAssignment, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.assignments`: Brokers of the new partitions, one entry for each, in the order of their
    /// numbers; null to let the controller choose.
    ///
    /// Kafka's `CreatePartitionsAssignment` in `CreatePartitionsRequest`, versions 0+.
    public struct CreatePartitionsAssignment: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.assignments.brokerIDs"
            self.brokerIDs = try reader.readArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            if version >= 2 {
                reader.field = "topics.assignments.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.assignments.brokerIDs"
            try writer.writeArray(self.brokerIDs, flexible: version >= 2) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            if version >= 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Says which topics have got their partitions.
///
/// Kafka's `CreatePartitionsResponse`, versions 0-3.
public struct CreatePartitionsResponse: KafkaResponse {
    /// API key 37.
    public static let apiKey = APIKey.createPartitions
    /// Kafka's name of the message.
    public static let messageName: StaticString = "CreatePartitionsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...3
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "results"
        self.results = try reader.readArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try CreatePartitionsTopicResult(from: &reader, version: version) }
        if version >= 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.field = "results"
        try writer.writeArray(self.results, flexible: version >= 2) { (value: CreatePartitionsTopicResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `results`: Results, one for each topic of the request, not always in its order.
    ///
    /// Kafka's `CreatePartitionsTopicResult` in `CreatePartitionsResponse`, versions 0+.
    public struct CreatePartitionsTopicResult: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "results.name"
            self.name = try reader.readString(flexible: version >= 2)
            reader.field = "results.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "results.errorMessage"
            self.errorMessage = try reader.readNullableString(flexible: version >= 2)
            if version >= 2 {
                reader.field = "results.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "results.name"
            try writer.writeString(self.name, flexible: version >= 2)
            writer.writeInteger(self.errorCode)
            writer.field = "results.errorMessage"
            try writer.writeNullableString(self.errorMessage, flexible: version >= 2)
            if version >= 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
