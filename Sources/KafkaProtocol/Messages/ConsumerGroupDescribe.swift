// Generated from ProtocolSpecs/ConsumerGroupDescribe.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

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
    /// `GroupIds`, versions 0+.
    public var groupIDs: [String]
    /// `IncludeAuthorizedOperations`, versions 0+.
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
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `Groups`, versions 0+.
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

    /// A `TopicPartitions` of `ConsumerGroupDescribeResponse`.
    public struct TopicPartitions: Equatable, Sendable {
        /// `TopicId`, versions 0+.
        public var topicID: KafkaUUID
        /// `TopicName`, versions 0+.
        public var topicName: String
        /// `Partitions`, versions 0+.
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

    /// A `Assignment` of `ConsumerGroupDescribeResponse`.
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

    /// A `DescribedGroup` of `ConsumerGroupDescribeResponse`.
    public struct DescribedGroup: Equatable, Sendable {
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// `GroupId`, versions 0+.
        public var groupID: String
        /// `GroupState`, versions 0+.
        public var groupState: String
        /// `GroupEpoch`, versions 0+.
        public var groupEpoch: Int32
        /// `AssignmentEpoch`, versions 0+.
        public var assignmentEpoch: Int32
        /// `AssignorName`, versions 0+.
        public var assignorName: String
        /// `Members`, versions 0+.
        public var members: [Member]
        /// `AuthorizedOperations`, versions 0+.
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

    /// A `Member` of `ConsumerGroupDescribeResponse`.
    public struct Member: Equatable, Sendable {
        /// `MemberId`, versions 0+.
        public var memberID: String
        /// `InstanceId`, versions 0+. Null allowed from version 0.
        public var instanceID: String?
        /// `RackId`, versions 0+. Null allowed from version 0.
        public var rackID: String?
        /// `MemberEpoch`, versions 0+.
        public var memberEpoch: Int32
        /// `ClientId`, versions 0+.
        public var clientID: String
        /// `ClientHost`, versions 0+.
        public var clientHost: String
        /// `SubscribedTopicNames`, versions 0+.
        public var subscribedTopicNames: [String]
        /// `SubscribedTopicRegex`, versions 0+. Null allowed from version 0.
        public var subscribedTopicRegex: String?
        /// `Assignment`, versions 0+.
        public var assignment: Assignment
        /// `TargetAssignment`, versions 0+.
        public var targetAssignment: Assignment
        /// `MemberType`, versions 1+. Dropped silently by versions without it.
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
