// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// A record and the partition that it is from.
public struct ConsumerRecord: Sendable {
    /// The partition.
    public let partition: TopicPartition
    /// The record, which points into the memory of its batch.
    public let record: Record

    @usableFromInline
    init(partition: TopicPartition, record: Record) {
        self.partition = partition
        self.record = record
    }

    /// The topic's name.
    public var topic: String { partition.topic }
    /// The record's offset.
    public var offset: Int64 { record.offset }
    /// The key; nil for null.
    public var key: ByteSlice? { record.key }
    /// The value; nil for null.
    public var value: ByteSlice? { record.value }
    /// Milliseconds since 1970 UTC.
    public var timestamp: Int64 { record.timestamp }
}
