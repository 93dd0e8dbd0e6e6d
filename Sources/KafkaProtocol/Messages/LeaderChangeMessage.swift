// Generated from ProtocolSpecs/LeaderChangeMessage.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `LeaderChangeMessage`, versions 0-1.
public struct LeaderChangeMessage: KafkaMessage {
    /// Kafka's name of the message.
    public static let messageName: StaticString = "LeaderChangeMessage"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...1
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
    /// `Version`, versions 0+.
    public var version: Int16
    /// `LeaderId`, versions 0+.
    public var leaderID: Int32
    /// `Voters`, versions 0+.
    public var voters: [Voter]
    /// `GrantingVoters`, versions 0+.
    public var grantingVoters: [Voter]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        version: Int16 = 0,
        leaderID: Int32 = 0,
        voters: [Voter] = [],
        grantingVoters: [Voter] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.version = version
        self.leaderID = leaderID
        self.voters = voters
        self.grantingVoters = grantingVoters
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "version"
        self.version = try reader.readInt16()
        reader.field = "leaderID"
        self.leaderID = try reader.readInt32()
        reader.field = "voters"
        self.voters = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try Voter(from: &reader, version: version) }
        reader.field = "grantingVoters"
        self.grantingVoters = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try Voter(from: &reader, version: version) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.version)
        writer.writeInteger(self.leaderID)
        writer.field = "voters"
        try writer.writeArray(self.voters, flexible: true) { (value: Voter, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.field = "grantingVoters"
        try writer.writeArray(self.grantingVoters, flexible: true) { (value: Voter, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `Voter` of `LeaderChangeMessage`.
    public struct Voter: Equatable, Sendable {
        /// `VoterId`, versions 0+.
        public var voterID: Int32
        /// `VoterDirectoryId`, versions 1+.
        public var voterDirectoryID: KafkaUUID
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            voterID: Int32 = 0,
            voterDirectoryID: KafkaUUID = .zero,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.voterID = voterID
            self.voterDirectoryID = voterDirectoryID
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "Voter.voterID"
            self.voterID = try reader.readInt32()
            if version == 1 {
                reader.field = "Voter.voterDirectoryID"
                self.voterDirectoryID = try reader.readUUID()
            }
            reader.field = "Voter.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.voterID)
            if version == 1 {
                writer.writeUUID(self.voterDirectoryID)
            } else {
                if self.voterDirectoryID != .zero { throw writer.unsupportedField("Voter.voterDirectoryID") }
            }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
