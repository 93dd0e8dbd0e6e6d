// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// Assignment of a member of a classic group: the assignment in SyncGroup.
///
/// The wire form is Kafka's `ConsumerProtocolAssignment` after its version, an int16. Source: Kafka's
/// `ConsumerProtocol`.
public struct GroupAssignment: Sendable, Hashable {
    /// All partitions of the member in the new generation, grouped by topic after reading.
    public var partitions: [TopicPartition]
    /// Bytes of the leader's assignor for the member's; none of the assignors here uses them.
    public var userData: ByteSlice?

    /// An assignment of `partitions`.
    public init(partitions: [TopicPartition], userData: ByteSlice? = nil) {
        self.partitions = partitions
        self.userData = userData
    }

    /// Reads the assignment that the leader made, whoever wrote it.
    ///
    /// Empty bytes are an empty assignment: the coordinator sends them to members that the leader left out. A version
    /// newer than 3 is read as version 3, and bytes after the last known field are ignored.
    ///
    /// - Throws: `WireError` if the version is negative or the fields cannot be read; never traps, and allocates a
    ///   small multiple of the bytes at most.
    public init(decoding bytes: ByteSlice) throws(WireError) {
        self.init(partitions: [])
        guard !bytes.isEmpty else { return }
        var reader = WireReader(bytes)
        let message: ConsumerProtocolAssignment = try reader.readConsumerProtocol()
        partitions = message.assignedPartitions.flatMap { topic in
            topic.partitions.map { TopicPartition(topic: topic.topic, partition: $0) }
        }
        userData = message.userData
    }

    /// Writes the assignment for SyncGroup as Java does: version 3, topics in the order of their first partition.
    ///
    /// - Throws: `WireError` if a topic's name is longer than 32,767 bytes.
    public func encoded() throws(WireError) -> ByteSlice {
        var message = ConsumerProtocolAssignment(userData: userData)
        var places: [String: Int] = [:]
        for partition in partitions {
            let place = places[partition.topic] ?? message.assignedPartitions.count
            if place == message.assignedPartitions.count {
                places[partition.topic] = place
                message.assignedPartitions.append(.init(topic: partition.topic))
            }
            message.assignedPartitions[place].partitions.append(partition.partition)
        }
        return try message.consumerProtocolBytes()
    }
}
