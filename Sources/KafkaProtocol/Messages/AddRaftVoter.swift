// Generated from ProtocolSpecs/AddRaftVoter.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `AddRaftVoterRequest`, versions 0-1.
public struct AddRaftVoterRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = AddRaftVoterResponse
    /// API key 80.
    public static let apiKey = APIKey.addRaftVoter
    /// Kafka's name of the message.
    public static let messageName: StaticString = "AddRaftVoterRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...1
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "clusterID"
        self.clusterID = try reader.readNullableString(flexible: true)
        reader.field = "timeoutMs"
        self.timeoutMs = try reader.readInt32()
        reader.field = "voterID"
        self.voterID = try reader.readInt32()
        reader.field = "voterDirectoryID"
        self.voterDirectoryID = try reader.readUUID()
        reader.field = "listeners"
        self.listeners = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try Listener(from: &reader, version: version) }
        if version == 1 {
            reader.field = "ackWhenCommitted"
            self.ackWhenCommitted = try reader.readBool()
        }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "clusterID"
        try writer.writeNullableString(self.clusterID, flexible: true)
        writer.writeInteger(self.timeoutMs)
        writer.writeInteger(self.voterID)
        writer.writeUUID(self.voterDirectoryID)
        writer.field = "listeners"
        try writer.writeArray(self.listeners, flexible: true) { (value: Listener, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version == 1 {
            writer.writeBool(self.ackWhenCommitted)
        } else {
            if !self.ackWhenCommitted { throw writer.unsupportedField("ackWhenCommitted") }
        }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `Listener` of `AddRaftVoterRequest`.
    public struct Listener: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "listeners.name"
            self.name = try reader.readString(flexible: true)
            reader.field = "listeners.host"
            self.host = try reader.readString(flexible: true)
            reader.field = "listeners.port"
            self.port = try reader.readUInt16()
            reader.field = "listeners.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "listeners.name"
            try writer.writeString(self.name, flexible: true)
            writer.field = "listeners.host"
            try writer.writeString(self.host, flexible: true)
            writer.writeInteger(self.port)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Kafka's `AddRaftVoterResponse`, versions 0-1.
public struct AddRaftVoterResponse: KafkaResponse {
    /// API key 80.
    public static let apiKey = APIKey.addRaftVoter
    /// Kafka's name of the message.
    public static let messageName: StaticString = "AddRaftVoterResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...1
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        reader.field = "errorMessage"
        self.errorMessage = try reader.readNullableString(flexible: true)
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.writeInteger(self.errorCode)
        writer.field = "errorMessage"
        try writer.writeNullableString(self.errorMessage, flexible: true)
        writer.writeTaggedFields(unknownTaggedFields)
    }
}
