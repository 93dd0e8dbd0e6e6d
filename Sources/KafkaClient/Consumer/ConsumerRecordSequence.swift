// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// The records of a consumer one by one, from whichever partition has some: `KafkaConsumer.records`.
///
/// Asking for the next record says that the one before is finished. Otherwise as `ConsumerBatchSequence`: when an
/// iteration ends early, the last record does not count as finished. A batch is decompressed and checked as a whole
/// before its first record, and records follow without suspension.
public struct ConsumerRecordSequence: AsyncSequence, Sendable {
    /// One record.
    public typealias Element = ConsumerRecord

    let consumer: KafkaConsumer

    /// An iterator, which holds one batch at a time.
    public func makeAsyncIterator() -> Iterator { Iterator(consumer) }

    /// Takes records one after another; for one task.
    public struct Iterator: AsyncIteratorProtocol {
        private let holder: LeaseHolder
        @usableFromInline var records: FetchedRecordSequence.Iterator?
        @usableFromInline var partition = TopicPartition(topic: "", partition: 0)
        @usableFromInline var progress: RecordProgress?
        /// The offset after the last record that was handed out.
        @usableFromInline var finished: Int64 = 0

        init(_ consumer: KafkaConsumer) { holder = LeaseHolder(consumer) }

        /// The next record; nil when the consumer was stopped.
        ///
        /// - Throws: as `ConsumerBatchSequence.Iterator.next()`; `KafkaError.corruptBatch` naming topic, partition and
        ///   offset.
        @inlinable
        public mutating func next() async throws -> ConsumerRecord? { try await next(isolation: #isolation) }

        /// The next record, as `next()`. `for await` calls this one, and stays on the actor that it runs on: the
        /// standard library's version would leave it and come back for each record.
        @inlinable
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> ConsumerRecord? {
            while true {
                if let record = records?.next() {
                    progress?.note(finished: finished)
                    finished = record.offset + 1
                    return ConsumerRecord(partition: partition, record: record)
                }
                guard try await nextBatch() else { return nil }
            }
        }

        @usableFromInline
        mutating func nextBatch() async throws -> Bool {
            records = nil
            progress = nil
            guard let batch = try await holder.next() else { return false }
            do {
                records = try batch.records.records().makeIterator()
            } catch {
                batch.lease.core.fail(error)
                throw error
            }
            partition = batch.partition
            progress = RecordProgress(batch.lease)
            finished = batch.records.lowerBound
            return true
        }
    }
}
