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
    public static let apiKey = APIKey.consumerGroupDescribe
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ConsumerGroupDescribeRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...1
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "groupIDs"
        self.groupIDs = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: true) }
        reader.field = "includeAuthorizedOperations"
        self.includeAuthorizedOperations = try reader.readBool()
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "groupIDs"
        try writer.writeArray(self.groupIDs, flexible: true) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: true) }
        writer.writeBool(self.includeAuthorizedOperations)
        writer.writeTaggedFields(unknownTaggedFields)
    }
}

/// Describes the groups, their members and who has which partitions.
///
/// Kafka's `ConsumerGroupDescribeResponse`, versions 0-1.
public struct ConsumerGroupDescribeResponse: KafkaResponse {
    /// API key 69.
    public static let apiKey = APIKey.consumerGroupDescribe
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ConsumerGroupDescribeResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...1
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "groups"
        self.groups = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try DescribedGroup(from: &reader, version: version) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.field = "groups"
        try writer.writeArray(self.groups, flexible: true) { (value: DescribedGroup, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// Partitions of one topic.
    ///
    /// Kafka's `TopicPartitions` in `ConsumerGroupDescribeResponse`, versions 0+.
    public struct TopicPartitions: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "TopicPartitions.topicID"
            self.topicID = try reader.readUUID()
            reader.field = "TopicPartitions.topicName"
            self.topicName = try reader.readString(flexible: true)
            reader.field = "TopicPartitions.partitions"
            self.partitions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            reader.field = "TopicPartitions.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeUUID(self.topicID)
            writer.field = "TopicPartitions.topicName"
            try writer.writeString(self.topicName, flexible: true)
            writer.field = "TopicPartitions.partitions"
            try writer.writeArray(self.partitions, flexible: true) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Partitions of one member.
    ///
    /// Kafka's `Assignment` in `ConsumerGroupDescribeResponse`, versions 0+.
    public struct Assignment: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "Assignment.topicPartitions"
            self.topicPartitions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TopicPartitions(from: &reader, version: version) }
            reader.field = "Assignment.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "Assignment.topicPartitions"
            try writer.writeArray(self.topicPartitions, flexible: true) { (value: TopicPartitions, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `groups`: Results, one for each requested group, not always in the order of the request.
    ///
    /// Kafka's `DescribedGroup` in `ConsumerGroupDescribeResponse`, versions 0+.
    public struct DescribedGroup: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "groups.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "groups.errorMessage"
            self.errorMessage = try reader.readNullableString(flexible: true)
            reader.field = "groups.groupID"
            self.groupID = try reader.readString(flexible: true)
            reader.field = "groups.groupState"
            self.groupState = try reader.readString(flexible: true)
            reader.field = "groups.groupEpoch"
            self.groupEpoch = try reader.readInt32()
            reader.field = "groups.assignmentEpoch"
            self.assignmentEpoch = try reader.readInt32()
            reader.field = "groups.assignorName"
            self.assignorName = try reader.readString(flexible: true)
            reader.field = "groups.members"
            self.members = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try Member(from: &reader, version: version) }
            reader.field = "groups.authorizedOperations"
            self.authorizedOperations = try reader.readInt32()
            reader.field = "groups.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.errorCode)
            writer.field = "groups.errorMessage"
            try writer.writeNullableString(self.errorMessage, flexible: true)
            writer.field = "groups.groupID"
            try writer.writeString(self.groupID, flexible: true)
            writer.field = "groups.groupState"
            try writer.writeString(self.groupState, flexible: true)
            writer.writeInteger(self.groupEpoch)
            writer.writeInteger(self.assignmentEpoch)
            writer.field = "groups.assignorName"
            try writer.writeString(self.assignorName, flexible: true)
            writer.field = "groups.members"
            try writer.writeArray(self.members, flexible: true) { (value: Member, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeInteger(self.authorizedOperations)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `groups.members`: Members of the group; empty in an error.
    ///
    /// Kafka's `Member` in `ConsumerGroupDescribeResponse`, versions 0+.
    public struct Member: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "groups.members.memberID"
            self.memberID = try reader.readString(flexible: true)
            reader.field = "groups.members.instanceID"
            self.instanceID = try reader.readNullableString(flexible: true)
            reader.field = "groups.members.rackID"
            self.rackID = try reader.readNullableString(flexible: true)
            reader.field = "groups.members.memberEpoch"
            self.memberEpoch = try reader.readInt32()
            reader.field = "groups.members.clientID"
            self.clientID = try reader.readString(flexible: true)
            reader.field = "groups.members.clientHost"
            self.clientHost = try reader.readString(flexible: true)
            reader.field = "groups.members.subscribedTopicNames"
            self.subscribedTopicNames = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: true) }
            reader.field = "groups.members.subscribedTopicRegex"
            self.subscribedTopicRegex = try reader.readNullableString(flexible: true)
            reader.field = "groups.members.assignment"
            self.assignment = try Assignment(from: &reader, version: version)
            reader.field = "groups.members.targetAssignment"
            self.targetAssignment = try Assignment(from: &reader, version: version)
            if version == 1 {
                reader.field = "groups.members.memberType"
                self.memberType = try reader.readInt8()
            }
            reader.field = "groups.members.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "groups.members.memberID"
            try writer.writeString(self.memberID, flexible: true)
            writer.field = "groups.members.instanceID"
            try writer.writeNullableString(self.instanceID, flexible: true)
            writer.field = "groups.members.rackID"
            try writer.writeNullableString(self.rackID, flexible: true)
            writer.writeInteger(self.memberEpoch)
            writer.field = "groups.members.clientID"
            try writer.writeString(self.clientID, flexible: true)
            writer.field = "groups.members.clientHost"
            try writer.writeString(self.clientHost, flexible: true)
            writer.field = "groups.members.subscribedTopicNames"
            try writer.writeArray(self.subscribedTopicNames, flexible: true) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: true) }
            writer.field = "groups.members.subscribedTopicRegex"
            try writer.writeNullableString(self.subscribedTopicRegex, flexible: true)
            writer.field = "groups.members.assignment"
            try self.assignment.encode(into: &writer, version: version)
            writer.field = "groups.members.targetAssignment"
            try self.targetAssignment.encode(into: &writer, version: version)
            if version == 1 {
                writer.writeInteger(self.memberType)
            }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
