// Generated from ProtocolSpecs/SyncGroup.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Asks for this member's assignment in the generation that it has just joined; the leader sends the assignments of all
/// members with it. The coordinator answers the others when it has stored the leader's.
///
/// Kafka's `SyncGroupRequest`, versions 0-5.
public struct SyncGroupRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = SyncGroupResponse
    /// API key 14.
    public static var apiKey: APIKey { .syncGroup }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "SyncGroupRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...5 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 4 }
    /// The group that the member has joined.
    ///
    /// Kafka's `GroupId`, versions 0+.
    public var groupID: String
    /// Generation from JoinGroup. The answer is ILLEGAL_GENERATION if the group has moved on.
    ///
    /// Kafka's `GenerationId`, versions 0+.
    public var generationID: Int32
    /// Member id from JoinGroup.
    ///
    /// Kafka's `MemberId`, versions 0+.
    public var memberID: String
    /// Id of a static member (KIP-345); null for a dynamic one. FENCED_INSTANCE_ID if another member has taken it.
    ///
    /// Kafka's `GroupInstanceId`, versions 3+. Null allowed from version 3.
    public var groupInstanceID: String?
    /// Kind of group from JoinGroup (KIP-559). Must not be null from version 5 on; a value that differs from the
    /// group's gives INCONSISTENT_GROUP_PROTOCOL.
    ///
    /// Kafka's `ProtocolType`, versions 5+. Null allowed from version 5. Dropped silently by versions without it.
    public var protocolType: String?
    /// Assignor from JoinGroup (KIP-559). Must not be null from version 5 on; a value that differs from the group's
    /// gives INCONSISTENT_GROUP_PROTOCOL.
    ///
    /// Kafka's `ProtocolName`, versions 5+. Null allowed from version 5. Dropped silently by versions without it.
    public var protocolName: String?
    /// Work of every member, from the leader only; empty from everybody else. A member without an entry gets an empty
    /// assignment.
    ///
    /// Kafka's `Assignments`, versions 0+.
    public var assignments: [SyncGroupRequestAssignment]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        groupID: String = "",
        generationID: Int32 = 0,
        memberID: String = "",
        groupInstanceID: String? = nil,
        protocolType: String? = nil,
        protocolName: String? = nil,
        assignments: [SyncGroupRequestAssignment] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.groupID = groupID
        self.generationID = generationID
        self.memberID = memberID
        self.groupInstanceID = groupInstanceID
        self.protocolType = protocolType
        self.protocolName = protocolName
        self.assignments = assignments
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.groupID != b.groupID { return false }
        if a.generationID != b.generationID { return false }
        if a.memberID != b.memberID { return false }
        if a.groupInstanceID != b.groupInstanceID { return false }
        if a.protocolType != b.protocolType { return false }
        if a.protocolName != b.protocolName { return false }
        if !areEqual(a.assignments, b.assignments) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 4
        self.groupID = reader.string("groupID", flexible: isFlexible)
        self.generationID = reader.int32("generationID")
        self.memberID = reader.string("memberID", flexible: isFlexible)
        if version >= 3 {
            self.groupInstanceID = reader.nullableString("groupInstanceID", flexible: isFlexible)
        } else {
            self.groupInstanceID = nil
        }
        if version == 5 {
            self.protocolType = reader.nullableString("protocolType", flexible: true)
            self.protocolName = reader.nullableString("protocolName", flexible: true)
        } else {
            self.protocolType = nil
            self.protocolName = nil
        }
        self.assignments = reader.structs("assignments", flexible: isFlexible, version: version)
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
        writer.int32(self.generationID)
        writer.string(self.memberID, "memberID", flexible: isFlexible)
        if version >= 3 {
            writer.nullableString(self.groupInstanceID, "groupInstanceID", flexible: isFlexible)
        } else {
            if self.groupInstanceID != nil { writer.unsupported("groupInstanceID") }
        }
        if version == 5 {
            writer.nullableString(self.protocolType, "protocolType", flexible: true)
            writer.nullableString(self.protocolName, "protocolName", flexible: true)
        }
        writer.structs(self.assignments, "assignments", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `assignments`: Work of every member, from the leader only; empty from everybody else. A member
    /// without an entry gets an empty assignment.
    ///
    /// Kafka's `SyncGroupRequestAssignment` in `SyncGroupRequest`, versions 0+.
    public struct SyncGroupRequestAssignment: Equatable, Sendable, WireStructure {
        /// Id of the member that gets this assignment.
        ///
        /// Kafka's `MemberId`, versions 0+.
        public var memberID: String
        /// Bytes that the coordinator stores and passes on unread. For consumers an int16 version followed by a
        /// `ConsumerProtocolAssignment` of that version.
        ///
        /// Kafka's `Assignment`, versions 0+.
        public var assignment: ByteSlice
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            memberID: String = "",
            assignment: ByteSlice = .empty,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.memberID = memberID
            self.assignment = assignment
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 4
            self.memberID = reader.string("assignments.memberID", flexible: isFlexible)
            self.assignment = reader.bytes("assignments.assignment", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("assignments.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 4
            writer.string(self.memberID, "assignments.memberID", flexible: isFlexible)
            writer.bytes(self.assignment, "assignments.assignment", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Carries the member's share of the work. From here on the member sends Heartbeat.
///
/// Kafka's `SyncGroupResponse`, versions 0-5.
public struct SyncGroupResponse: KafkaResponse {
    /// API key 14.
    public static var apiKey: APIKey { .syncGroup }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "SyncGroupResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...5 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 4 }
    /// Time for which a quota throttles this client, in milliseconds; 0 if no quota is exceeded. From version 2 on the
    /// broker answers first, and the client itself must wait before its next request (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 1+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// 0, or the reason why the member gets no assignment: REBALANCE_IN_PROGRESS and ILLEGAL_GENERATION send the member
    /// back to JoinGroup, UNKNOWN_MEMBER_ID to JoinGroup with an empty id.
    ///
    /// Kafka's `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// Kind of group (KIP-559), for a check against JoinGroup; null in an error.
    ///
    /// Kafka's `ProtocolType`, versions 5+. Null allowed from version 5. Dropped silently by versions without it.
    public var protocolType: String?
    /// Assignor of this generation (KIP-559), for a check against JoinGroup; null in an error.
    ///
    /// Kafka's `ProtocolName`, versions 5+. Null allowed from version 5. Dropped silently by versions without it.
    public var protocolName: String?
    /// Bytes that the leader sent for this member; empty if it sent none and in an error. For consumers an int16
    /// version followed by a `ConsumerProtocolAssignment`.
    ///
    /// Kafka's `Assignment`, versions 0+.
    public var assignment: ByteSlice
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        protocolType: String? = nil,
        protocolName: String? = nil,
        assignment: ByteSlice = .empty,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.protocolType = protocolType
        self.protocolName = protocolName
        self.assignment = assignment
        self.unknownTaggedFields = unknownTaggedFields
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
        if version == 5 {
            self.protocolType = reader.nullableString("protocolType", flexible: true)
            self.protocolName = reader.nullableString("protocolName", flexible: true)
        } else {
            self.protocolType = nil
            self.protocolName = nil
        }
        self.assignment = reader.bytes("assignment", flexible: isFlexible)
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
        if version == 5 {
            writer.nullableString(self.protocolType, "protocolType", flexible: true)
            writer.nullableString(self.protocolName, "protocolName", flexible: true)
        }
        writer.bytes(self.assignment, "assignment", flexible: isFlexible)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }
}
