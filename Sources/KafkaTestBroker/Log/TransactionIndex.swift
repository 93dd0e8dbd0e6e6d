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
        /// Where the oldest transaction that was still open behind the marker began, or the marker's next offset.
        var lastStableOffset: Int64
    }

    private var open: [Int64: Int64] = [:]
    private var aborted: [Aborted] = []
    /// Where the oldest open transaction begins.
    private(set) var firstOpenOffset: Int64?

    /// Where the transaction that a producer has open begins; nil if it has none.
    func openOffset(of producerID: Int64) -> Int64? { open[producerID] }

    /// Notes a transactional batch or an end marker at `offset`.
    mutating func append(_ batch: RecordBatch, at offset: Int64) {
        guard batch.isControl else {
            if open[batch.producerID] == nil { open[batch.producerID] = offset }
            if firstOpenOffset == nil { firstOpenOffset = offset }
            return
        }
        // A control batch that does not parse ends no transaction; readers skip it all the same.
        guard let kind = (try? batch.controlRecord())?.kind else { return }
        guard kind == .abort || kind == .commit, let first = open.removeValue(forKey: batch.producerID) else { return }
        if first == firstOpenOffset { firstOpenOffset = open.values.min() }
        if kind == .abort {
            aborted.append(
                Aborted(
                    producerID: batch.producerID, firstOffset: first, lastOffset: offset,
                    lastStableOffset: firstOpenOffset ?? offset + 1))
        }
    }

    /// The aborted transactions that have offsets in `range`, in the order of their markers.
    func aborted(in range: Range<Int64>) -> [Aborted] {
        var (low, high) = (0, aborted.count)
        while low < high {
            let middle = (low + high) / 2
            if aborted[middle].lastOffset < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        var found: [Aborted] = []
        for transaction in aborted[low...] {
            if transaction.firstOffset < range.upperBound { found.append(transaction) }
            // Whatever ended behind this marker began at or behind its stable offset.
            if transaction.lastStableOffset >= range.upperBound { break }
        }
        return found
    }

    /// Whether a producer's records at `offset` were aborted.
    func isAborted(_ producerID: Int64, at offset: Int64) -> Bool {
        aborted(in: offset..<offset + 1).contains { $0.producerID == producerID }
    }

    /// Drops aborted transactions that ended before `offset`.
    mutating func forget(before offset: Int64) { aborted.removeAll { $0.lastOffset < offset } }

    /// Forgets what began at `offset` or behind it, and opens again what ended there: the log was cut.
    mutating func truncate(to offset: Int64) {
        for transaction in aborted where transaction.lastOffset >= offset && transaction.firstOffset < offset {
            open[transaction.producerID] = transaction.firstOffset
        }
        aborted.removeAll { $0.lastOffset >= offset }
        open = open.filter { $0.value < offset }
        firstOpenOffset = open.values.min()
    }
}
