// Generated from ProtocolSpecs/DeleteGroups.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Deletes groups without members together with their committed offsets (KIP-229). Goes to the coordinator of the
/// groups.
///
/// Kafka's `DeleteGroupsRequest`, versions 0-2.
public struct DeleteGroupsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DeleteGroupsResponse
    /// API key 42.
    public static var apiKey: APIKey { .deleteGroups }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DeleteGroupsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
    /// Groups to delete, by id and of any type; this broker must be the coordinator of all of them.
    ///
    /// Kafka's `GroupsNames`, versions 0+.
    public var groupsNames: [String]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        groupsNames: [String] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.groupsNames = groupsNames
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 2
        self.groupsNames = reader.strings("groupsNames", flexible: isFlexible)
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
        let isFlexible = version == 2
        writer.strings(self.groupsNames, "groupsNames", flexible: isFlexible)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }
}

/// Says which groups are deleted.
///
/// Kafka's `DeleteGroupsResponse`, versions 0-2.
public struct DeleteGroupsResponse: KafkaResponse {
    /// API key 42.
    public static var apiKey: APIKey { .deleteGroups }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DeleteGroupsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
    /// Time for which a quota throttles this client, in milliseconds; 0 if no quota is exceeded. From version 1 on the
    /// broker answers first, and the client itself must wait before its next request (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// Results, one for each different group of the request.
    ///
    /// Kafka's `Results`, versions 0+.
    public var results: [DeletableGroupResult]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        results: [DeletableGroupResult] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.results = results
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if !areEqual(a.results, b.results) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 2
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.results = reader.structs("results", flexible: isFlexible, version: version)
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
        let isFlexible = version == 2
        writer.int32(self.throttleTimeMs)
        writer.structs(self.results, "results", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `results`: Results, one for each different group of the request.
    ///
    /// Kafka's `DeletableGroupResult` in `DeleteGroupsResponse`, versions 0+.
    public struct DeletableGroupResult: Equatable, Sendable, WireStructure {
        /// Group that this result is about, by id.
        ///
        /// Kafka's `GroupId`, versions 0+.
        public var groupID: String
        /// 0 if the group is deleted. NON_EMPTY_GROUP if it still has members, GROUP_ID_NOT_FOUND if it does not exist,
        /// otherwise GROUP_AUTHORIZATION_FAILED or a coordinator's error.
        ///
        /// Kafka's `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            groupID: String = "",
            errorCode: Int16 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.groupID = groupID
            self.errorCode = errorCode
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 2
            self.groupID = reader.string("results.groupID", flexible: isFlexible)
            self.errorCode = reader.int16("results.errorCode")
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("results.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 2
            writer.string(self.groupID, "results.groupID", flexible: isFlexible)
            writer.int16(self.errorCode)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
