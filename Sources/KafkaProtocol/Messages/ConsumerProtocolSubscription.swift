// Generated from ProtocolSpecs/ConsumerProtocolSubscription.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Subscription of one consumer of a classic group: the content of `Metadata` in JoinGroup, where an int16 version
/// precedes it. A reader that meets a newer version than it knows reads the fields it knows and ignores the rest.
///
/// Kafka's `ConsumerProtocolSubscription`, versions 0-3.
public struct ConsumerProtocolSubscription: KafkaMessage {
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ConsumerProtocolSubscription"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...3
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = nil
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: false) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: false) }
        reader.field = "userData"
        self.userData = try reader.readNullableBytes(flexible: false)
        if version >= 1 {
            reader.field = "ownedPartitions"
            self.ownedPartitions = try reader.readArray(flexible: false) { (reader: inout WireReader) throws(WireError) in try TopicPartition(from: &reader, version: version) }
        }
        if version >= 2 {
            reader.field = "generationID"
            self.generationID = try reader.readInt32()
        }
        if version == 3 {
            reader.field = "rackID"
            self.rackID = try reader.readNullableString(flexible: false)
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: false) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: false) }
        writer.field = "userData"
        try writer.writeNullableBytes(self.userData, flexible: false)
        if version >= 1 {
            writer.field = "ownedPartitions"
            try writer.writeArray(self.ownedPartitions, flexible: false) { (value: TopicPartition, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        }
        if version >= 2 {
            writer.writeInteger(self.generationID)
        }
        if version == 3 {
            writer.field = "rackID"
            try writer.writeNullableString(self.rackID, flexible: false)
        }
    }

    /// Element of `ownedPartitions`: Partitions that the member owns when it joins, which cooperative assignors need
    /// (KIP-429); empty if it has given up all.
    ///
    /// Kafka's `TopicPartition` in `ConsumerProtocolSubscription`, versions 1+.
    public struct TopicPartition: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "ownedPartitions.topic"
            self.topic = try reader.readString(flexible: false)
            reader.field = "ownedPartitions.partitions"
            self.partitions = try reader.readArray(flexible: false) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "ownedPartitions.topic"
            try writer.writeString(self.topic, flexible: false)
            writer.field = "ownedPartitions.partitions"
            try writer.writeArray(self.partitions, flexible: false) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
        }
    }
}
