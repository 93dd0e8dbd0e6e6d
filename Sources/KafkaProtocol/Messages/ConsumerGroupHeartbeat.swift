// Generated from ProtocolSpecs/ConsumerGroupHeartbeat.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `ConsumerGroupHeartbeatRequest`, versions 0-1.
public struct ConsumerGroupHeartbeatRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = ConsumerGroupHeartbeatResponse
    /// API key 68.
    public static let apiKey = APIKey.consumerGroupHeartbeat
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ConsumerGroupHeartbeatRequest"
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
    /// `InstanceId`, versions 0+. Null allowed from version 0.
    public var instanceID: String?
    /// `RackId`, versions 0+. Null allowed from version 0.
    public var rackID: String?
    /// `RebalanceTimeoutMs`, versions 0+.
    public var rebalanceTimeoutMs: Int32
    /// `SubscribedTopicNames`, versions 0+. Null allowed from version 0.
    public var subscribedTopicNames: [String]?
    /// `SubscribedTopicRegex`, versions 1+. Null allowed from version 1.
    public var subscribedTopicRegex: String?
    /// `ServerAssignor`, versions 0+. Null allowed from version 0.
    public var serverAssignor: String?
    /// `TopicPartitions`, versions 0+. Null allowed from version 0.
    public var topicPartitions: [TopicPartitions]?
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        groupID: String = "",
        memberID: String = "",
        memberEpoch: Int32 = 0,
        instanceID: String? = nil,
        rackID: String? = nil,
        rebalanceTimeoutMs: Int32 = -1,
        subscribedTopicNames: [String]? = nil,
        subscribedTopicRegex: String? = nil,
        serverAssignor: String? = nil,
        topicPartitions: [TopicPartitions]? = nil,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.groupID = groupID
        self.memberID = memberID
        self.memberEpoch = memberEpoch
        self.instanceID = instanceID
        self.rackID = rackID
        self.rebalanceTimeoutMs = rebalanceTimeoutMs
        self.subscribedTopicNames = subscribedTopicNames
        self.subscribedTopicRegex = subscribedTopicRegex
        self.serverAssignor = serverAssignor
        self.topicPartitions = topicPartitions
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
        reader.field = "instanceID"
        self.instanceID = try reader.readNullableString(flexible: true)
        reader.field = "rackID"
        self.rackID = try reader.readNullableString(flexible: true)
        reader.field = "rebalanceTimeoutMs"
        self.rebalanceTimeoutMs = try reader.readInt32()
        reader.field = "subscribedTopicNames"
        self.subscribedTopicNames = try reader.readNullableArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: true) }
        if version == 1 {
            reader.field = "subscribedTopicRegex"
            self.subscribedTopicRegex = try reader.readNullableString(flexible: true)
        }
        reader.field = "serverAssignor"
        self.serverAssignor = try reader.readNullableString(flexible: true)
        reader.field = "topicPartitions"
        self.topicPartitions = try reader.readNullableArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TopicPartitions(from: &reader, version: version) }
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
        writer.field = "instanceID"
        try writer.writeNullableString(self.instanceID, flexible: true)
        writer.field = "rackID"
        try writer.writeNullableString(self.rackID, flexible: true)
        writer.writeInteger(self.rebalanceTimeoutMs)
        writer.field = "subscribedTopicNames"
        try writer.writeNullableArray(self.subscribedTopicNames, flexible: true) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: true) }
        if version == 1 {
            writer.field = "subscribedTopicRegex"
            try writer.writeNullableString(self.subscribedTopicRegex, flexible: true)
        } else {
            if self.subscribedTopicRegex != nil { throw writer.unsupportedField("subscribedTopicRegex") }
        }
        writer.field = "serverAssignor"
        try writer.writeNullableString(self.serverAssignor, flexible: true)
        writer.field = "topicPartitions"
        try writer.writeNullableArray(self.topicPartitions, flexible: true) { (value: TopicPartitions, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `TopicPartitions` of `ConsumerGroupHeartbeatRequest`.
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
            reader.field = "topicPartitions.topicID"
            self.topicID = try reader.readUUID()
            reader.field = "topicPartitions.partitions"
            self.partitions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            reader.field = "topicPartitions.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeUUID(self.topicID)
            writer.field = "topicPartitions.partitions"
            try writer.writeArray(self.partitions, flexible: true) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Kafka's `ConsumerGroupHeartbeatResponse`, versions 0-1.
public struct ConsumerGroupHeartbeatResponse: KafkaResponse {
    /// API key 68.
    public static let apiKey = APIKey.consumerGroupHeartbeat
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ConsumerGroupHeartbeatResponse"
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

    /// A `TopicPartitions` of `ConsumerGroupHeartbeatResponse`.
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

    /// A `Assignment` of `ConsumerGroupHeartbeatResponse`.
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
