// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// An open transaction, which `KafkaProducer.withTransaction` passes to its closure: writes records and commits offsets
/// that become visible together.
///
/// Any number of tasks may use it, until the closure ends. Records are sent while the transaction is open; their
/// receipts say that brokers have them, not that they are committed. Once anything has failed, all calls throw
/// `KafkaError.transactionAborted`, and the closure should end. Source: KIP-98.
public struct ProducerTransaction: Sendable {
    let producer: KafkaProducer
    let number: UInt64

    // MARK: Records

    /// Adds a record, to be sent with others: the commit waits for it. Otherwise as `KafkaProducer.enqueue(_:)`.
    ///
    /// - Throws: as `KafkaProducer.enqueue(_:)`, and `.transactionAborted`, `.producerFenced`, `.producerFailed`,
    ///   `.invalidTransactionState` after the end of the transaction.
    @discardableResult
    public func enqueue(_ record: ProducerRecord) async throws -> Delivery {
        try await producer.add(record, to: number)
    }

    /// Adds a record made of these parts. Otherwise as `enqueue(_:)`.
    ///
    /// - Parameters:
    ///   - topic: the topic to write to; it must exist.
    ///   - partition: the partition; nil to let the partitioner choose.
    ///   - key: the key; nil for null.
    ///   - value: the value; nil for null.
    ///   - headers: the headers, in this order; names may repeat.
    ///   - timestamp: milliseconds since 1970 UTC; nil for now.
    /// - Returns: the delivery.
    /// - Throws: as `enqueue(_:)`.
    @discardableResult
    public func enqueue(
        _ topic: String, partition: Int32? = nil, key: ByteSlice? = nil, value: ByteSlice?,
        headers: KeyValuePairs<String, ByteSlice?> = [:], timestamp: Int64? = nil
    ) async throws -> Delivery {
        try await enqueue(
            ProducerRecord(
                topic: topic, partition: partition, key: key, value: value,
                headers: headers.isEmpty ? [] : headers.map { RecordHeader(key: $0.key, value: $0.value) },
                timestamp: timestamp))
    }

    /// Adds records, and returns their deliveries in the same order; cheaper per record than single calls.
    ///
    /// - Throws: as `enqueue(_:)`, for the first record that was not added; the records before it were.
    @discardableResult
    public func enqueue(contentsOf records: [ProducerRecord]) async throws -> Deliveries {
        try await producer.add(contentsOf: records, to: number)
    }

    /// Writes a record, and waits until the brokers have it. For many records `enqueue` is faster: it does not wait.
    ///
    /// - Throws: as `enqueue(_:)` and `Delivery.value`.
    @discardableResult
    public func send(_ record: ProducerRecord) async throws -> DeliveryReceipt { try await enqueue(record).value }

    /// Writes a record made of these parts, and waits until the brokers have it. Parameters as for
    /// `enqueue(_:partition:key:value:headers:timestamp:)`.
    ///
    /// - Throws: as `send(_:)`.
    @discardableResult
    public func send(
        _ topic: String, partition: Int32? = nil, key: ByteSlice? = nil, value: ByteSlice?,
        headers: KeyValuePairs<String, ByteSlice?> = [:], timestamp: Int64? = nil
    ) async throws -> DeliveryReceipt {
        try await enqueue(
            topic, partition: partition, key: key, value: value, headers: headers, timestamp: timestamp
        ).value
    }

    /// Writes records without lingering, and waits until the brokers have all of them.
    ///
    /// - Returns: receipts in the order of `records`.
    /// - Throws: as `send(_:)`, for the first record that failed.
    @discardableResult
    public func send(contentsOf records: [ProducerRecord]) async throws -> [DeliveryReceipt] {
        try await producer.receipts(of: enqueue(contentsOf: records))
    }

    // MARK: Offsets

    /// Commits offsets of a group, which take effect when the transaction commits.
    ///
    /// The group's coordinator refuses them if the member is no longer in the group's generation, so that two members
    /// cannot both process a partition (KIP-447). `ConsumerGroupMetadata(groupID:)` is not checked.
    ///
    /// - Parameters:
    ///   - offsets: for each partition the offset of the next record to read.
    ///   - group: the consumer's membership.
    /// - Throws: `KafkaError.transactionAborted` with the broker's code in `brokerError`, such as `.illegalGeneration`;
    ///   `.producerFenced`, `.producerFailed`, `.invalidTransactionState`; `CancellationError`, after which the
    ///   transaction can only be aborted. Source: AddOffsetsToTxn, TxnOffsetCommit.
    public func commitOffsets(
        _ offsets: [TopicPartition: CommittedOffset], for group: ConsumerGroupMetadata
    ) async throws {
        try await producer.commitOffsets(offsets, for: group, in: number)
    }
}
