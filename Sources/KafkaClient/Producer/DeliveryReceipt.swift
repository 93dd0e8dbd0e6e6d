// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Where a record was written.
public struct DeliveryReceipt: Hashable, Sendable {
    /// The partition.
    public var topicPartition: TopicPartition
    /// The record's offset; −1 if unknown, as with `acks` 0.
    public var offset: Int64
    /// The record's timestamp in milliseconds since 1970 UTC: the broker's if the topic stamps on append, else the
    /// sender's.
    public var timestamp: Int64

    /// Metadata of the given facts.
    public init(topicPartition: TopicPartition, offset: Int64, timestamp: Int64) {
        self.topicPartition = topicPartition
        self.offset = offset
        self.timestamp = timestamp
    }
}
