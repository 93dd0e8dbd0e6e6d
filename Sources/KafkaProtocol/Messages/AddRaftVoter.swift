// Generated from ProtocolSpecs/AddRaftVoter.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `AddRaftVoterRequest`, versions 0-1.
public struct AddRaftVoterRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = AddRaftVoterResponse
    /// API key 80.
    public static var apiKey: APIKey { .addRaftVoter }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "AddRaftVoterRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `ClusterId`, versions 0+. Null allowed from version 0.
    public var clusterID: String?
    /// `TimeoutMs`, versions 0+.
    public var timeoutMs: Int32
    /// `VoterId`, versions 0+.
    public var voterID: Int32
    /// `VoterDirectoryId`, versions 0+.
    public var voterDirectoryID: KafkaUUID
    /// `Listeners`, versions 0+.
    public var listeners: [Listener]
    /// `AckWhenCommitted`, versions 1+.
    public var ackWhenCommitted: Bool
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        clusterID: String? = "",
        timeoutMs: Int32 = 0,
        voterID: Int32 = 0,
        voterDirectoryID: KafkaUUID = .zero,
        listeners: [Listener] = [],
        ackWhenCommitted: Bool = true,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.clusterID = clusterID
        self.timeoutMs = timeoutMs
        self.voterID = voterID
        self.voterDirectoryID = voterDirectoryID
        self.listeners = listeners
        self.ackWhenCommitted = ackWhenCommitted
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.clusterID != b.clusterID { return false }
        if a.timeoutMs != b.timeoutMs { return false }
        if a.voterID != b.voterID { return false }
        if a.voterDirectoryID != b.voterDirectoryID { return false }
        if a.ackWhenCommitted != b.ackWhenCommitted { return false }
        if !areEqual(a.listeners, b.listeners) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.clusterID = reader.nullableString("clusterID", flexible: true)
        self.timeoutMs = reader.int32("timeoutMs")
        self.voterID = reader.int32("voterID")
        self.voterDirectoryID = reader.uuid("voterDirectoryID")
        self.listeners = reader.structs("listeners", flexible: true, version: version)
        if version == 1 {
            self.ackWhenCommitted = reader.bool("ackWhenCommitted")
        } else {
            self.ackWhenCommitted = true
        }
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.nullableString(self.clusterID, "clusterID", flexible: true)
        writer.int32(self.timeoutMs)
        writer.int32(self.voterID)
        writer.uuid(self.voterDirectoryID)
        writer.structs(self.listeners, "listeners", flexible: true, version: version)
        if version == 1 {
            writer.bool(self.ackWhenCommitted)
        } else {
            if !self.ackWhenCommitted { writer.unsupported("ackWhenCommitted") }
        }
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `Listener` of `AddRaftVoterRequest`.
    public struct Listener: Equatable, Sendable, WireStructure {
        /// `Name`, versions 0+.
        public var name: String
        /// `Host`, versions 0+.
        public var host: String
        /// `Port`, versions 0+.
        public var port: UInt16
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            host: String = "",
            port: UInt16 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.host = host
            self.port = port
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.name = reader.string("listeners.name", flexible: true)
            self.host = reader.string("listeners.host", flexible: true)
            self.port = reader.uint16("listeners.port")
            self.unknownTaggedFields = reader.taggedFields("listeners.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.name, "listeners.name", flexible: true)
            writer.string(self.host, "listeners.host", flexible: true)
            writer.uint16(self.port)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}

/// Kafka's `AddRaftVoterResponse`, versions 0-1.
public struct AddRaftVoterResponse: KafkaResponse {
    /// API key 80.
    public static var apiKey: APIKey { .addRaftVoter }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "AddRaftVoterResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
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
