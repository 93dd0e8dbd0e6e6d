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
    public static let apiKey = APIKey.describeGroups
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeGroupsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...6
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 5
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
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "groups"
        self.groups = try reader.readArray(flexible: version >= 5) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: version >= 5) }
        if version >= 3 {
            reader.field = "includeAuthorizedOperations"
            self.includeAuthorizedOperations = try reader.readBool()
        }
        if version >= 5 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "groups"
        try writer.writeArray(self.groups, flexible: version >= 5) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: version >= 5) }
        if version >= 3 {
            writer.writeBool(self.includeAuthorizedOperations)
        } else {
            if self.includeAuthorizedOperations { throw writer.unsupportedField("includeAuthorizedOperations") }
        }
        if version >= 5 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Describes the groups, their members and the assignments.
///
/// Kafka's `DescribeGroupsResponse`, versions 0-6.
public struct DescribeGroupsResponse: KafkaResponse {
    /// API key 15.
    public static let apiKey = APIKey.describeGroups
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeGroupsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...6
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 5
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        if version >= 1 {
            reader.field = "throttleTimeMs"
            self.throttleTimeMs = try reader.readInt32()
        }
        reader.field = "groups"
        self.groups = try reader.readArray(flexible: version >= 5) { (reader: inout WireReader) throws(WireError) in try DescribedGroup(from: &reader, version: version) }
        if version >= 5 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        if version >= 1 {
            writer.writeInteger(self.throttleTimeMs)
        }
        writer.field = "groups"
        try writer.writeArray(self.groups, flexible: version >= 5) { (value: DescribedGroup, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 5 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `groups`: Results, one for each requested group, not always in the order of the request.
    ///
    /// Kafka's `DescribedGroup` in `DescribeGroupsResponse`, versions 0+.
    public struct DescribedGroup: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "groups.errorCode"
            self.errorCode = try reader.readInt16()
            if version == 6 {
                reader.field = "groups.errorMessage"
                self.errorMessage = try reader.readNullableString(flexible: true)
            }
            reader.field = "groups.groupID"
            self.groupID = try reader.readString(flexible: version >= 5)
            reader.field = "groups.groupState"
            self.groupState = try reader.readString(flexible: version >= 5)
            reader.field = "groups.protocolType"
            self.protocolType = try reader.readString(flexible: version >= 5)
            reader.field = "groups.protocolData"
            self.protocolData = try reader.readString(flexible: version >= 5)
            reader.field = "groups.members"
            self.members = try reader.readArray(flexible: version >= 5) { (reader: inout WireReader) throws(WireError) in try DescribedGroupMember(from: &reader, version: version) }
            if version >= 3 {
                reader.field = "groups.authorizedOperations"
                self.authorizedOperations = try reader.readInt32()
            }
            if version >= 5 {
                reader.field = "groups.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.errorCode)
            if version == 6 {
                writer.field = "groups.errorMessage"
                try writer.writeNullableString(self.errorMessage, flexible: true)
            } else {
                if self.errorMessage != nil { throw writer.unsupportedField("groups.errorMessage") }
            }
            writer.field = "groups.groupID"
            try writer.writeString(self.groupID, flexible: version >= 5)
            writer.field = "groups.groupState"
            try writer.writeString(self.groupState, flexible: version >= 5)
            writer.field = "groups.protocolType"
            try writer.writeString(self.protocolType, flexible: version >= 5)
            writer.field = "groups.protocolData"
            try writer.writeString(self.protocolData, flexible: version >= 5)
            writer.field = "groups.members"
            try writer.writeArray(self.members, flexible: version >= 5) { (value: DescribedGroupMember, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 3 {
                writer.writeInteger(self.authorizedOperations)
            } else {
                if self.authorizedOperations != -2147483648 { throw writer.unsupportedField("groups.authorizedOperations") }
            }
            if version >= 5 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Element of `groups.members`: Members of the group; empty in an error.
    ///
    /// Kafka's `DescribedGroupMember` in `DescribeGroupsResponse`, versions 0+.
    public struct DescribedGroupMember: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "groups.members.memberID"
            self.memberID = try reader.readString(flexible: version >= 5)
            if version >= 4 {
                reader.field = "groups.members.groupInstanceID"
                self.groupInstanceID = try reader.readNullableString(flexible: version >= 5)
            }
            reader.field = "groups.members.clientID"
            self.clientID = try reader.readString(flexible: version >= 5)
            reader.field = "groups.members.clientHost"
            self.clientHost = try reader.readString(flexible: version >= 5)
            reader.field = "groups.members.memberMetadata"
            self.memberMetadata = try reader.readBytes(flexible: version >= 5)
            reader.field = "groups.members.memberAssignment"
            self.memberAssignment = try reader.readBytes(flexible: version >= 5)
            if version >= 5 {
                reader.field = "groups.members.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "groups.members.memberID"
            try writer.writeString(self.memberID, flexible: version >= 5)
            if version >= 4 {
                writer.field = "groups.members.groupInstanceID"
                try writer.writeNullableString(self.groupInstanceID, flexible: version >= 5)
            }
            writer.field = "groups.members.clientID"
            try writer.writeString(self.clientID, flexible: version >= 5)
            writer.field = "groups.members.clientHost"
            try writer.writeString(self.clientHost, flexible: version >= 5)
            writer.field = "groups.members.memberMetadata"
            try writer.writeBytes(self.memberMetadata, flexible: version >= 5)
            writer.field = "groups.members.memberAssignment"
            try writer.writeBytes(self.memberAssignment, flexible: version >= 5)
            if version >= 5 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
