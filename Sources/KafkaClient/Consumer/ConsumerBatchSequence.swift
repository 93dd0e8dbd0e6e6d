// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The batches of a consumer, from whichever partition has one: `KafkaConsumer.batches`.
///
/// Asking for the next batch says that the one before is finished, so that its offsets may be committed. Several tasks
/// may iterate at the same time: each has one batch, and no two have batches of the same partition. When an iteration
/// ends early, by `break` or an error, its last batch does not count as finished, and the consumer closes: it leaves
/// its group within a second. The sequence ends after `stop()`.
public struct ConsumerBatchSequence: AsyncSequence, Sendable {
    /// One batch.
    public typealias Element = ConsumerBatch

    let consumer: KafkaConsumer

    /// An iterator, which holds one batch at a time.
    public func makeAsyncIterator() -> Iterator { Iterator(consumer) }

    /// Takes batches one after another; for one task.
    public struct Iterator: AsyncIteratorProtocol {
        private let holder: LeaseHolder

        init(_ consumer: KafkaConsumer) { holder = LeaseHolder(consumer) }

        /// The next batch; nil when the consumer was stopped.
        ///
        /// - Throws: `KafkaError` that ends the consumer, such as a refusal by the coordinator; `CancellationError`.
        ///   After either the consumer closes.
        public mutating func next() async throws -> ConsumerBatch? { try await holder.next() }

        /// The next batch, as `next()`, for `for await` on an actor, which it does not leave while there are batches.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> ConsumerBatch? {
            try await holder.next()
        }
    }
}
