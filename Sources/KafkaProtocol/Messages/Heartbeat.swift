// Generated from ProtocolSpecs/Heartbeat.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Keeps a member of a classic group alive and asks whether a rebalance has begun. It must arrive within the session
/// timeout that the member sent in JoinGroup.
///
/// Kafka's `HeartbeatRequest`, versions 0-4.
public struct HeartbeatRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = HeartbeatResponse
    /// API key 12.
    public static var apiKey: APIKey { .heartbeat }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "HeartbeatRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...4 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 4 }
    /// The group that the member is in.
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
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        groupID: String = "",
        generationID: Int32 = 0,
        memberID: String = "",
        groupInstanceID: String? = nil,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.groupID = groupID
        self.generationID = generationID
        self.memberID = memberID
        self.groupInstanceID = groupInstanceID
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 4
        self.groupID = reader.string("groupID", flexible: isFlexible)
        self.generationID = reader.int32("generationID")
        self.memberID = reader.string("memberID", flexible: isFlexible)
        if version >= 3 {
            self.groupInstanceID = reader.nullableString("groupInstanceID", flexible: isFlexible)
        } else {
            self.groupInstanceID = nil
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
        let isFlexible = version == 4
        writer.string(self.groupID, "groupID", flexible: isFlexible)
        writer.int32(self.generationID)
        writer.string(self.memberID, "memberID", flexible: isFlexible)
        if version >= 3 {
            writer.nullableString(self.groupInstanceID, "groupInstanceID", flexible: isFlexible)
        } else {
            if self.groupInstanceID != nil { writer.unsupported("groupInstanceID") }
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }
}

/// Says whether the member may go on or must join again.
///
/// Kafka's `HeartbeatResponse`, versions 0-4.
public struct HeartbeatResponse: KafkaResponse {
    /// API key 12.
    public static var apiKey: APIKey { .heartbeat }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "HeartbeatResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...4 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 4 }
    /// Time for which a quota throttles this client, in milliseconds; 0 if no quota is exceeded. From version 2 on the
    /// broker answers first, and the client itself must wait before its next request (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 1+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// 0 to go on, also while the coordinator is still loading the group. REBALANCE_IN_PROGRESS and ILLEGAL_GENERATION
    /// ask the member to join again, UNKNOWN_MEMBER_ID to join with an empty id.
    ///
    /// Kafka's `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 4
        if version >= 1 {
            self.throttleTimeMs = reader.int32("throttleTimeMs")
        } else {
            self.throttleTimeMs = 0
        }
        self.errorCode = reader.int16("errorCode")
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
        let isFlexible = version == 4
        if version >= 1 {
            writer.int32(self.throttleTimeMs)
        }
        writer.int16(self.errorCode)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }
}
