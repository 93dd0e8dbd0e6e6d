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
    /// The timestamp in milliseconds since 1970 UTC; nil for the time of the call, which is exact for the first record
    /// of a batch; others get that of the system's last tick, 1 to 10 ms ago at most, and never one before the first's.
    public var timestamp: Int64?

    // Inlinable: a call would copy the record, and count the references in it twice.
    /// A record with the given values.
    @inlinable
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
