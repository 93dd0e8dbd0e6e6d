// Generated from ProtocolSpecs/RemoveRaftVoter.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `RemoveRaftVoterRequest`, version 0.
public struct RemoveRaftVoterRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = RemoveRaftVoterResponse
    /// API key 81.
    public static var apiKey: APIKey { .removeRaftVoter }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "RemoveRaftVoterRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `ClusterId`, versions 0+. Null allowed from version 0.
    public var clusterID: String?
    /// `VoterId`, versions 0+.
    public var voterID: Int32
    /// `VoterDirectoryId`, versions 0+.
    public var voterDirectoryID: KafkaUUID
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        clusterID: String? = "",
        voterID: Int32 = 0,
        voterDirectoryID: KafkaUUID = .zero,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.clusterID = clusterID
        self.voterID = voterID
        self.voterDirectoryID = voterDirectoryID
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.clusterID = reader.nullableString("clusterID", flexible: true)
        self.voterID = reader.int32("voterID")
        self.voterDirectoryID = reader.uuid("voterDirectoryID")
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.nullableString(self.clusterID, "clusterID", flexible: true)
        writer.int32(self.voterID)
        writer.uuid(self.voterDirectoryID)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }
}

/// Kafka's `RemoveRaftVoterResponse`, version 0.
public struct RemoveRaftVoterResponse: KafkaResponse {
    /// API key 81.
    public static var apiKey: APIKey { .removeRaftVoter }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "RemoveRaftVoterResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `ErrorMessage`, versions 0+. Null allowed from version 0. Dropped silently by versions without it.
    public var errorMessage: String?
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        errorMessage: String? = "",
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.errorCode = reader.int16("errorCode")
        self.errorMessage = reader.nullableString("errorMessage", flexible: true)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.throttleTimeMs)
        writer.int16(self.errorCode)
        writer.nullableString(self.errorMessage, "errorMessage", flexible: true)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }
}
