// Generated from ProtocolSpecs/ConsumerGroupDescribe.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Asks the coordinator about consumer groups of the KIP-848 protocol; DescribeGroups does it for classic ones.
///
/// Kafka's `ConsumerGroupDescribeRequest`, versions 0-1.
public struct ConsumerGroupDescribeRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = ConsumerGroupDescribeResponse
    /// API key 69.
    public static var apiKey: APIKey { .consumerGroupDescribe }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ConsumerGroupDescribeRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// Groups to ask about, by id; this broker must be the coordinator of all of them.
    ///
    /// Kafka's `GroupIds`, versions 0+.
    public var groupIDs: [String]
    /// True to fill `AuthorizedOperations` in the answer, which costs the broker a look at its ACLs.
    ///
    /// Kafka's `IncludeAuthorizedOperations`, versions 0+.
    public var includeAuthorizedOperations: Bool
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        groupIDs: [String] = [],
        includeAuthorizedOperations: Bool = false,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.groupIDs = groupIDs
        self.includeAuthorizedOperations = includeAuthorizedOperations
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.groupIDs = reader.strings("groupIDs", flexible: true)
        self.includeAuthorizedOperations = reader.bool("includeAuthorizedOperations")
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.strings(self.groupIDs, "groupIDs", flexible: true)
        writer.bool(self.includeAuthorizedOperations)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }
}

/// Describes the groups, their members and who has which partitions.
///
/// Kafka's `ConsumerGroupDescribeResponse`, versions 0-1.
public struct ConsumerGroupDescribeResponse: KafkaResponse {
    /// API key 69.
    public static var apiKey: APIKey { .consumerGroupDescribe }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ConsumerGroupDescribeResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// Time for which a quota throttles this client, in milliseconds; 0 if no quota is exceeded. The broker answers
    /// first and then does not read from the connection for this long (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// Results, one for each requested group, not always in the order of the request.
    ///
    /// Kafka's `Groups`, versions 0+.
    public var groups: [DescribedGroup]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        groups: [DescribedGroup] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.groups = groups
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if !areEqual(a.groups, b.groups) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.groups = reader.structs("groups", flexible: true, version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.throttleTimeMs)
        writer.structs(self.groups, "groups", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// Partitions of one topic.
    ///
    /// Kafka's `TopicPartitions` in `ConsumerGroupDescribeResponse`, versions 0+.
    public struct TopicPartitions: Equatable, Sendable, WireStructure {
        /// Id of the topic, a UUID that no later topic of the same name has.
        ///
        /// Kafka's `TopicId`, versions 0+.
        public var topicID: KafkaUUID
        /// Name of the topic. If the caller may not see a topic, the whole group is answered with
        /// TOPIC_AUTHORIZATION_FAILED.
        ///
        /// Kafka's `TopicName`, versions 0+.
        public var topicName: String
        /// Numbers of the partitions.
        ///
        /// Kafka's `Partitions`, versions 0+.
        public var partitions: [Int32]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topicID: KafkaUUID = .zero,
            topicName: String = "",
            partitions: [Int32] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topicID = topicID
            self.topicName = topicName
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.topicID = reader.uuid("TopicPartitions.topicID")
            self.topicName = reader.string("TopicPartitions.topicName", flexible: true)
            self.partitions = reader.integers("TopicPartitions.partitions", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("TopicPartitions.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.uuid(self.topicID)
            writer.string(self.topicName, "TopicPartitions.topicName", flexible: true)
            writer.integers(self.partitions, "TopicPartitions.partitions", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Partitions of one member.
    ///
    /// Kafka's `Assignment` in `ConsumerGroupDescribeResponse`, versions 0+.
    public struct Assignment: Equatable, Sendable, WireStructure {
        /// The partitions by topic; topics that have been deleted are left out.
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
            self.topicPartitions = reader.structs("Assignment.topicPartitions", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("Assignment.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.structs(self.topicPartitions, "Assignment.topicPartitions", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Element of `groups`: Results, one for each requested group, not always in the order of the request.
    ///
    /// Kafka's `DescribedGroup` in `ConsumerGroupDescribeResponse`, versions 0+.
    public struct DescribedGroup: Equatable, Sendable, WireStructure {
        /// 0 or the error of this group: GROUP_ID_NOT_FOUND also for a group of another type,
        /// GROUP_AUTHORIZATION_FAILED, TOPIC_AUTHORIZATION_FAILED, NOT_COORDINATOR, COORDINATOR_LOAD_IN_PROGRESS.
        ///
        /// Kafka's `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// Text for people that goes with the error; null if there is none.
        ///
        /// Kafka's `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// Group that this result is about, by id.
        ///
        /// Kafka's `GroupId`, versions 0+.
        public var groupID: String
        /// `Empty`, `Assigning`, `Reconciling`, `Stable` or `Dead`; empty in an error.
        ///
        /// Kafka's `GroupState`, versions 0+.
        public var groupState: String
        /// Number that rises whenever the members, their subscriptions or the subscribed topics change.
        ///
        /// Kafka's `GroupEpoch`, versions 0+.
        public var groupEpoch: Int32
        /// Group epoch from which the target assignment was computed; lower than `GroupEpoch` while a newer one is
        /// outstanding.
        ///
        /// Kafka's `AssignmentEpoch`, versions 0+.
        public var assignmentEpoch: Int32
        /// Name of the assignor on the broker that the group uses, for example `uniform`.
        ///
        /// Kafka's `AssignorName`, versions 0+.
        public var assignorName: String
        /// Members of the group; empty in an error.
        ///
        /// Kafka's `Members`, versions 0+.
        public var members: [Member]
        /// Operations that the caller may do on the group, bit N for the operation with ACL code N (3 read, 6 delete, 8
        /// describe). -2147483648 if the request did not ask for it.
        ///
        /// Kafka's `AuthorizedOperations`, versions 0+.
        public var authorizedOperations: Int32
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            errorCode: Int16 = 0,
            errorMessage: String? = nil,
            groupID: String = "",
            groupState: String = "",
            groupEpoch: Int32 = 0,
            assignmentEpoch: Int32 = 0,
            assignorName: String = "",
            members: [Member] = [],
            authorizedOperations: Int32 = -2147483648,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.groupID = groupID
            self.groupState = groupState
            self.groupEpoch = groupEpoch
            self.assignmentEpoch = assignmentEpoch
            self.assignorName = assignorName
            self.members = members
            self.authorizedOperations = authorizedOperations
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.errorCode != b.errorCode { return false }
            if a.errorMessage != b.errorMessage { return false }
            if a.groupID != b.groupID { return false }
            if a.groupState != b.groupState { return false }
            if a.groupEpoch != b.groupEpoch { return false }
            if a.assignmentEpoch != b.assignmentEpoch { return false }
            if a.assignorName != b.assignorName { return false }
            if a.authorizedOperations != b.authorizedOperations { return false }
            if !areEqual(a.members, b.members) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.errorCode = reader.int16("groups.errorCode")
            self.errorMessage = reader.nullableString("groups.errorMessage", flexible: true)
            self.groupID = reader.string("groups.groupID", flexible: true)
            self.groupState = reader.string("groups.groupState", flexible: true)
            self.groupEpoch = reader.int32("groups.groupEpoch")
            self.assignmentEpoch = reader.int32("groups.assignmentEpoch")
            self.assignorName = reader.string("groups.assignorName", flexible: true)
            self.members = reader.structs("groups.members", flexible: true, version: version)
            self.authorizedOperations = reader.int32("groups.authorizedOperations")
            self.unknownTaggedFields = reader.taggedFields("groups.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int16(self.errorCode)
            writer.nullableString(self.errorMessage, "groups.errorMessage", flexible: true)
            writer.string(self.groupID, "groups.groupID", flexible: true)
            writer.string(self.groupState, "groups.groupState", flexible: true)
            writer.int32(self.groupEpoch)
            writer.int32(self.assignmentEpoch)
            writer.string(self.assignorName, "groups.assignorName", flexible: true)
            writer.structs(self.members, "groups.members", flexible: true, version: version)
            writer.int32(self.authorizedOperations)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Element of `groups.members`: Members of the group; empty in an error.
    ///
    /// Kafka's `Member` in `ConsumerGroupDescribeResponse`, versions 0+.
    public struct Member: Equatable, Sendable, WireStructure {
        /// Id that the client made for itself (KIP-1082) or got from the coordinator.
        ///
        /// Kafka's `MemberId`, versions 0+.
        public var memberID: String
        /// Id of a static member; null for a dynamic one.
        ///
        /// Kafka's `InstanceId`, versions 0+. Null allowed from version 0.
        public var instanceID: String?
        /// Rack that the member sent; null if it sent none.
        ///
        /// Kafka's `RackId`, versions 0+. Null allowed from version 0.
        public var rackID: String?
        /// Epoch that the member has reached; lower than `AssignmentEpoch` until it has released what the target
        /// assignment takes from it.
        ///
        /// Kafka's `MemberEpoch`, versions 0+.
        public var memberEpoch: Int32
        /// Client id in the header of the member's last request.
        ///
        /// Kafka's `ClientId`, versions 0+.
        public var clientID: String
        /// IP address of the client as the coordinator sees it. Apache Kafka writes it with a slash in front, as in
        /// `/10.0.0.7`.
        ///
        /// Kafka's `ClientHost`, versions 0+.
        public var clientHost: String
        /// Names of the topics that the member asked for by name, without those that its regular expression matches.
        ///
        /// Kafka's `SubscribedTopicNames`, versions 0+.
        public var subscribedTopicNames: [String]
        /// Regular expression that the member subscribed with, in RE2/J syntax; null or empty if it has none.
        ///
        /// Kafka's `SubscribedTopicRegex`, versions 0+. Null allowed from version 0.
        public var subscribedTopicRegex: String?
        /// Partitions that the member has now.
        ///
        /// Kafka's `Assignment`, versions 0+.
        public var assignment: Assignment
        /// Partitions that the member is to have; differs from `Assignment` until members have released and taken
        /// theirs.
        ///
        /// Kafka's `TargetAssignment`, versions 0+.
        public var targetAssignment: Assignment
        /// 0 for a member with the classic protocol, 1 for one with the KIP-848 protocol, -1 if unknown, as in version
        /// 0 (KIP-1099).
        ///
        /// Kafka's `MemberType`, versions 1+. Dropped silently by versions without it.
        public var memberType: Int8
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            memberID: String = "",
            instanceID: String? = nil,
            rackID: String? = nil,
            memberEpoch: Int32 = 0,
            clientID: String = "",
            clientHost: String = "",
            subscribedTopicNames: [String] = [],
            subscribedTopicRegex: String? = nil,
            assignment: Assignment = Assignment(),
            targetAssignment: Assignment = Assignment(),
            memberType: Int8 = -1,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.memberID = memberID
            self.instanceID = instanceID
            self.rackID = rackID
            self.memberEpoch = memberEpoch
            self.clientID = clientID
            self.clientHost = clientHost
            self.subscribedTopicNames = subscribedTopicNames
            self.subscribedTopicRegex = subscribedTopicRegex
            self.assignment = assignment
            self.targetAssignment = targetAssignment
            self.memberType = memberType
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.memberID = reader.string("groups.members.memberID", flexible: true)
            self.instanceID = reader.nullableString("groups.members.instanceID", flexible: true)
            self.rackID = reader.nullableString("groups.members.rackID", flexible: true)
            self.memberEpoch = reader.int32("groups.members.memberEpoch")
            self.clientID = reader.string("groups.members.clientID", flexible: true)
            self.clientHost = reader.string("groups.members.clientHost", flexible: true)
            self.subscribedTopicNames = reader.strings("groups.members.subscribedTopicNames", flexible: true)
            self.subscribedTopicRegex = reader.nullableString("groups.members.subscribedTopicRegex", flexible: true)
            self.assignment = Assignment(reading: &reader, version: version)
            self.targetAssignment = Assignment(reading: &reader, version: version)
            if version == 1 {
                self.memberType = reader.int8("groups.members.memberType")
            } else {
                self.memberType = -1
            }
            self.unknownTaggedFields = reader.taggedFields("groups.members.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.memberID, "groups.members.memberID", flexible: true)
            writer.nullableString(self.instanceID, "groups.members.instanceID", flexible: true)
            writer.nullableString(self.rackID, "groups.members.rackID", flexible: true)
            writer.int32(self.memberEpoch)
            writer.string(self.clientID, "groups.members.clientID", flexible: true)
            writer.string(self.clientHost, "groups.members.clientHost", flexible: true)
            writer.strings(self.subscribedTopicNames, "groups.members.subscribedTopicNames", flexible: true)
            writer.nullableString(self.subscribedTopicRegex, "groups.members.subscribedTopicRegex", flexible: true)
            self.assignment.write(into: &writer, version: version)
            self.targetAssignment.write(into: &writer, version: version)
            if version == 1 {
                writer.int8(self.memberType)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
