// Generated from ProtocolSpecs/DescribeGroups.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Asks the coordinator about groups of the classic protocol; ConsumerGroupDescribe does it for those of KIP-848.
///
/// Kafka's `DescribeGroupsRequest`, versions 0-6.
public struct DescribeGroupsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeGroupsResponse
    /// API key 15.
    public static var apiKey: APIKey { .describeGroups }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeGroupsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...6 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 5 }
    /// Groups to ask about, by id; this broker must be the coordinator of all of them.
    ///
    /// Kafka's `Groups`, versions 0+.
    public var groups: [String]
    /// True to fill `AuthorizedOperations` in the answer (KIP-430).
    ///
    /// Kafka's `IncludeAuthorizedOperations`, versions 3+.
    public var includeAuthorizedOperations: Bool
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        groups: [String] = [],
        includeAuthorizedOperations: Bool = false,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.groups = groups
        self.includeAuthorizedOperations = includeAuthorizedOperations
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 5
        self.groups = reader.strings("groups", flexible: isFlexible)
        if version >= 3 {
            self.includeAuthorizedOperations = reader.bool("includeAuthorizedOperations")
        } else {
            self.includeAuthorizedOperations = false
        }
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
        let isFlexible = version >= 5
        writer.strings(self.groups, "groups", flexible: isFlexible)
        if version >= 3 {
            writer.bool(self.includeAuthorizedOperations)
        } else {
            if self.includeAuthorizedOperations { writer.unsupported("includeAuthorizedOperations") }
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }
}

/// Describes the groups, their members and the assignments.
///
/// Kafka's `DescribeGroupsResponse`, versions 0-6.
public struct DescribeGroupsResponse: KafkaResponse {
    /// API key 15.
    public static var apiKey: APIKey { .describeGroups }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeGroupsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...6 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 5 }
    /// Time for which a quota throttles this client, in milliseconds; 0 if no quota is exceeded. From version 2 on the
    /// broker answers first, and the client itself must wait before its next request (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 1+. Dropped silently by versions without it.
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
        let isFlexible = version >= 5
        if version >= 1 {
            self.throttleTimeMs = reader.int32("throttleTimeMs")
        } else {
            self.throttleTimeMs = 0
        }
        self.groups = reader.structs("groups", flexible: isFlexible, version: version)
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
        let isFlexible = version >= 5
        if version >= 1 {
            writer.int32(self.throttleTimeMs)
        }
        writer.structs(self.groups, "groups", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `groups`: Results, one for each requested group, not always in the order of the request.
    ///
    /// Kafka's `DescribedGroup` in `DescribeGroupsResponse`, versions 0+.
    public struct DescribedGroup: Equatable, Sendable, WireStructure {
        /// 0 or the error of this group. A group that does not exist or is not classic gives GROUP_ID_NOT_FOUND from
        /// version 6 on (KIP-1043); before, it gives 0 and the state `Dead`.
        ///
        /// Kafka's `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// Text for people that goes with the error; null if there is none.
        ///
        /// Kafka's `ErrorMessage`, versions 6+. Null allowed from version 6.
        public var errorMessage: String?
        /// Group that this result is about, by id.
        ///
        /// Kafka's `GroupId`, versions 0+.
        public var groupID: String
        /// `Empty`, `PreparingRebalance`, `CompletingRebalance`, `Stable` or `Dead`; empty in most errors.
        ///
        /// Kafka's `GroupState`, versions 0+.
        public var groupState: String
        /// Kind of group, for example `consumer`; empty for a group that only stores offsets and in an error.
        ///
        /// Kafka's `ProtocolType`, versions 0+.
        public var protocolType: String
        /// Assignor of the generation, for example `range`. Set only in the state `Stable`, otherwise empty.
        ///
        /// Kafka's `ProtocolData`, versions 0+.
        public var protocolData: String
        /// Members of the group; empty in an error.
        ///
        /// Kafka's `Members`, versions 0+.
        public var members: [DescribedGroupMember]
        /// Operations that the caller may do on the group, bit N for the operation with ACL code N (3 read, 6 delete, 8
        /// describe). -2147483648 if the request did not ask for it.
        ///
        /// Kafka's `AuthorizedOperations`, versions 3+.
        public var authorizedOperations: Int32
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            errorCode: Int16 = 0,
            errorMessage: String? = nil,
            groupID: String = "",
            groupState: String = "",
            protocolType: String = "",
            protocolData: String = "",
            members: [DescribedGroupMember] = [],
            authorizedOperations: Int32 = -2147483648,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.groupID = groupID
            self.groupState = groupState
            self.protocolType = protocolType
            self.protocolData = protocolData
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
            if a.protocolType != b.protocolType { return false }
            if a.protocolData != b.protocolData { return false }
            if a.authorizedOperations != b.authorizedOperations { return false }
            if !areEqual(a.members, b.members) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 5
            self.errorCode = reader.int16("groups.errorCode")
            if version == 6 {
                self.errorMessage = reader.nullableString("groups.errorMessage", flexible: true)
            } else {
                self.errorMessage = nil
            }
            self.groupID = reader.string("groups.groupID", flexible: isFlexible)
            self.groupState = reader.string("groups.groupState", flexible: isFlexible)
            self.protocolType = reader.string("groups.protocolType", flexible: isFlexible)
            self.protocolData = reader.string("groups.protocolData", flexible: isFlexible)
            self.members = reader.structs("groups.members", flexible: isFlexible, version: version)
            if version >= 3 {
                self.authorizedOperations = reader.int32("groups.authorizedOperations")
            } else {
                self.authorizedOperations = -2147483648
            }
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("groups.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 5
            writer.int16(self.errorCode)
            if version == 6 {
                writer.nullableString(self.errorMessage, "groups.errorMessage", flexible: true)
            } else {
                if self.errorMessage != nil { writer.unsupported("groups.errorMessage") }
            }
            writer.string(self.groupID, "groups.groupID", flexible: isFlexible)
            writer.string(self.groupState, "groups.groupState", flexible: isFlexible)
            writer.string(self.protocolType, "groups.protocolType", flexible: isFlexible)
            writer.string(self.protocolData, "groups.protocolData", flexible: isFlexible)
            writer.structs(self.members, "groups.members", flexible: isFlexible, version: version)
            if version >= 3 {
                writer.int32(self.authorizedOperations)
            } else {
                if self.authorizedOperations != -2147483648 { writer.unsupported("groups.authorizedOperations") }
            }
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `groups.members`: Members of the group; empty in an error.
    ///
    /// Kafka's `DescribedGroupMember` in `DescribeGroupsResponse`, versions 0+.
    public struct DescribedGroupMember: Equatable, Sendable, WireStructure {
        /// Id that the coordinator gave to the member.
        ///
        /// Kafka's `MemberId`, versions 0+.
        public var memberID: String
        /// Id of a static member (KIP-345); null for a dynamic one.
        ///
        /// Kafka's `GroupInstanceId`, versions 4+. Null allowed from version 4. Dropped silently by versions without
        /// it.
        public var groupInstanceID: String?
        /// Client id that the member used when it joined.
        ///
        /// Kafka's `ClientId`, versions 0+.
        public var clientID: String
        /// IP address of the client as the coordinator saw it. Apache Kafka writes it with a slash in front, as in
        /// `/10.0.0.7`.
        ///
        /// Kafka's `ClientHost`, versions 0+.
        public var clientHost: String
        /// Bytes that the member sent in JoinGroup for the assignor in `ProtocolData`, for consumers a versioned
        /// `ConsumerProtocolSubscription`. Empty unless the state is `Stable`.
        ///
        /// Kafka's `MemberMetadata`, versions 0+.
        public var memberMetadata: ByteSlice
        /// Bytes that the leader assigned to the member, for consumers a versioned `ConsumerProtocolAssignment`. Empty
        /// unless the state is `Stable`.
        ///
        /// Kafka's `MemberAssignment`, versions 0+.
        public var memberAssignment: ByteSlice
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            memberID: String = "",
            groupInstanceID: String? = nil,
            clientID: String = "",
            clientHost: String = "",
            memberMetadata: ByteSlice = .empty,
            memberAssignment: ByteSlice = .empty,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.memberID = memberID
            self.groupInstanceID = groupInstanceID
            self.clientID = clientID
            self.clientHost = clientHost
            self.memberMetadata = memberMetadata
            self.memberAssignment = memberAssignment
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 5
            self.memberID = reader.string("groups.members.memberID", flexible: isFlexible)
            if version >= 4 {
                self.groupInstanceID = reader.nullableString("groups.members.groupInstanceID", flexible: isFlexible)
            } else {
                self.groupInstanceID = nil
            }
            self.clientID = reader.string("groups.members.clientID", flexible: isFlexible)
            self.clientHost = reader.string("groups.members.clientHost", flexible: isFlexible)
            self.memberMetadata = reader.bytes("groups.members.memberMetadata", flexible: isFlexible)
            self.memberAssignment = reader.bytes("groups.members.memberAssignment", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("groups.members.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 5
            writer.string(self.memberID, "groups.members.memberID", flexible: isFlexible)
            if version >= 4 {
                writer.nullableString(self.groupInstanceID, "groups.members.groupInstanceID", flexible: isFlexible)
            }
            writer.string(self.clientID, "groups.members.clientID", flexible: isFlexible)
            writer.string(self.clientHost, "groups.members.clientHost", flexible: isFlexible)
            writer.bytes(self.memberMetadata, "groups.members.memberMetadata", flexible: isFlexible)
            writer.bytes(self.memberAssignment, "groups.members.memberAssignment", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
