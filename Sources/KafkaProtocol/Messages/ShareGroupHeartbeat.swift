// Generated from ProtocolSpecs/ShareGroupHeartbeat.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `ShareGroupHeartbeatRequest`, versions 0-1.
public struct ShareGroupHeartbeatRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = ShareGroupHeartbeatResponse
    /// API key 76.
    public static var apiKey: APIKey { .shareGroupHeartbeat }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ShareGroupHeartbeatRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `GroupId`, versions 0+.
    public var groupID: String
    /// `MemberId`, versions 0+.
    public var memberID: String
    /// `MemberEpoch`, versions 0+.
    public var memberEpoch: Int32
    /// `RackId`, versions 0+. Null allowed from version 0.
    public var rackID: String?
    /// `SubscribedTopicNames`, versions 0+. Null allowed from version 0.
    public var subscribedTopicNames: [String]?
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        groupID: String = "",
        memberID: String = "",
        memberEpoch: Int32 = 0,
        rackID: String? = nil,
        subscribedTopicNames: [String]? = nil,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.groupID = groupID
        self.memberID = memberID
        self.memberEpoch = memberEpoch
        self.rackID = rackID
        self.subscribedTopicNames = subscribedTopicNames
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.groupID = reader.string("groupID", flexible: true)
        self.memberID = reader.string("memberID", flexible: true)
        self.memberEpoch = reader.int32("memberEpoch")
        self.rackID = reader.nullableString("rackID", flexible: true)
        self.subscribedTopicNames = reader.nullableStrings("subscribedTopicNames", flexible: true)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.string(self.groupID, "groupID", flexible: true)
        writer.string(self.memberID, "memberID", flexible: true)
        writer.int32(self.memberEpoch)
        writer.nullableString(self.rackID, "rackID", flexible: true)
        writer.nullableStrings(self.subscribedTopicNames, "subscribedTopicNames", flexible: true)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }
}

/// Kafka's `ShareGroupHeartbeatResponse`, versions 0-1.
public struct ShareGroupHeartbeatResponse: KafkaResponse {
    /// API key 76.
    public static var apiKey: APIKey { .shareGroupHeartbeat }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ShareGroupHeartbeatResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `ErrorMessage`, versions 0+. Null allowed from version 0.
    public var errorMessage: String?
    /// `MemberId`, versions 0+. Null allowed from version 0.
    public var memberID: String?
    /// `MemberEpoch`, versions 0+.
    public var memberEpoch: Int32
    /// `HeartbeatIntervalMs`, versions 0+.
    public var heartbeatIntervalMs: Int32
    /// `Assignment`, versions 0+. Null allowed from version 0.
    public var assignment: Assignment?
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        errorMessage: String? = nil,
        memberID: String? = nil,
        memberEpoch: Int32 = 0,
        heartbeatIntervalMs: Int32 = 0,
        assignment: Assignment? = nil,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.memberID = memberID
        self.memberEpoch = memberEpoch
        self.heartbeatIntervalMs = heartbeatIntervalMs
        self.assignment = assignment
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.errorCode = reader.int16("errorCode")
        self.errorMessage = reader.nullableString("errorMessage", flexible: true)
        self.memberID = reader.nullableString("memberID", flexible: true)
        self.memberEpoch = reader.int32("memberEpoch")
        self.heartbeatIntervalMs = reader.int32("heartbeatIntervalMs")
        self.assignment = reader.nullableStruct("assignment", version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.throttleTimeMs)
        writer.int16(self.errorCode)
        writer.nullableString(self.errorMessage, "errorMessage", flexible: true)
        writer.nullableString(self.memberID, "memberID", flexible: true)
        writer.int32(self.memberEpoch)
        writer.int32(self.heartbeatIntervalMs)
        writer.nullableStruct(self.assignment, "assignment", version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `TopicPartitions` of `ShareGroupHeartbeatResponse`.
    public struct TopicPartitions: Equatable, Sendable, WireStructure {
        /// `TopicId`, versions 0+.
        public var topicID: KafkaUUID
        /// `Partitions`, versions 0+.
        public var partitions: [Int32]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topicID: KafkaUUID = .zero,
            partitions: [Int32] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topicID = topicID
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.topicID = reader.uuid("TopicPartitions.topicID")
            self.partitions = reader.integers("TopicPartitions.partitions", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("TopicPartitions.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.uuid(self.topicID)
            writer.integers(self.partitions, "TopicPartitions.partitions", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `Assignment` of `ShareGroupHeartbeatResponse`.
    public struct Assignment: Equatable, Sendable, WireStructure {
        /// `TopicPartitions`, versions 0+.
        public var topicPartitions: [TopicPartitions]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topicPartitions: [TopicPartitions] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topicPartitions = topicPartitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if !areEqual(a.topicPartitions, b.topicPartitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.topicPartitions = reader.structs("assignment.topicPartitions", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("assignment.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.structs(self.topicPartitions, "assignment.topicPartitions", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
