// Generated from ProtocolSpecs/ShareGroupDescribe.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `ShareGroupDescribeRequest`, versions 0-1.
public struct ShareGroupDescribeRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = ShareGroupDescribeResponse
    /// API key 77.
    public static var apiKey: APIKey { .shareGroupDescribe }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ShareGroupDescribeRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
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

/// Kafka's `ShareGroupDescribeResponse`, versions 0-1.
public struct ShareGroupDescribeResponse: KafkaResponse {
    /// API key 77.
    public static var apiKey: APIKey { .shareGroupDescribe }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ShareGroupDescribeResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
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

    /// A `TopicPartitions` of `ShareGroupDescribeResponse`.
    public struct TopicPartitions: Equatable, Sendable, WireStructure {
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

    /// A `Assignment` of `ShareGroupDescribeResponse`.
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
            self.topicPartitions = reader.structs("Assignment.topicPartitions", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("Assignment.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.structs(self.topicPartitions, "Assignment.topicPartitions", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `DescribedGroup` of `ShareGroupDescribeResponse`.
    public struct DescribedGroup: Equatable, Sendable, WireStructure {
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

    /// A `Member` of `ShareGroupDescribeResponse`.
    public struct Member: Equatable, Sendable, WireStructure {
        /// `MemberId`, versions 0+.
        public var memberID: String
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
        /// `Assignment`, versions 0+.
        public var assignment: Assignment
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            memberID: String = "",
            rackID: String? = nil,
            memberEpoch: Int32 = 0,
            clientID: String = "",
            clientHost: String = "",
            subscribedTopicNames: [String] = [],
            assignment: Assignment = Assignment(),
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.memberID = memberID
            self.rackID = rackID
            self.memberEpoch = memberEpoch
            self.clientID = clientID
            self.clientHost = clientHost
            self.subscribedTopicNames = subscribedTopicNames
            self.assignment = assignment
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.memberID = reader.string("groups.members.memberID", flexible: true)
            self.rackID = reader.nullableString("groups.members.rackID", flexible: true)
            self.memberEpoch = reader.int32("groups.members.memberEpoch")
            self.clientID = reader.string("groups.members.clientID", flexible: true)
            self.clientHost = reader.string("groups.members.clientHost", flexible: true)
            self.subscribedTopicNames = reader.strings("groups.members.subscribedTopicNames", flexible: true)
            self.assignment = Assignment(reading: &reader, version: version)
            self.unknownTaggedFields = reader.taggedFields("groups.members.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.memberID, "groups.members.memberID", flexible: true)
            writer.nullableString(self.rackID, "groups.members.rackID", flexible: true)
            writer.int32(self.memberEpoch)
            writer.string(self.clientID, "groups.members.clientID", flexible: true)
            writer.string(self.clientHost, "groups.members.clientHost", flexible: true)
            writer.strings(self.subscribedTopicNames, "groups.members.subscribedTopicNames", flexible: true)
            self.assignment.write(into: &writer, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
