// Generated from ProtocolSpecs/ConsumerProtocolSubscription.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `ConsumerProtocolSubscription`, versions 0-3.
public struct ConsumerProtocolSubscription: KafkaMessage {
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ConsumerProtocolSubscription"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...3
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = nil
    /// `Topics`, versions 0+.
    public var topics: [String]
    /// `UserData`, versions 0+. Null allowed from version 0.
    public var userData: ByteSlice?
    /// `OwnedPartitions`, versions 1+. Dropped silently by versions without it.
    public var ownedPartitions: [TopicPartition]
    /// `GenerationId`, versions 2+. Dropped silently by versions without it.
    public var generationID: Int32
    /// `RackId`, versions 3+. Null allowed from version 3. Dropped silently by versions without it.
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

    /// A `TopicPartition` of `ConsumerProtocolSubscription`.
    public struct TopicPartition: Equatable, Sendable {
        /// `Topic`, versions 1+.
        public var topic: String
        /// `Partitions`, versions 1+.
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
