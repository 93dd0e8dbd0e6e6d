// Generated from ProtocolSpecs/LeaveGroup.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Takes members out of a group at once instead of after their session timeout. Clients send it for dynamic members
/// when they close; administrators also remove static members with it (KIP-345).
///
/// Kafka's `LeaveGroupRequest`, versions 0-5.
public struct LeaveGroupRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = LeaveGroupResponse
    /// API key 13.
    public static var apiKey: APIKey { .leaveGroup }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "LeaveGroupRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...5 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 4 }
    /// The group to leave.
    ///
    /// Kafka's `GroupId`, versions 0+.
    public var groupID: String
    /// Id of the one member that leaves. Versions from 3 on use `Members` instead.
    ///
    /// Kafka's `MemberId`, versions 0-2.
    public var memberID: String
    /// Members that leave together (KIP-345).
    ///
    /// Kafka's `Members`, versions 3+.
    public var members: [MemberIdentity]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        groupID: String = "",
        memberID: String = "",
        members: [MemberIdentity] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.groupID = groupID
        self.memberID = memberID
        self.members = members
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.groupID != b.groupID { return false }
        if a.memberID != b.memberID { return false }
        if !areEqual(a.members, b.members) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 4
        self.groupID = reader.string("groupID", flexible: isFlexible)
        if version <= 2 {
            self.memberID = reader.string("memberID", flexible: false)
        } else {
            self.memberID = ""
        }
        if version >= 3 {
            self.members = reader.structs("members", flexible: isFlexible, version: version)
        } else {
            self.members = []
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
        let isFlexible = version >= 4
        writer.string(self.groupID, "groupID", flexible: isFlexible)
        if version <= 2 {
            writer.string(self.memberID, "memberID", flexible: false)
        } else {
            if !self.memberID.isEmpty { writer.unsupported("memberID") }
        }
        if version >= 3 {
            writer.structs(self.members, "members", flexible: isFlexible, version: version)
        } else {
            if !self.members.isEmpty { writer.unsupported("members") }
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `members`: Members that leave together (KIP-345).
    ///
    /// Kafka's `MemberIdentity` in `LeaveGroupRequest`, versions 3+.
    public struct MemberIdentity: Equatable, Sendable, WireStructure {
        /// Id of the member. Empty removes the static member in `GroupInstanceId`, whatever its member id is.
        ///
        /// Kafka's `MemberId`, versions 3+.
        public var memberID: String
        /// Id of a static member; null for a dynamic one.
        ///
        /// Kafka's `GroupInstanceId`, versions 3+. Null allowed from version 3.
        public var groupInstanceID: String?
        /// Text for the broker's log that says why the member leaves (KIP-800); null if not given. The Java client cuts
        /// it at 255 characters.
        ///
        /// Kafka's `Reason`, versions 5+. Null allowed from version 5. Dropped silently by versions without it.
        public var reason: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            memberID: String = "",
            groupInstanceID: String? = nil,
            reason: String? = nil,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.memberID = memberID
            self.groupInstanceID = groupInstanceID
            self.reason = reason
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 4
            self.memberID = reader.string("members.memberID", flexible: isFlexible)
            self.groupInstanceID = reader.nullableString("members.groupInstanceID", flexible: isFlexible)
            if version == 5 {
                self.reason = reader.nullableString("members.reason", flexible: true)
            } else {
                self.reason = nil
            }
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("members.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 4
            writer.string(self.memberID, "members.memberID", flexible: isFlexible)
            writer.nullableString(self.groupInstanceID, "members.groupInstanceID", flexible: isFlexible)
            if version == 5 {
                writer.nullableString(self.reason, "members.reason", flexible: true)
            }
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Says which members have left.
///
/// Kafka's `LeaveGroupResponse`, versions 0-5.
public struct LeaveGroupResponse: KafkaResponse {
    /// API key 13.
    public static var apiKey: APIKey { .leaveGroup }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "LeaveGroupResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...5 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 4 }
    /// Time for which a quota throttles this client, in milliseconds; 0 if no quota is exceeded. From version 2 on the
    /// broker answers first, and the client itself must wait before its next request (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 1+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// Error of the whole request, for example NOT_COORDINATOR or GROUP_AUTHORIZATION_FAILED, or 0. Up to version 2 it
    /// is also the error of the one member.
    ///
    /// Kafka's `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// Results, one for each member of the request; empty if the whole request failed.
    ///
    /// Kafka's `Members`, versions 3+.
    public var members: [MemberResponse]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        members: [MemberResponse] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.members = members
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.errorCode != b.errorCode { return false }
        if !areEqual(a.members, b.members) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 4
        if version >= 1 {
            self.throttleTimeMs = reader.int32("throttleTimeMs")
        } else {
            self.throttleTimeMs = 0
        }
        self.errorCode = reader.int16("errorCode")
        if version >= 3 {
            self.members = reader.structs("members", flexible: isFlexible, version: version)
        } else {
            self.members = []
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
        let isFlexible = version >= 4
        if version >= 1 {
            writer.int32(self.throttleTimeMs)
        }
        writer.int16(self.errorCode)
        if version >= 3 {
            writer.structs(self.members, "members", flexible: isFlexible, version: version)
        } else {
            if !self.members.isEmpty { writer.unsupported("members") }
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `members`: Results, one for each member of the request; empty if the whole request failed.
    ///
    /// Kafka's `MemberResponse` in `LeaveGroupResponse`, versions 3+.
    public struct MemberResponse: Equatable, Sendable, WireStructure {
        /// Member id as the request gave it, so it may be empty.
        ///
        /// Kafka's `MemberId`, versions 3+.
        public var memberID: String
        /// Group instance id as the request gave it; null for a dynamic member.
        ///
        /// Kafka's `GroupInstanceId`, versions 3+. Null allowed from version 3.
        public var groupInstanceID: String?
        /// 0 if the member has left; UNKNOWN_MEMBER_ID if the group does not have it, FENCED_INSTANCE_ID if another
        /// member has the group instance id.
        ///
        /// Kafka's `ErrorCode`, versions 3+.
        public var errorCode: Int16
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            memberID: String = "",
            groupInstanceID: String? = "",
            errorCode: Int16 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.memberID = memberID
            self.groupInstanceID = groupInstanceID
            self.errorCode = errorCode
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 4
            self.memberID = reader.string("members.memberID", flexible: isFlexible)
            self.groupInstanceID = reader.nullableString("members.groupInstanceID", flexible: isFlexible)
            self.errorCode = reader.int16("members.errorCode")
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("members.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 4
            writer.string(self.memberID, "members.memberID", flexible: isFlexible)
            writer.nullableString(self.groupInstanceID, "members.groupInstanceID", flexible: isFlexible)
            writer.int16(self.errorCode)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
