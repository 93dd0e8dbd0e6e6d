// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// A record to be written.
public struct ProducerRecord: Sendable {
    /// The topic to write to; it must exist.
    public var topic: String
    /// The partition; nil to choose it by the key (murmur2, as in Java) or, without a key, by the producer.
    public var partition: Int32?
    /// The key; nil for null.
    public var key: ByteSlice?
    /// The value; nil for null (a tombstone in a compacted topic).
    public var value: ByteSlice?
    /// The headers, in the order that readers see.
    public var headers: [RecordHeader]
    /// The timestamp in milliseconds since 1970 UTC; nil for the time of `send`.
    public var timestamp: Int64?

    /// A record with the given values.
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
