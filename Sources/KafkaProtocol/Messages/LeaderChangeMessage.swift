// Generated from ProtocolSpecs/LeaderChangeMessage.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `LeaderChangeMessage`, versions 0-1.
public struct LeaderChangeMessage: KafkaMessage {
    /// Kafka's name of the message.
    public static var messageName: StaticString { "LeaderChangeMessage" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.version != b.version { return false }
        if a.leaderID != b.leaderID { return false }
        if !areEqual(a.voters, b.voters) { return false }
        if !areEqual(a.grantingVoters, b.grantingVoters) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.version = reader.int16("version")
        self.leaderID = reader.int32("leaderID")
        self.voters = reader.structs("voters", flexible: true, version: version)
        self.grantingVoters = reader.structs("grantingVoters", flexible: true, version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int16(self.version)
        writer.int32(self.leaderID)
        writer.structs(self.voters, "voters", flexible: true, version: version)
        writer.structs(self.grantingVoters, "grantingVoters", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `Voter` of `LeaderChangeMessage`.
    public struct Voter: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.voterID = reader.int32("Voter.voterID")
            if version == 1 {
                self.voterDirectoryID = reader.uuid("Voter.voterDirectoryID")
            } else {
                self.voterDirectoryID = .zero
            }
            self.unknownTaggedFields = reader.taggedFields("Voter.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.voterID)
            if version == 1 {
                writer.uuid(self.voterDirectoryID)
            } else {
                if self.voterDirectoryID != .zero { writer.unsupported("Voter.voterDirectoryID") }
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
