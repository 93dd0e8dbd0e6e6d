// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// A record to be written.
public struct ProducerRecord: Sendable {
    /// The topic to write to; it must exist.
    public var topic: String
    /// The partition; nil leaves it to the key (murmur2, as Java's producers) or, without a key, to the producer.
    public var partition: Int32?
    /// The key, nil for null.
    public var key: ByteSlice?
    /// The value, nil for null (a tombstone in a compacted topic).
    public var value: ByteSlice?
    /// In the order that readers see.
    public var headers: [RecordHeader]
    /// Milliseconds since 1970 UTC; nil for now.
    public var timestamp: Int64?

    /// A record of the given parts.
    public init(
        topic: String, partition: Int32? = nil, key: ByteSlice? = nil, value: ByteSlice?, headers: [RecordHeader] = [],
        timestamp: Int64? = nil
    ) {
        self.topic = topic
        self.partition = partition
        self.key = key
        self.value = value
        self.headers = headers
        self.timestamp = timestamp
    }
}
