// Generated from ProtocolSpecs/ConsumerGroupHeartbeat.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Joins, keeps alive and leaves a consumer group of the KIP-848 protocol, in which the coordinator computes the
/// assignment. A field that has not changed since the last heartbeat may be left at null or -1.
///
/// Kafka's `ConsumerGroupHeartbeatRequest`, versions 0-1.
public struct ConsumerGroupHeartbeatRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = ConsumerGroupHeartbeatResponse
    /// API key 68.
    public static var apiKey: APIKey { .consumerGroupHeartbeat }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ConsumerGroupHeartbeatRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// The group of the member; must not be empty. A join creates it if it does not exist.
    ///
    /// Kafka's `GroupId`, versions 0+.
    public var groupID: String
    /// Id that the client makes once, a random UUID, and keeps until it ends; required from version 1 on (KIP-1082). In
    /// version 0 it may be empty in a join, and the coordinator makes one.
    ///
    /// Kafka's `MemberId`, versions 0+.
    public var memberID: String
    /// Epoch from the last answer; 0 to join or to join again, -1 to leave for good, -2 for a static member that leaves
    /// and will come back. An epoch that does not match gives FENCED_MEMBER_EPOCH: the member drops its partitions and
    /// joins with 0.
    ///
    /// Kafka's `MemberEpoch`, versions 0+.
    public var memberEpoch: Int32
    /// Id that the user gave to this static member and that survives restarts; null for a dynamic member. A join gives
    /// UNRELEASED_INSTANCE_ID while another member holds it.
    ///
    /// Kafka's `InstanceId`, versions 0+. Null allowed from version 0.
    public var instanceID: String?
    /// Rack of the client for assignors that look at racks; null if it has none or if it has not changed. Must not be
    /// empty.
    ///
    /// Kafka's `RackId`, versions 0+. Null allowed from version 0.
    public var rackID: String?
    /// Time that the coordinator gives the member to release partitions that are taken from it, in milliseconds; -1 if
    /// it has not changed. Required in a join; the Java consumer sends its `max.poll.interval.ms`.
    ///
    /// Kafka's `RebalanceTimeoutMs`, versions 0+.
    public var rebalanceTimeoutMs: Int32
    /// Names of all topics that the member wants, in addition to those of `SubscribedTopicRegex`; null if they have not
    /// changed, empty to have none. A join must set this or the expression.
    ///
    /// Kafka's `SubscribedTopicNames`, versions 0+. Null allowed from version 0.
    public var subscribedTopicNames: [String]?
    /// Regular expression in RE2/J syntax that the broker matches against the names of topics; null if it has not
    /// changed, empty to have none. A bad one gives INVALID_REGULAR_EXPRESSION.
    ///
    /// Kafka's `SubscribedTopicRegex`, versions 1+. Null allowed from version 1.
    public var subscribedTopicRegex: String?
    /// Name of the assignor that the coordinator should use, `uniform` or `range` by default; null to leave the choice
    /// to it or if it has not changed. An unknown name gives UNSUPPORTED_ASSIGNOR.
    ///
    /// Kafka's `ServerAssignor`, versions 0+. Null allowed from version 0.
    public var serverAssignor: String?
    /// All partitions that the member owns now, which tells the coordinator that it has released the others; null if
    /// they have not changed. Must be empty, not null, in a join.
    ///
    /// Kafka's `TopicPartitions`, versions 0+. Null allowed from version 0.
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.groupID != b.groupID { return false }
        if a.memberID != b.memberID { return false }
        if a.memberEpoch != b.memberEpoch { return false }
        if a.instanceID != b.instanceID { return false }
        if a.rackID != b.rackID { return false }
        if a.rebalanceTimeoutMs != b.rebalanceTimeoutMs { return false }
        if a.subscribedTopicNames != b.subscribedTopicNames { return false }
        if a.subscribedTopicRegex != b.subscribedTopicRegex { return false }
        if a.serverAssignor != b.serverAssignor { return false }
        if !areEqual(a.topicPartitions, b.topicPartitions) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.groupID = reader.string("groupID", flexible: true)
        self.memberID = reader.string("memberID", flexible: true)
        self.memberEpoch = reader.int32("memberEpoch")
        self.instanceID = reader.nullableString("instanceID", flexible: true)
        self.rackID = reader.nullableString("rackID", flexible: true)
        self.rebalanceTimeoutMs = reader.int32("rebalanceTimeoutMs")
        self.subscribedTopicNames = reader.nullableStrings("subscribedTopicNames", flexible: true)
        if version == 1 {
            self.subscribedTopicRegex = reader.nullableString("subscribedTopicRegex", flexible: true)
        } else {
            self.subscribedTopicRegex = nil
        }
        self.serverAssignor = reader.nullableString("serverAssignor", flexible: true)
        self.topicPartitions = reader.nullableStructs("topicPartitions", flexible: true, version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.string(self.groupID, "groupID", flexible: true)
        writer.string(self.memberID, "memberID", flexible: true)
        writer.int32(self.memberEpoch)
        writer.nullableString(self.instanceID, "instanceID", flexible: true)
        writer.nullableString(self.rackID, "rackID", flexible: true)
        writer.int32(self.rebalanceTimeoutMs)
        writer.nullableStrings(self.subscribedTopicNames, "subscribedTopicNames", flexible: true)
        if version == 1 {
            writer.nullableString(self.subscribedTopicRegex, "subscribedTopicRegex", flexible: true)
        } else {
            if self.subscribedTopicRegex != nil { writer.unsupported("subscribedTopicRegex") }
        }
        writer.nullableString(self.serverAssignor, "serverAssignor", flexible: true)
        writer.nullableStructs(self.topicPartitions, "topicPartitions", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// Element of `topicPartitions`: All partitions that the member owns now, which tells the coordinator that it has
    /// released the others; null if they have not changed. Must be empty, not null, in a join.
    ///
    /// Kafka's `TopicPartitions` in `ConsumerGroupHeartbeatRequest`, versions 0+.
    public struct TopicPartitions: Equatable, Sendable, WireStructure {
        /// Id of the topic, a UUID that no later topic of the same name has.
        ///
        /// Kafka's `TopicId`, versions 0+.
        public var topicID: KafkaUUID
        /// Numbers of the partitions of this topic that the member owns.
        ///
        /// Kafka's `Partitions`, versions 0+.
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
            self.topicID = reader.uuid("topicPartitions.topicID")
            self.partitions = reader.integers("topicPartitions.partitions", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("topicPartitions.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.uuid(self.topicID)
            writer.integers(self.partitions, "topicPartitions.partitions", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}

/// Tells the member its epoch, its next heartbeat and, when it changes, its assignment.
///
/// Kafka's `ConsumerGroupHeartbeatResponse`, versions 0-1.
public struct ConsumerGroupHeartbeatResponse: KafkaResponse {
    /// API key 68.
    public static var apiKey: APIKey { .consumerGroupHeartbeat }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ConsumerGroupHeartbeatResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// Time for which a quota throttles this client, in milliseconds; 0 if no quota is exceeded. The broker answers
    /// first and then does not read from the connection for this long (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// 0 or the error. FENCED_MEMBER_EPOCH and UNKNOWN_MEMBER_ID ask the member to drop its partitions and to join with
    /// epoch 0; NOT_COORDINATOR and COORDINATOR_NOT_AVAILABLE to look for the coordinator.
    ///
    /// Kafka's `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// Text for people that goes with the error; null if there is none.
    ///
    /// Kafka's `ErrorMessage`, versions 0+. Null allowed from version 0.
    public var errorMessage: String?
    /// Id of the member; null in an error. In version 0 it may be one that the coordinator made, from version 1 on it
    /// repeats the request's.
    ///
    /// Kafka's `MemberId`, versions 0+. Null allowed from version 0.
    public var memberID: String?
    /// Epoch for the next heartbeat and for offset commits; -1 or -2 confirms that the member has left. It rises when
    /// the member has released what a new assignment takes from it.
    ///
    /// Kafka's `MemberEpoch`, versions 0+.
    public var memberEpoch: Int32
    /// Time until the next heartbeat, in milliseconds, from `group.consumer.heartbeat.interval.ms` of the broker or the
    /// group. 0 in an error or after the member has left.
    ///
    /// Kafka's `HeartbeatIntervalMs`, versions 0+.
    public var heartbeatIntervalMs: Int32
    /// All partitions that the member may use now; null if they have not changed. The member releases those it owns
    /// beyond these and reports it in the next heartbeat.
    ///
    /// Kafka's `Assignment`, versions 0+. Null allowed from version 0.
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

    /// Partitions of one topic.
    ///
    /// Kafka's `TopicPartitions` in `ConsumerGroupHeartbeatResponse`, versions 0+.
    public struct TopicPartitions: Equatable, Sendable, WireStructure {
        /// Id of the topic; Metadata tells its name.
        ///
        /// Kafka's `TopicId`, versions 0+.
        public var topicID: KafkaUUID
        /// Numbers of the partitions that are assigned to the member.
        ///
        /// Kafka's `Partitions`, versions 0+.
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

    /// Value of `assignment`: All partitions that the member may use now; null if they have not changed. The member
    /// releases those it owns beyond these and reports it in the next heartbeat.
    ///
    /// Kafka's `Assignment` in `ConsumerGroupHeartbeatResponse`, versions 0+.
    public struct Assignment: Equatable, Sendable, WireStructure {
        /// The assigned partitions by topic. Partitions that another member has yet to release come in a later answer.
        ///
        /// Kafka's `TopicPartitions`, versions 0+.
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
