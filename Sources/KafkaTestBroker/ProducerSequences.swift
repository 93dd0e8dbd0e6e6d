// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// What a partition remembers of one idempotent producer: its epoch and its last five batches. Source: KIP-98, KIP-185.
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

    private var epoch: Int16 = -1
    private var stored: [Stored] = []

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
        guard let last = stored.last?.lastSequence else { return .next }
        let expected = last == Int32.max ? 0 : last + 1
        return batch.baseSequence == expected ? .next : .rejected(.outOfOrderSequenceNumber)
    }

    /// Remembers a batch that was stored at `baseOffset`.
    mutating func record(_ batch: RecordBatch, baseOffset: Int64) {
        if batch.producerEpoch != epoch { stored.removeAll(keepingCapacity: true) }
        epoch = batch.producerEpoch
        if stored.count == 5 { stored.removeFirst() }
        stored.append(
            Stored(
                firstSequence: batch.baseSequence, lastSequence: batch.lastSequence, baseOffset: baseOffset))
    }
}
