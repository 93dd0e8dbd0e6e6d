// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaClient
public import KafkaProtocol

/// A record with the topic partition that it was read from. Source: Kafka's `ConsumerRecord`.
///
/// A view: key, value and headers point into the received block, which stays in memory as long as one of its records.
public struct KafkaRecord: Sendable {
    /// Topic and partition of the record.
    public let topicPartition: TopicPartition
    /// The record.
    public let record: Record

    /// Creates a record of `topicPartition`.
    @inlinable
    public init(_ topicPartition: TopicPartition, _ record: Record) {
        self.topicPartition = topicPartition
        self.record = record
    }

    /// The topic's name.
    public var topic: String { topicPartition.topic }
    /// The partition's number.
    public var partition: Int32 { topicPartition.partition }
    /// The record's offset in its partition.
    public var offset: Int64 { record.offset }
    /// Milliseconds since the epoch, −1 for none.
    public var timestamp: Int64 { record.timestamp }
    /// The key, nil for a null key.
    public var key: ByteSlice? { record.key }
    /// The value, nil for a null value (a tombstone).
    public var value: ByteSlice? { record.value }
    /// The headers, in order.
    public var headers: RecordHeaders { record.headers }
}
