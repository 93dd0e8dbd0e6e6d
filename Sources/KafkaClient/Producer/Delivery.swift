// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A record that was enqueued: its receipt comes when the brokers that `acks` requires have it.
///
/// A small value. Dropping it does not affect the record; failures of records whose delivery nobody reads are not
/// reported elsewhere.
public struct Delivery: Sendable {
    @usableFromInline let batch: ProducerBatch
    @usableFromInline let index: Int32
    /// The record's timestamp in milliseconds since 1970 UTC, as it was sent.
    public let timestamp: Int64

    /// The partition that the record goes to.
    public var topicPartition: TopicPartition { batch.queue.partition }

    /// Whether the record was written or has failed, so that `value` does not wait.
    public var isFinished: Bool { batch.outcome != nil }

    /// The receipt; waits until the record is written, at most for the rest of the delivery timeout.
    ///
    /// Cancelling the task ends the wait; the record may still be written.
    /// - Throws: `KafkaError` with the partition: the broker's error, `.deliveryTimedOut`, `.closed`.
    ///   `CancellationError`.
    public var value: DeliveryReceipt {
        // Inlinable: the receipt of a record that is written costs its reader no suspension.
        @inlinable get async throws {
            if let known = batch.knownReceipt(at: Int(index), timestamp: timestamp) { return known }
            return try await batch.receipt(at: Int(index), timestamp: timestamp)
        }
    }
}

extension Sequence<Delivery> {
    /// The receipts in the order of the deliveries; waits until all records are written.
    ///
    /// - Throws: as `Delivery.value`, for the first record that failed; others may have been written.
    public func receipts() async throws -> [DeliveryReceipt] {
        var all: [DeliveryReceipt] = []
        all.reserveCapacity(underestimatedCount)
        for delivery in self {
            if let known = delivery.batch.knownReceipt(
                at: Int(delivery.index), timestamp: delivery.timestamp)
            {
                all.append(known)
            } else {
                all.append(try await delivery.value)
            }
        }
        return all
    }
}
