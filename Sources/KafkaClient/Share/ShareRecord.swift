// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// A record that a share group delivered to this consumer, which has it until its lock ends.
public struct ShareRecord: Sendable {
    /// The partition that the record is from.
    public let topicPartition: TopicPartition
    /// Key, value, headers, offset and timestamp. It keeps the whole response in memory.
    public let record: Record
    /// The meaning of the record's timestamp.
    public let timestampType: TimestampType
    /// Number of times that the group has delivered the record, this one included; 1 for the first.
    public let deliveryCount: Int
    /// The session that acquired it.
    let place: ShareDeliveries.Place

    /// The record's offset in its partition.
    public var offset: Int64 { record.offset }
    /// The record's key, nil if it has none.
    public var key: ByteSlice? { record.key }
    /// The record's value, nil if it has none.
    public var value: ByteSlice? { record.value }
}
