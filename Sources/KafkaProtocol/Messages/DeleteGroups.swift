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
    public static let apiKey = APIKey.deleteGroups
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DeleteGroupsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...2
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
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
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "groupsNames"
        self.groupsNames = try reader.readArray(flexible: version == 2) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: version == 2) }
        if version == 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "groupsNames"
        try writer.writeArray(self.groupsNames, flexible: version == 2) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: version == 2) }
        if version == 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Says which groups are deleted.
///
/// Kafka's `DeleteGroupsResponse`, versions 0-2.
public struct DeleteGroupsResponse: KafkaResponse {
    /// API key 42.
    public static let apiKey = APIKey.deleteGroups
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DeleteGroupsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...2
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "results"
        self.results = try reader.readArray(flexible: version == 2) { (reader: inout WireReader) throws(WireError) in try DeletableGroupResult(from: &reader, version: version) }
        if version == 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.field = "results"
        try writer.writeArray(self.results, flexible: version == 2) { (value: DeletableGroupResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version == 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `results`: Results, one for each different group of the request.
    ///
    /// Kafka's `DeletableGroupResult` in `DeleteGroupsResponse`, versions 0+.
    public struct DeletableGroupResult: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "results.groupID"
            self.groupID = try reader.readString(flexible: version == 2)
            reader.field = "results.errorCode"
            self.errorCode = try reader.readInt16()
            if version == 2 {
                reader.field = "results.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "results.groupID"
            try writer.writeString(self.groupID, flexible: version == 2)
            writer.writeInteger(self.errorCode)
            if version == 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
