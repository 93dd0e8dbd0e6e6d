// Generated from ProtocolSpecs/ConsumerProtocolAssignment.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Assignment of one consumer of a classic group: the content of `Assignment` in SyncGroup, where an int16 version
/// precedes it. All versions have the same fields, and a reader accepts newer versions than it knows.
///
/// Kafka's `ConsumerProtocolAssignment`, versions 0-3.
public struct ConsumerProtocolAssignment: KafkaMessage {
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ConsumerProtocolAssignment" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...3 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { nil }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.userData != b.userData { return false }
        if !areEqual(a.assignedPartitions, b.assignedPartitions) { return false }
        return true
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.assignedPartitions = reader.structs("assignedPartitions", flexible: false, version: version)
        self.userData = reader.nullableBytes("userData", flexible: false)
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.structs(self.assignedPartitions, "assignedPartitions", flexible: false, version: version)
        writer.nullableBytes(self.userData, "userData", flexible: false)
        try writer.check()
    }

    /// Element of `assignedPartitions`: All partitions that the member owns in this generation, not only the new ones.
    ///
    /// Kafka's `TopicPartition` in `ConsumerProtocolAssignment`, versions 0+.
    public struct TopicPartition: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.topic = reader.string("assignedPartitions.topic", flexible: false)
            self.partitions = reader.integers("assignedPartitions.partitions", flexible: false)
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.topic, "assignedPartitions.topic", flexible: false)
            writer.integers(self.partitions, "assignedPartitions.partitions", flexible: false)
        }
    }
}
