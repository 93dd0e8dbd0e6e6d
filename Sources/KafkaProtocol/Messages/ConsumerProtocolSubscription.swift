// Generated from ProtocolSpecs/ConsumerProtocolSubscription.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Subscription of one consumer of a classic group: the content of `Metadata` in JoinGroup, where an int16 version
/// precedes it. A reader that meets a newer version than it knows reads the fields it knows and ignores the rest.
///
/// Kafka's `ConsumerProtocolSubscription`, versions 0-3.
public struct ConsumerProtocolSubscription: KafkaMessage {
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ConsumerProtocolSubscription" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...3 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { nil }
    /// Names of the topics that the member wants; a pattern has been resolved to names by the client.
    ///
    /// Kafka's `Topics`, versions 0+.
    public var topics: [String]
    /// Bytes of the assignor for itself, for example the previous assignment in `sticky`; null if it has none.
    ///
    /// Kafka's `UserData`, versions 0+. Null allowed from version 0.
    public var userData: ByteSlice?
    /// Partitions that the member owns when it joins, which cooperative assignors need (KIP-429); empty if it has given
    /// up all.
    ///
    /// Kafka's `OwnedPartitions`, versions 1+. Dropped silently by versions without it.
    public var ownedPartitions: [TopicPartition]
    /// Generation in which the member got `OwnedPartitions`, so that the leader can ignore outdated claims (KIP-792);
    /// -1 if unknown.
    ///
    /// Kafka's `GenerationId`, versions 2+. Dropped silently by versions without it.
    public var generationID: Int32
    /// Rack of the client, its `client.rack`, so that the leader can assign partitions with a replica nearby (KIP-881);
    /// null if it has none.
    ///
    /// Kafka's `RackId`, versions 3+. Null allowed from version 3. Dropped silently by versions without it.
    public var rackID: String?

    /// Creates a value; fields left out have the protocol's default.
    public init(
        topics: [String] = [],
        userData: ByteSlice? = nil,
        ownedPartitions: [TopicPartition] = [],
        generationID: Int32 = -1,
        rackID: String? = nil
    ) {
        self.topics = topics
        self.userData = userData
        self.ownedPartitions = ownedPartitions
        self.generationID = generationID
        self.rackID = rackID
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.topics != b.topics { return false }
        if a.userData != b.userData { return false }
        if a.generationID != b.generationID { return false }
        if a.rackID != b.rackID { return false }
        if !areEqual(a.ownedPartitions, b.ownedPartitions) { return false }
        return true
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.topics = reader.strings("topics", flexible: false)
        self.userData = reader.nullableBytes("userData", flexible: false)
        if version >= 1 {
            self.ownedPartitions = reader.structs("ownedPartitions", flexible: false, version: version)
        } else {
            self.ownedPartitions = []
        }
        if version >= 2 {
            self.generationID = reader.int32("generationID")
        } else {
            self.generationID = -1
        }
        if version == 3 {
            self.rackID = reader.nullableString("rackID", flexible: false)
        } else {
            self.rackID = nil
        }
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.strings(self.topics, "topics", flexible: false)
        writer.nullableBytes(self.userData, "userData", flexible: false)
        if version >= 1 {
            writer.structs(self.ownedPartitions, "ownedPartitions", flexible: false, version: version)
        }
        if version >= 2 {
            writer.int32(self.generationID)
        }
        if version == 3 {
            writer.nullableString(self.rackID, "rackID", flexible: false)
        }
        try writer.check()
    }

    /// Element of `ownedPartitions`: Partitions that the member owns when it joins, which cooperative assignors need
    /// (KIP-429); empty if it has given up all.
    ///
    /// Kafka's `TopicPartition` in `ConsumerProtocolSubscription`, versions 1+.
    public struct TopicPartition: Equatable, Sendable, WireStructure {
        /// Name of the topic.
        ///
        /// Kafka's `Topic`, versions 1+.
        public var topic: String
        /// Numbers of the partitions that the member owns.
        ///
        /// Kafka's `Partitions`, versions 1+.
        public var partitions: [Int32]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topic: String = "",
            partitions: [Int32] = []
        ) {
            self.topic = topic
            self.partitions = partitions
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.topic = reader.string("ownedPartitions.topic", flexible: false)
            self.partitions = reader.integers("ownedPartitions.partitions", flexible: false)
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.topic, "ownedPartitions.topic", flexible: false)
            writer.integers(self.partitions, "ownedPartitions.partitions", flexible: false)
        }
    }
}
