// Generated from ProtocolSpecs/JoinGroup.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Joins a group of the classic protocol, or joins it again when a rebalance begins. During a rebalance the coordinator
/// holds the answer back until every member has joined or the rebalance timeout is over.
///
/// Kafka's `JoinGroupRequest`, versions 0-9.
public struct JoinGroupRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = JoinGroupResponse
    /// API key 11.
    public static var apiKey: APIKey { .joinGroup }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "JoinGroupRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...9 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 6 }
    /// The group to join; the coordinator creates it if it does not exist. An empty id gives INVALID_GROUP_ID.
    ///
    /// Kafka's `GroupId`, versions 0+.
    public var groupID: String
    /// Longest time between two heartbeats before the coordinator removes the member, in milliseconds. Must lie between
    /// the broker's `group.min.session.timeout.ms` and `group.max.session.timeout.ms`, otherwise the answer is
    /// INVALID_SESSION_TIMEOUT.
    ///
    /// Kafka's `SessionTimeoutMs`, versions 0+.
    public var sessionTimeoutMs: Int32
    /// Time that the member gets to join again when a rebalance begins, in milliseconds; the Java consumer sends its
    /// `max.poll.interval.ms`. In version 0 the session timeout also serves as this timeout (KIP-62).
    ///
    /// Kafka's `RebalanceTimeoutMs`, versions 1+. Dropped silently by versions without it.
    public var rebalanceTimeoutMs: Int32
    /// Id that the coordinator gave to this member; empty when it joins for the first time. From version 4 on, a first
    /// join without a group instance id is answered with MEMBER_ID_REQUIRED and an id to join with (KIP-394).
    ///
    /// Kafka's `MemberId`, versions 0+.
    public var memberID: String
    /// Id that the user gave to this static member and that survives restarts of the client (KIP-345); null for a
    /// dynamic member.
    ///
    /// Kafka's `GroupInstanceId`, versions 5+. Null allowed from version 5.
    public var groupInstanceID: String?
    /// Kind of group: `consumer` for consumers, `connect` for Kafka Connect. All members must send the same, otherwise
    /// the answer is INCONSISTENT_GROUP_PROTOCOL.
    ///
    /// Kafka's `ProtocolType`, versions 0+.
    public var protocolType: String
    /// Assignors that the member can use, the preferred one first. The coordinator takes one that all members support,
    /// by majority of their preferences.
    ///
    /// Kafka's `Protocols`, versions 0+.
    public var protocols: [JoinGroupRequestProtocol]
    /// Text for the broker's log that says why the member joins (KIP-800); null if not given. The Java client cuts it
    /// at 255 characters.
    ///
    /// Kafka's `Reason`, versions 8+. Null allowed from version 8. Dropped silently by versions without it.
    public var reason: String?
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        groupID: String = "",
        sessionTimeoutMs: Int32 = 0,
        rebalanceTimeoutMs: Int32 = -1,
        memberID: String = "",
        groupInstanceID: String? = nil,
        protocolType: String = "",
        protocols: [JoinGroupRequestProtocol] = [],
        reason: String? = nil,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.groupID = groupID
        self.sessionTimeoutMs = sessionTimeoutMs
        self.rebalanceTimeoutMs = rebalanceTimeoutMs
        self.memberID = memberID
        self.groupInstanceID = groupInstanceID
        self.protocolType = protocolType
        self.protocols = protocols
        self.reason = reason
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.groupID != b.groupID { return false }
        if a.sessionTimeoutMs != b.sessionTimeoutMs { return false }
        if a.rebalanceTimeoutMs != b.rebalanceTimeoutMs { return false }
        if a.memberID != b.memberID { return false }
        if a.groupInstanceID != b.groupInstanceID { return false }
        if a.protocolType != b.protocolType { return false }
        if a.reason != b.reason { return false }
        if !areEqual(a.protocols, b.protocols) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 6
        self.groupID = reader.string("groupID", flexible: isFlexible)
        self.sessionTimeoutMs = reader.int32("sessionTimeoutMs")
        if version >= 1 {
            self.rebalanceTimeoutMs = reader.int32("rebalanceTimeoutMs")
        } else {
            self.rebalanceTimeoutMs = -1
        }
        self.memberID = reader.string("memberID", flexible: isFlexible)
        if version >= 5 {
            self.groupInstanceID = reader.nullableString("groupInstanceID", flexible: isFlexible)
        } else {
            self.groupInstanceID = nil
        }
        self.protocolType = reader.string("protocolType", flexible: isFlexible)
        self.protocols = reader.structs("protocols", flexible: isFlexible, version: version)
        if version >= 8 {
            self.reason = reader.nullableString("reason", flexible: true)
        } else {
            self.reason = nil
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
        let isFlexible = version >= 6
        writer.string(self.groupID, "groupID", flexible: isFlexible)
        writer.int32(self.sessionTimeoutMs)
        if version >= 1 {
            writer.int32(self.rebalanceTimeoutMs)
        }
        writer.string(self.memberID, "memberID", flexible: isFlexible)
        if version >= 5 {
            writer.nullableString(self.groupInstanceID, "groupInstanceID", flexible: isFlexible)
        } else {
            if self.groupInstanceID != nil { writer.unsupported("groupInstanceID") }
        }
        writer.string(self.protocolType, "protocolType", flexible: isFlexible)
        writer.structs(self.protocols, "protocols", flexible: isFlexible, version: version)
        if version >= 8 {
            writer.nullableString(self.reason, "reason", flexible: true)
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `protocols`: Assignors that the member can use, the preferred one first. The coordinator takes one
    /// that all members support, by majority of their preferences.
    ///
    /// Kafka's `JoinGroupRequestProtocol` in `JoinGroupRequest`, versions 0+.
    public struct JoinGroupRequestProtocol: Equatable, Sendable, WireStructure {
        /// Name of the assignor, for example `range` or `cooperative-sticky`.
        ///
        /// Kafka's `Name`, versions 0+.
        public var name: String
        /// Bytes that the coordinator passes to the leader unread. For consumers an int16 version followed by a
        /// `ConsumerProtocolSubscription` of that version.
        ///
        /// Kafka's `Metadata`, versions 0+.
        public var metadata: ByteSlice
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            metadata: ByteSlice = .empty,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.metadata = metadata
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 6
            self.name = reader.string("protocols.name", flexible: isFlexible)
            self.metadata = reader.bytes("protocols.metadata", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("protocols.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 6
            writer.string(self.name, "protocols.name", flexible: isFlexible)
            writer.bytes(self.metadata, "protocols.metadata", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Tells the member its generation and id, and the leader also the members among which it must divide the work. The
/// member goes on with SyncGroup.
///
/// Kafka's `JoinGroupResponse`, versions 0-9.
public struct JoinGroupResponse: KafkaResponse {
    /// API key 11.
    public static var apiKey: APIKey { .joinGroup }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "JoinGroupResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...9 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 6 }
    /// Time for which a quota throttles this client, in milliseconds; 0 if no quota is exceeded. From version 3 on the
    /// broker answers first, and the client itself must wait before its next request (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 2+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// 0, or the reason the member is not in the group. MEMBER_ID_REQUIRED asks it to join again with the id in
    /// `MemberId`, UNKNOWN_MEMBER_ID to join with an empty id; FENCED_INSTANCE_ID, INCONSISTENT_GROUP_PROTOCOL and
    /// GROUP_MAX_SIZE_REACHED end the attempt.
    ///
    /// Kafka's `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// Number of the group's generation, one higher after each rebalance; -1 in an error. The member sends it with
    /// heartbeats and offset commits. In a group of the KIP-848 protocol it is the member epoch.
    ///
    /// Kafka's `GenerationId`, versions 0+.
    public var generationID: Int32
    /// Kind of group, as the members sent it (KIP-559); null in an error.
    ///
    /// Kafka's `ProtocolType`, versions 7+. Null allowed from version 7. Dropped silently by versions without it.
    public var protocolType: String?
    /// Assignor that the coordinator took for this generation. In an error it is null from version 7 on and empty
    /// before.
    ///
    /// Kafka's `ProtocolName`, versions 0+. Null allowed from version 7.
    public var protocolName: String?
    /// Member id of the leader, which computes the assignment; the receiver leads if it equals `MemberId`. Empty in an
    /// error and in a group of the KIP-848 protocol, where the coordinator itself assigns.
    ///
    /// Kafka's `Leader`, versions 0+.
    public var leader: String
    /// True tells a static leader that came back to a stable group to send no assignment: the old one stays in force
    /// (KIP-814). It still watches the topics for changes.
    ///
    /// Kafka's `SkipAssignment`, versions 9+.
    public var skipAssignment: Bool
    /// Id of the receiver, to be sent in every later request of this member. Also set with MEMBER_ID_REQUIRED.
    ///
    /// Kafka's `MemberId`, versions 0+.
    public var memberID: String
    /// All members with their metadata, for the leader only; empty for everybody else.
    ///
    /// Kafka's `Members`, versions 0+.
    public var members: [JoinGroupResponseMember]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        generationID: Int32 = -1,
        protocolType: String? = nil,
        protocolName: String? = "",
        leader: String = "",
        skipAssignment: Bool = false,
        memberID: String = "",
        members: [JoinGroupResponseMember] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.generationID = generationID
        self.protocolType = protocolType
        self.protocolName = protocolName
        self.leader = leader
        self.skipAssignment = skipAssignment
        self.memberID = memberID
        self.members = members
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.errorCode != b.errorCode { return false }
        if a.generationID != b.generationID { return false }
        if a.protocolType != b.protocolType { return false }
        if a.protocolName != b.protocolName { return false }
        if a.leader != b.leader { return false }
        if a.skipAssignment != b.skipAssignment { return false }
        if a.memberID != b.memberID { return false }
        if !areEqual(a.members, b.members) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 6
        if version >= 2 {
            self.throttleTimeMs = reader.int32("throttleTimeMs")
        } else {
            self.throttleTimeMs = 0
        }
        self.errorCode = reader.int16("errorCode")
        self.generationID = reader.int32("generationID")
        if version >= 7 {
            self.protocolType = reader.nullableString("protocolType", flexible: true)
        } else {
            self.protocolType = nil
        }
        self.protocolName = reader.nullableString("protocolName", flexible: isFlexible, nullable: version >= 7)
        self.leader = reader.string("leader", flexible: isFlexible)
        if version == 9 {
            self.skipAssignment = reader.bool("skipAssignment")
        } else {
            self.skipAssignment = false
        }
        self.memberID = reader.string("memberID", flexible: isFlexible)
        self.members = reader.structs("members", flexible: isFlexible, version: version)
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
        let isFlexible = version >= 6
        if version >= 2 {
            writer.int32(self.throttleTimeMs)
        }
        writer.int16(self.errorCode)
        writer.int32(self.generationID)
        if version >= 7 {
            writer.nullableString(self.protocolType, "protocolType", flexible: true)
        }
        writer.nullableString(self.protocolName, "protocolName", flexible: isFlexible, nullable: version >= 7)
        writer.string(self.leader, "leader", flexible: isFlexible)
        if version == 9 {
            writer.bool(self.skipAssignment)
        } else {
            if self.skipAssignment { writer.unsupported("skipAssignment") }
        }
        writer.string(self.memberID, "memberID", flexible: isFlexible)
        writer.structs(self.members, "members", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `members`: All members with their metadata, for the leader only; empty for everybody else.
    ///
    /// Kafka's `JoinGroupResponseMember` in `JoinGroupResponse`, versions 0+.
    public struct JoinGroupResponseMember: Equatable, Sendable, WireStructure {
        /// Id of the member, the key of its assignment in SyncGroup.
        ///
        /// Kafka's `MemberId`, versions 0+.
        public var memberID: String
        /// Id of a static member, which assignors can use for a stable order; null for a dynamic one.
        ///
        /// Kafka's `GroupInstanceId`, versions 5+. Null allowed from version 5. Dropped silently by versions without
        /// it.
        public var groupInstanceID: String?
        /// Bytes that this member sent for the assignor in `ProtocolName`.
        ///
        /// Kafka's `Metadata`, versions 0+.
        public var metadata: ByteSlice
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            memberID: String = "",
            groupInstanceID: String? = nil,
            metadata: ByteSlice = .empty,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.memberID = memberID
            self.groupInstanceID = groupInstanceID
            self.metadata = metadata
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 6
            self.memberID = reader.string("members.memberID", flexible: isFlexible)
            if version >= 5 {
                self.groupInstanceID = reader.nullableString("members.groupInstanceID", flexible: isFlexible)
            } else {
                self.groupInstanceID = nil
            }
            self.metadata = reader.bytes("members.metadata", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("members.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 6
            writer.string(self.memberID, "members.memberID", flexible: isFlexible)
            if version >= 5 {
                writer.nullableString(self.groupInstanceID, "members.groupInstanceID", flexible: isFlexible)
            }
            writer.bytes(self.metadata, "members.metadata", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
