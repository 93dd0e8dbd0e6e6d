// Generated from ProtocolSpecs/ConsumerProtocolAssignment.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Assignment of one consumer of a classic group: the content of `Assignment` in SyncGroup, where an int16 version
/// precedes it. All versions have the same fields, and a reader accepts newer versions than it knows.
///
/// Kafka's `ConsumerProtocolAssignment`, versions 0-3.
public struct ConsumerProtocolAssignment: KafkaMessage {
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ConsumerProtocolAssignment"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...3
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = nil
    /// All partitions that the member owns in this generation, not only the new ones.
    ///
    /// Kafka's `AssignedPartitions`, versions 0+.
    public var assignedPartitions: [TopicPartition]
    /// Bytes from the assignor at the leader for the same assignor at the member; null if it has none.
    ///
    /// Kafka's `UserData`, versions 0+. Null allowed from version 0.
    public var userData: ByteSlice?

    /// Creates a value; fields left out have the protocol's default.
    public init(
        assignedPartitions: [TopicPartition] = [],
        userData: ByteSlice? = nil
    ) {
        self.assignedPartitions = assignedPartitions
        self.userData = userData
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "assignedPartitions"
        self.assignedPartitions = try reader.readArray(flexible: false) { (reader: inout WireReader) throws(WireError) in try TopicPartition(from: &reader, version: version) }
        reader.field = "userData"
        self.userData = try reader.readNullableBytes(flexible: false)
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "assignedPartitions"
        try writer.writeArray(self.assignedPartitions, flexible: false) { (value: TopicPartition, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.field = "userData"
        try writer.writeNullableBytes(self.userData, flexible: false)
    }

    /// Element of `assignedPartitions`: All partitions that the member owns in this generation, not only the new ones.
    ///
    /// Kafka's `TopicPartition` in `ConsumerProtocolAssignment`, versions 0+.
    public struct TopicPartition: Equatable, Sendable {
        /// Name of the topic.
        ///
        /// Kafka's `Topic`, versions 0+.
        public var topic: String
        /// Numbers of the partitions that are assigned to the member.
        ///
        /// Kafka's `Partitions`, versions 0+.
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
            reader.field = "assignedPartitions.topic"
            self.topic = try reader.readString(flexible: false)
            reader.field = "assignedPartitions.partitions"
            self.partitions = try reader.readArray(flexible: false) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "assignedPartitions.topic"
            try writer.writeString(self.topic, flexible: false)
            writer.field = "assignedPartitions.partitions"
            try writer.writeArray(self.partitions, flexible: false) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
        }
    }
}
