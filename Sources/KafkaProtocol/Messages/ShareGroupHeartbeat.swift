// Generated from ProtocolSpecs/ShareGroupHeartbeat.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `ShareGroupHeartbeatRequest`, versions 0-1.
public struct ShareGroupHeartbeatRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = ShareGroupHeartbeatResponse
    /// API key 76.
    public static let apiKey = APIKey.shareGroupHeartbeat
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ShareGroupHeartbeatRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...1
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "groupID"
        self.groupID = try reader.readString(flexible: true)
        reader.field = "memberID"
        self.memberID = try reader.readString(flexible: true)
        reader.field = "memberEpoch"
        self.memberEpoch = try reader.readInt32()
        reader.field = "rackID"
        self.rackID = try reader.readNullableString(flexible: true)
        reader.field = "subscribedTopicNames"
        self.subscribedTopicNames = try reader.readNullableArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: true) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "groupID"
        try writer.writeString(self.groupID, flexible: true)
        writer.field = "memberID"
        try writer.writeString(self.memberID, flexible: true)
        writer.writeInteger(self.memberEpoch)
        writer.field = "rackID"
        try writer.writeNullableString(self.rackID, flexible: true)
        writer.field = "subscribedTopicNames"
        try writer.writeNullableArray(self.subscribedTopicNames, flexible: true) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: true) }
        writer.writeTaggedFields(unknownTaggedFields)
    }
}

/// Kafka's `ShareGroupHeartbeatResponse`, versions 0-1.
public struct ShareGroupHeartbeatResponse: KafkaResponse {
    /// API key 76.
    public static let apiKey = APIKey.shareGroupHeartbeat
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ShareGroupHeartbeatResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...1
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        reader.field = "errorMessage"
        self.errorMessage = try reader.readNullableString(flexible: true)
        reader.field = "memberID"
        self.memberID = try reader.readNullableString(flexible: true)
        reader.field = "memberEpoch"
        self.memberEpoch = try reader.readInt32()
        reader.field = "heartbeatIntervalMs"
        self.heartbeatIntervalMs = try reader.readInt32()
        reader.field = "assignment"
        self.assignment = try reader.readNullableStruct { (reader: inout WireReader) throws(WireError) in try Assignment(from: &reader, version: version) }
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
        writer.field = "memberID"
        try writer.writeNullableString(self.memberID, flexible: true)
        writer.writeInteger(self.memberEpoch)
        writer.writeInteger(self.heartbeatIntervalMs)
        writer.field = "assignment"
        try writer.writeNullableStruct(self.assignment) { (value: Assignment, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `TopicPartitions` of `ShareGroupHeartbeatResponse`.
    public struct TopicPartitions: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "TopicPartitions.topicID"
            self.topicID = try reader.readUUID()
            reader.field = "TopicPartitions.partitions"
            self.partitions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            reader.field = "TopicPartitions.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeUUID(self.topicID)
            writer.field = "TopicPartitions.partitions"
            try writer.writeArray(self.partitions, flexible: true) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `Assignment` of `ShareGroupHeartbeatResponse`.
    public struct Assignment: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "assignment.topicPartitions"
            self.topicPartitions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TopicPartitions(from: &reader, version: version) }
            reader.field = "assignment.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "assignment.topicPartitions"
            try writer.writeArray(self.topicPartitions, flexible: true) { (value: TopicPartitions, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
