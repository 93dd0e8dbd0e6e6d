// Generated from ProtocolSpecs/DeleteGroups.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

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
    /// `GroupsNames`, versions 0+.
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
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `Results`, versions 0+.
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

    /// A `DeletableGroupResult` of `DeleteGroupsResponse`.
    public struct DeletableGroupResult: Equatable, Sendable {
        /// `GroupId`, versions 0+.
        public var groupID: String
        /// `ErrorCode`, versions 0+.
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
