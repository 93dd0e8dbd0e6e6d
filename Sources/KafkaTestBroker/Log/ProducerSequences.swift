// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The state of one idempotent producer in a partition: its epoch and its last five batches.
///
/// An unknown producer may begin with any sequence number, so the broker never responds UNKNOWN_PRODUCER_ID, as in
/// Kafka since 2.5. A new epoch begins with 0, also one that a marker began. Source: KIP-98, KIP-185, KIP-360.
struct ProducerSequences: Sendable {
    enum Check: Equatable {
        case next
        case duplicate(baseOffset: Int64)
        case rejected(BrokerErrorCode)
    }

    private struct Stored {
        var firstSequence: Int32
        var lastSequence: Int32
        var baseOffset: Int64
    }

    /// −1 for an unknown producer.
    private(set) var epoch: Int16 = -1
    /// The coordinator epoch of the last marker; −1 without one.
    private(set) var coordinatorEpoch: Int32 = -1
    /// The time of the last batch or marker on the cluster's clock, in milliseconds.
    private(set) var lastTimestamp: Int64 = -1
    private var stored: [Stored] = []

    /// The last sequence number of this epoch; −1 without one.
    var lastSequence: Int32 { stored.last?.lastSequence ?? -1 }

    /// Whether `batch` follows the last one, repeats one of the last five, or neither.
    func check(_ batch: RecordBatch) -> Check {
        guard epoch >= 0 else { return .next }
        if batch.producerEpoch < epoch { return .rejected(.invalidProducerEpoch) }
        if batch.producerEpoch > epoch {
            return batch.baseSequence == 0 ? .next : .rejected(.outOfOrderSequenceNumber)
        }
        if let same = stored.first(where: {
            $0.firstSequence == batch.baseSequence && $0.lastSequence == batch.lastSequence
        }) {
            return .duplicate(baseOffset: same.baseOffset)
        }
        let expected = lastSequence == Int32.max ? 0 : lastSequence + 1
        return batch.baseSequence == expected ? .next : .rejected(.outOfOrderSequenceNumber)
    }

    /// Adds a batch that was stored at `baseOffset`.
    mutating func record(_ batch: RecordBatch, baseOffset: Int64, now: Int64) {
        enter(batch.producerEpoch, now)
        if stored.count == 5 { stored.removeFirst() }
        stored.append(
            Stored(
                firstSequence: batch.baseSequence, lastSequence: batch.lastSequence, baseOffset: baseOffset))
    }

    /// Notes the end of a transaction, whose epoch may be newer than that of its batches.
    mutating func recordMarker(epoch: Int16, coordinatorEpoch: Int32, now: Int64) {
        enter(epoch, now)
        self.coordinatorEpoch = coordinatorEpoch
    }

    /// Forgets batches at and after `offset`.
    mutating func truncate(to offset: Int64) { stored.removeAll { $0.baseOffset >= offset } }

    private mutating func enter(_ epoch: Int16, _ now: Int64) {
        if epoch != self.epoch { stored.removeAll(keepingCapacity: true) }
        self.epoch = epoch
        lastTimestamp = now
    }
}
