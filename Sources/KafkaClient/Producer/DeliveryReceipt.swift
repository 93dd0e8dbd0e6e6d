// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The partition and offset of a written record.
public struct DeliveryReceipt: Hashable, Sendable {
    /// The partition.
    public var topicPartition: TopicPartition
    /// The record's offset; −1 if unknown, as with `acks` 0.
    public var offset: Int64
    /// The record's timestamp in milliseconds since 1970 UTC: the broker's if the topic has
    /// `message.timestamp.type=LogAppendTime`, else the sender's.
    public var timestamp: Int64

    /// A receipt with the given values.
    public init(topicPartition: TopicPartition, offset: Int64, timestamp: Int64) {
        self.topicPartition = topicPartition
        self.offset = offset
        self.timestamp = timestamp
    }
}
