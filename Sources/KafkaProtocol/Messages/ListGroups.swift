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
    public static var apiKey: APIKey { .listGroups }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ListGroupsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...5 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 3 }
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
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 3
        if version >= 4 {
            self.statesFilter = reader.strings("statesFilter", flexible: true)
        } else {
            self.statesFilter = []
        }
        if version == 5 {
            self.typesFilter = reader.strings("typesFilter", flexible: true)
        } else {
            self.typesFilter = []
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
        let isFlexible = version >= 3
        if version >= 4 {
            writer.strings(self.statesFilter, "statesFilter", flexible: true)
        } else {
            if !self.statesFilter.isEmpty { writer.unsupported("statesFilter") }
        }
        if version == 5 {
            writer.strings(self.typesFilter, "typesFilter", flexible: true)
        } else {
            if !self.typesFilter.isEmpty { writer.unsupported("typesFilter") }
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }
}

/// Lists the groups that this broker coordinates and that the caller may see.
///
/// Kafka's `ListGroupsResponse`, versions 0-5.
public struct ListGroupsResponse: KafkaResponse {
    /// API key 16.
    public static var apiKey: APIKey { .listGroups }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ListGroupsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...5 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 3 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.errorCode != b.errorCode { return false }
        if !areEqual(a.groups, b.groups) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 3
        if version >= 1 {
            self.throttleTimeMs = reader.int32("throttleTimeMs")
        } else {
            self.throttleTimeMs = 0
        }
        self.errorCode = reader.int16("errorCode")
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
        let isFlexible = version >= 3
        if version >= 1 {
            writer.int32(self.throttleTimeMs)
        }
        writer.int16(self.errorCode)
        writer.structs(self.groups, "groups", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `groups`: The groups in no particular order.
    ///
    /// Kafka's `ListedGroup` in `ListGroupsResponse`, versions 0+.
    public struct ListedGroup: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 3
            self.groupID = reader.string("groups.groupID", flexible: isFlexible)
            self.protocolType = reader.string("groups.protocolType", flexible: isFlexible)
            if version >= 4 {
                self.groupState = reader.string("groups.groupState", flexible: true)
            } else {
                self.groupState = ""
            }
            if version == 5 {
                self.groupType = reader.string("groups.groupType", flexible: true)
            } else {
                self.groupType = ""
            }
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("groups.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 3
            writer.string(self.groupID, "groups.groupID", flexible: isFlexible)
            writer.string(self.protocolType, "groups.protocolType", flexible: isFlexible)
            if version >= 4 {
                writer.string(self.groupState, "groups.groupState", flexible: true)
            }
            if version == 5 {
                writer.string(self.groupType, "groups.groupType", flexible: true)
            }
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
