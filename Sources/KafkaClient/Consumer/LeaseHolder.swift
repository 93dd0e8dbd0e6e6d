// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The one batch that an iterator has, and the end of the consumer when the iterator goes away.
final class LeaseHolder {
    private let consumer: KafkaConsumer
    private var lease: BatchLease?
    private var hasBegun = false
    private var isOver = false

    init(_ consumer: KafkaConsumer) { self.consumer = consumer }

    deinit {
        if let lease { consumer.core.end(lease, isFinished: false) }
        if !isOver { consumer.core.beginClosing() }
    }

    func next() async throws -> ConsumerBatch? {
        if isOver { return nil }
        if let lease {
            self.lease = nil
            consumer.core.end(lease, isFinished: true)
        }
        do {
            let isFirst = !hasBegun
            hasBegun = true
            if let batch = try await consumer.core.take(isFirst: isFirst) {
                lease = batch.lease
                return batch
            }
            isOver = true
            await consumer.core.closed()
            return nil
        } catch {
            isOver = true
            consumer.core.beginClosing()
            await consumer.core.closed()
            throw error
        }
    }
}
