// Generated from ProtocolSpecs/JoinGroup.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `JoinGroupRequest`, versions 0-9.
public struct JoinGroupRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = JoinGroupResponse
    /// API key 11.
    public static let apiKey = APIKey.joinGroup
    /// Kafka's name of the message.
    public static let messageName: StaticString = "JoinGroupRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...9
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 6
    /// `GroupId`, versions 0+.
    public var groupID: String
    /// `SessionTimeoutMs`, versions 0+.
    public var sessionTimeoutMs: Int32
    /// `RebalanceTimeoutMs`, versions 1+. Dropped silently by versions without it.
    public var rebalanceTimeoutMs: Int32
    /// `MemberId`, versions 0+.
    public var memberID: String
    /// `GroupInstanceId`, versions 5+. Null allowed from version 5.
    public var groupInstanceID: String?
    /// `ProtocolType`, versions 0+.
    public var protocolType: String
    /// `Protocols`, versions 0+.
    public var protocols: [JoinGroupRequestProtocol]
    /// `Reason`, versions 8+. Null allowed from version 8. Dropped silently by versions without it.
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "groupID"
        self.groupID = try reader.readString(flexible: version >= 6)
        reader.field = "sessionTimeoutMs"
        self.sessionTimeoutMs = try reader.readInt32()
        if version >= 1 {
            reader.field = "rebalanceTimeoutMs"
            self.rebalanceTimeoutMs = try reader.readInt32()
        }
        reader.field = "memberID"
        self.memberID = try reader.readString(flexible: version >= 6)
        if version >= 5 {
            reader.field = "groupInstanceID"
            self.groupInstanceID = try reader.readNullableString(flexible: version >= 6)
        }
        reader.field = "protocolType"
        self.protocolType = try reader.readString(flexible: version >= 6)
        reader.field = "protocols"
        self.protocols = try reader.readArray(flexible: version >= 6) { (reader: inout WireReader) throws(WireError) in try JoinGroupRequestProtocol(from: &reader, version: version) }
        if version >= 8 {
            reader.field = "reason"
            self.reason = try reader.readNullableString(flexible: true)
        }
        if version >= 6 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "groupID"
        try writer.writeString(self.groupID, flexible: version >= 6)
        writer.writeInteger(self.sessionTimeoutMs)
        if version >= 1 {
            writer.writeInteger(self.rebalanceTimeoutMs)
        }
        writer.field = "memberID"
        try writer.writeString(self.memberID, flexible: version >= 6)
        if version >= 5 {
            writer.field = "groupInstanceID"
            try writer.writeNullableString(self.groupInstanceID, flexible: version >= 6)
        } else {
            if self.groupInstanceID != nil { throw writer.unsupportedField("groupInstanceID") }
        }
        writer.field = "protocolType"
        try writer.writeString(self.protocolType, flexible: version >= 6)
        writer.field = "protocols"
        try writer.writeArray(self.protocols, flexible: version >= 6) { (value: JoinGroupRequestProtocol, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 8 {
            writer.field = "reason"
            try writer.writeNullableString(self.reason, flexible: true)
        }
        if version >= 6 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `JoinGroupRequestProtocol` of `JoinGroupRequest`.
    public struct JoinGroupRequestProtocol: Equatable, Sendable {
        /// `Name`, versions 0+.
        public var name: String
        /// `Metadata`, versions 0+.
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "protocols.name"
            self.name = try reader.readString(flexible: version >= 6)
            reader.field = "protocols.metadata"
            self.metadata = try reader.readBytes(flexible: version >= 6)
            if version >= 6 {
                reader.field = "protocols.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "protocols.name"
            try writer.writeString(self.name, flexible: version >= 6)
            writer.field = "protocols.metadata"
            try writer.writeBytes(self.metadata, flexible: version >= 6)
            if version >= 6 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `JoinGroupResponse`, versions 0-9.
public struct JoinGroupResponse: KafkaResponse {
    /// API key 11.
    public static let apiKey = APIKey.joinGroup
    /// Kafka's name of the message.
    public static let messageName: StaticString = "JoinGroupResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...9
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 6
    /// `ThrottleTimeMs`, versions 2+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `GenerationId`, versions 0+.
    public var generationID: Int32
    /// `ProtocolType`, versions 7+. Null allowed from version 7. Dropped silently by versions without it.
    public var protocolType: String?
    /// `ProtocolName`, versions 0+. Null allowed from version 7.
    public var protocolName: String?
    /// `Leader`, versions 0+.
    public var leader: String
    /// `SkipAssignment`, versions 9+.
    public var skipAssignment: Bool
    /// `MemberId`, versions 0+.
    public var memberID: String
    /// `Members`, versions 0+.
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        if version >= 2 {
            reader.field = "throttleTimeMs"
            self.throttleTimeMs = try reader.readInt32()
        }
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        reader.field = "generationID"
        self.generationID = try reader.readInt32()
        if version >= 7 {
            reader.field = "protocolType"
            self.protocolType = try reader.readNullableString(flexible: true)
        }
        reader.field = "protocolName"
        self.protocolName = try version >= 7 ? reader.readNullableString(flexible: version >= 6) : reader.readString(flexible: version >= 6)
        reader.field = "leader"
        self.leader = try reader.readString(flexible: version >= 6)
        if version == 9 {
            reader.field = "skipAssignment"
            self.skipAssignment = try reader.readBool()
        }
        reader.field = "memberID"
        self.memberID = try reader.readString(flexible: version >= 6)
        reader.field = "members"
        self.members = try reader.readArray(flexible: version >= 6) { (reader: inout WireReader) throws(WireError) in try JoinGroupResponseMember(from: &reader, version: version) }
        if version >= 6 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        if version >= 2 {
            writer.writeInteger(self.throttleTimeMs)
        }
        writer.writeInteger(self.errorCode)
        writer.writeInteger(self.generationID)
        if version >= 7 {
            writer.field = "protocolType"
            try writer.writeNullableString(self.protocolType, flexible: true)
        }
        writer.field = "protocolName"
        if version >= 7 {
            try writer.writeNullableString(self.protocolName, flexible: version >= 6)
        } else {
            try writer.writeString(writer.nonNull(self.protocolName), flexible: version >= 6)
        }
        writer.field = "leader"
        try writer.writeString(self.leader, flexible: version >= 6)
        if version == 9 {
            writer.writeBool(self.skipAssignment)
        } else {
            if self.skipAssignment { throw writer.unsupportedField("skipAssignment") }
        }
        writer.field = "memberID"
        try writer.writeString(self.memberID, flexible: version >= 6)
        writer.field = "members"
        try writer.writeArray(self.members, flexible: version >= 6) { (value: JoinGroupResponseMember, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 6 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `JoinGroupResponseMember` of `JoinGroupResponse`.
    public struct JoinGroupResponseMember: Equatable, Sendable {
        /// `MemberId`, versions 0+.
        public var memberID: String
        /// `GroupInstanceId`, versions 5+. Null allowed from version 5. Dropped silently by versions without it.
        public var groupInstanceID: String?
        /// `Metadata`, versions 0+.
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "members.memberID"
            self.memberID = try reader.readString(flexible: version >= 6)
            if version >= 5 {
                reader.field = "members.groupInstanceID"
                self.groupInstanceID = try reader.readNullableString(flexible: version >= 6)
            }
            reader.field = "members.metadata"
            self.metadata = try reader.readBytes(flexible: version >= 6)
            if version >= 6 {
                reader.field = "members.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "members.memberID"
            try writer.writeString(self.memberID, flexible: version >= 6)
            if version >= 5 {
                writer.field = "members.groupInstanceID"
                try writer.writeNullableString(self.groupInstanceID, flexible: version >= 6)
            }
            writer.field = "members.metadata"
            try writer.writeBytes(self.metadata, flexible: version >= 6)
            if version >= 6 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
