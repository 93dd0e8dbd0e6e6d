// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Which transactions are open in a log and which were aborted: what read_committed readers need. Source: KIP-98.
struct TransactionIndex: Sendable {
    struct Aborted: Equatable, Sendable {
        var producerID: Int64
        var firstOffset: Int64
        /// The marker's offset.
        var lastOffset: Int64
    }

    private var open: [Int64: Int64] = [:]
    private var aborted: [Aborted] = []

    /// Where the oldest open transaction begins.
    var firstOpenOffset: Int64? { open.values.min() }

    /// Notes a transactional batch or an end marker at `offset`.
    mutating func append(_ batch: RecordBatch, at offset: Int64) {
        guard batch.isControl else {
            if open[batch.producerID] == nil { open[batch.producerID] = offset }
            return
        }
        // A control batch that does not parse ends no transaction; readers skip it all the same.
        guard let kind = (try? batch.controlRecord())?.kind else { return }
        guard kind == .abort || kind == .commit, let first = open.removeValue(forKey: batch.producerID) else { return }
        if kind == .abort {
            aborted.append(Aborted(producerID: batch.producerID, firstOffset: first, lastOffset: offset))
        }
    }

    /// The aborted transactions that have offsets in `range`, in the order of their markers.
    func aborted(in range: Range<Int64>) -> [Aborted] {
        aborted.filter { $0.lastOffset >= range.lowerBound && $0.firstOffset < range.upperBound }
    }

    /// Drops aborted transactions that ended before `offset`.
    mutating func forget(before offset: Int64) { aborted.removeAll { $0.lastOffset < offset } }
}
