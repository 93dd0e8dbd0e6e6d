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
    public static let apiKey = APIKey.syncGroup
    /// Kafka's name of the message.
    public static let messageName: StaticString = "SyncGroupRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...5
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 4
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "groupID"
        self.groupID = try reader.readString(flexible: version >= 4)
        reader.field = "generationID"
        self.generationID = try reader.readInt32()
        reader.field = "memberID"
        self.memberID = try reader.readString(flexible: version >= 4)
        if version >= 3 {
            reader.field = "groupInstanceID"
            self.groupInstanceID = try reader.readNullableString(flexible: version >= 4)
        }
        if version == 5 {
            reader.field = "protocolType"
            self.protocolType = try reader.readNullableString(flexible: true)
        }
        if version == 5 {
            reader.field = "protocolName"
            self.protocolName = try reader.readNullableString(flexible: true)
        }
        reader.field = "assignments"
        self.assignments = try reader.readArray(flexible: version >= 4) { (reader: inout WireReader) throws(WireError) in try SyncGroupRequestAssignment(from: &reader, version: version) }
        if version >= 4 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "groupID"
        try writer.writeString(self.groupID, flexible: version >= 4)
        writer.writeInteger(self.generationID)
        writer.field = "memberID"
        try writer.writeString(self.memberID, flexible: version >= 4)
        if version >= 3 {
            writer.field = "groupInstanceID"
            try writer.writeNullableString(self.groupInstanceID, flexible: version >= 4)
        } else {
            if self.groupInstanceID != nil { throw writer.unsupportedField("groupInstanceID") }
        }
        if version == 5 {
            writer.field = "protocolType"
            try writer.writeNullableString(self.protocolType, flexible: true)
        }
        if version == 5 {
            writer.field = "protocolName"
            try writer.writeNullableString(self.protocolName, flexible: true)
        }
        writer.field = "assignments"
        try writer.writeArray(self.assignments, flexible: version >= 4) { (value: SyncGroupRequestAssignment, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 4 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `assignments`: Work of every member, from the leader only; empty from everybody else. A member
    /// without an entry gets an empty assignment.
    ///
    /// Kafka's `SyncGroupRequestAssignment` in `SyncGroupRequest`, versions 0+.
    public struct SyncGroupRequestAssignment: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "assignments.memberID"
            self.memberID = try reader.readString(flexible: version >= 4)
            reader.field = "assignments.assignment"
            self.assignment = try reader.readBytes(flexible: version >= 4)
            if version >= 4 {
                reader.field = "assignments.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "assignments.memberID"
            try writer.writeString(self.memberID, flexible: version >= 4)
            writer.field = "assignments.assignment"
            try writer.writeBytes(self.assignment, flexible: version >= 4)
            if version >= 4 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Carries the member's share of the work. From here on the member sends Heartbeat.
///
/// Kafka's `SyncGroupResponse`, versions 0-5.
public struct SyncGroupResponse: KafkaResponse {
    /// API key 14.
    public static let apiKey = APIKey.syncGroup
    /// Kafka's name of the message.
    public static let messageName: StaticString = "SyncGroupResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...5
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 4
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
        self.init()
        try reader.begin(Self.self, version: version)
        if version >= 1 {
            reader.field = "throttleTimeMs"
            self.throttleTimeMs = try reader.readInt32()
        }
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        if version == 5 {
            reader.field = "protocolType"
            self.protocolType = try reader.readNullableString(flexible: true)
        }
        if version == 5 {
            reader.field = "protocolName"
            self.protocolName = try reader.readNullableString(flexible: true)
        }
        reader.field = "assignment"
        self.assignment = try reader.readBytes(flexible: version >= 4)
        if version >= 4 {
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
        writer.writeInteger(self.errorCode)
        if version == 5 {
            writer.field = "protocolType"
            try writer.writeNullableString(self.protocolType, flexible: true)
        }
        if version == 5 {
            writer.field = "protocolName"
            try writer.writeNullableString(self.protocolName, flexible: true)
        }
        writer.field = "assignment"
        try writer.writeBytes(self.assignment, flexible: version >= 4)
        if version >= 4 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
