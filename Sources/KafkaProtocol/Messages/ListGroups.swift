// Generated from ProtocolSpecs/ListGroups.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Asks one broker for the groups that it coordinates. For all groups of the cluster, ask every broker.
///
/// Kafka's `ListGroupsRequest`, versions 0-5.
public struct ListGroupsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = ListGroupsResponse
    /// API key 16.
    public static let apiKey = APIKey.listGroups
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ListGroupsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...5
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 3
    /// States of the groups to list, regardless of case, for example `Stable`; empty for all (KIP-518). A state that
    /// does not exist matches nothing.
    ///
    /// Kafka's `StatesFilter`, versions 4+.
    public var statesFilter: [String]
    /// Types of the groups to list, regardless of case: `classic`, `consumer`, `share` or `streams`; empty for all
    /// (KIP-848). A type that does not exist matches nothing.
    ///
    /// Kafka's `TypesFilter`, versions 5+.
    public var typesFilter: [String]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        statesFilter: [String] = [],
        typesFilter: [String] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.statesFilter = statesFilter
        self.typesFilter = typesFilter
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        if version >= 4 {
            reader.field = "statesFilter"
            self.statesFilter = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: true) }
        }
        if version == 5 {
            reader.field = "typesFilter"
            self.typesFilter = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: true) }
        }
        if version >= 3 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        if version >= 4 {
            writer.field = "statesFilter"
            try writer.writeArray(self.statesFilter, flexible: true) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: true) }
        } else {
            if !self.statesFilter.isEmpty { throw writer.unsupportedField("statesFilter") }
        }
        if version == 5 {
            writer.field = "typesFilter"
            try writer.writeArray(self.typesFilter, flexible: true) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: true) }
        } else {
            if !self.typesFilter.isEmpty { throw writer.unsupportedField("typesFilter") }
        }
        if version >= 3 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Lists the groups that this broker coordinates and that the caller may see.
///
/// Kafka's `ListGroupsResponse`, versions 0-5.
public struct ListGroupsResponse: KafkaResponse {
    /// API key 16.
    public static let apiKey = APIKey.listGroups
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ListGroupsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...5
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 3
    /// Time for which a quota throttles this client, in milliseconds; 0 if no quota is exceeded. From version 2 on the
    /// broker answers first, and the client itself must wait before its next request (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 1+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// 0, or COORDINATOR_LOAD_IN_PROGRESS or COORDINATOR_NOT_AVAILABLE while the broker does not know its groups yet. A
    /// missing right gives a shorter list, not an error.
    ///
    /// Kafka's `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// The groups in no particular order.
    ///
    /// Kafka's `Groups`, versions 0+.
    public var groups: [ListedGroup]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        groups: [ListedGroup] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
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
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        reader.field = "groups"
        self.groups = try reader.readArray(flexible: version >= 3) { (reader: inout WireReader) throws(WireError) in try ListedGroup(from: &reader, version: version) }
        if version >= 3 {
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
        writer.field = "groups"
        try writer.writeArray(self.groups, flexible: version >= 3) { (value: ListedGroup, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 3 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `groups`: The groups in no particular order.
    ///
    /// Kafka's `ListedGroup` in `ListGroupsResponse`, versions 0+.
    public struct ListedGroup: Equatable, Sendable {
        /// Group that this result is about, by id.
        ///
        /// Kafka's `GroupId`, versions 0+.
        public var groupID: String
        /// Kind of group, for example `consumer`, `connect` or `share`; empty for a group that only stores offsets.
        ///
        /// Kafka's `ProtocolType`, versions 0+.
        public var protocolType: String
        /// State of the group, for example `Empty` or `Stable` (KIP-518); the set of states depends on the type.
        ///
        /// Kafka's `GroupState`, versions 4+. Dropped silently by versions without it.
        public var groupState: String
        /// Type of the group: `classic`, `consumer`, `share` or `streams` (KIP-848). A classic group of consumers has
        /// the type `classic` and the protocol type `consumer`.
        ///
        /// Kafka's `GroupType`, versions 5+. Dropped silently by versions without it.
        public var groupType: String
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            groupID: String = "",
            protocolType: String = "",
            groupState: String = "",
            groupType: String = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.groupID = groupID
            self.protocolType = protocolType
            self.groupState = groupState
            self.groupType = groupType
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "groups.groupID"
            self.groupID = try reader.readString(flexible: version >= 3)
            reader.field = "groups.protocolType"
            self.protocolType = try reader.readString(flexible: version >= 3)
            if version >= 4 {
                reader.field = "groups.groupState"
                self.groupState = try reader.readString(flexible: true)
            }
            if version == 5 {
                reader.field = "groups.groupType"
                self.groupType = try reader.readString(flexible: true)
            }
            if version >= 3 {
                reader.field = "groups.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "groups.groupID"
            try writer.writeString(self.groupID, flexible: version >= 3)
            writer.field = "groups.protocolType"
            try writer.writeString(self.protocolType, flexible: version >= 3)
            if version >= 4 {
                writer.field = "groups.groupState"
                try writer.writeString(self.groupState, flexible: true)
            }
            if version == 5 {
                writer.field = "groups.groupType"
                try writer.writeString(self.groupType, flexible: true)
            }
            if version >= 3 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
