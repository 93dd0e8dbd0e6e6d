// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// Subscription of a member of a classic group: the metadata of a protocol in JoinGroup.
///
/// The wire form is Kafka's `ConsumerProtocolSubscription` after its version, an int16. Source: Kafka's
/// `ConsumerProtocol`.
public struct GroupSubscription: Sendable, Hashable {
    /// Topics that the member wants.
    public var topics: [String]
    /// Bytes of the member's assignor for the leader's, nil if it has none.
    public var userData: ByteSlice?
    /// Partitions that the member keeps while it joins; empty for eager members and before version 1.
    public var ownedPartitions: [TopicPartition]
    /// Generation in which the member got its partitions, −1 if unknown and before version 2.
    public var generationID: Int32
    /// `client.rack` of the member; nil if it has none and before version 3.
    public var rack: String?

    /// A subscription; what is left out is empty or unknown.
    public init(
        topics: [String], userData: ByteSlice? = nil, ownedPartitions: [TopicPartition] = [], generationID: Int32 = -1,
        rack: String? = nil
    ) {
        self.topics = topics
        self.userData = userData
        self.ownedPartitions = ownedPartitions
        self.generationID = generationID
        self.rack = rack
    }

    /// Reads the metadata of a member, whoever wrote them.
    ///
    /// A version newer than 3 is read as version 3, and bytes after the last known field are ignored, so that newer
    /// members can join a group that this client leads. An empty rack counts as none.
    ///
    /// - Throws: `WireError` if the version is negative or the fields cannot be read; never traps, and allocates a
    ///   small multiple of the bytes at most.
    public init(decoding bytes: ByteSlice) throws(WireError) {
        var reader = WireReader(bytes)
        let message: ConsumerProtocolSubscription = try reader.readConsumerProtocol()
        topics = message.topics
        userData = message.userData
        ownedPartitions = message.ownedPartitions.flatMap { topic in
            topic.partitions.map { TopicPartition(topic: topic.topic, partition: $0) }
        }
        generationID = max(message.generationID, -1)
        rack = message.rackID.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Writes the metadata for JoinGroup as Java does: version 3, topics and partitions sorted.
    ///
    /// - Throws: `WireError` if a topic or the rack is longer than 32,767 bytes.
    public func encoded() throws(WireError) -> ByteSlice {
        var message = ConsumerProtocolSubscription(
            topics: topics.sorted(by: JavaOrder.precedes), userData: userData, generationID: generationID, rackID: rack)
        for owned in ownedPartitions.sorted(by: JavaOrder.precedes) {
            if message.ownedPartitions.last?.topic != owned.topic {
                message.ownedPartitions.append(.init(topic: owned.topic))
            }
            message.ownedPartitions[message.ownedPartitions.count - 1].partitions.append(owned.partition)
        }
        return try message.consumerProtocolBytes()
    }
}
