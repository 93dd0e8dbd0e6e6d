// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Open and aborted transactions of a log, for read_committed readers. Source: KIP-98.
struct TransactionIndex: Sendable {
    struct Aborted: Equatable, Sendable {
        var producerID: Int64
        var firstOffset: Int64
        /// The marker's offset.
        var lastOffset: Int64
        /// The first offset of the oldest transaction that was open after the marker, or the offset after the marker.
        var lastStableOffset: Int64
    }

    private var open: [Int64: Int64] = [:]
    private var aborted: [Aborted] = []
    /// The first offset of the oldest open transaction.
    private(set) var firstOpenOffset: Int64?

    /// The first offset of a producer's open transaction; nil without one.
    func openOffset(of producerID: Int64) -> Int64? { open[producerID] }

    /// Adds a transactional batch or an end marker at `offset`.
    mutating func append(_ batch: RecordBatch, at offset: Int64) {
        guard batch.isControl else {
            if open[batch.producerID] == nil { open[batch.producerID] = offset }
            if firstOpenOffset == nil { firstOpenOffset = offset }
            return
        }
        // A control batch that does not parse ends no transaction; readers skip it as well.
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

    /// The aborted transactions with offsets in `range`, in the order of their markers.
    func aborted(in range: Range<Int64>) -> [Aborted] {
        var (low, high) = (0, aborted.count)
        while low < high {
            let middle = (low + high) / 2
            if aborted[middle].lastOffset < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        var found: [Aborted] = []
        for transaction in aborted[low...] {
            if transaction.firstOffset < range.upperBound { found.append(transaction) }
            // Transactions that ended later began at or after this stable offset.
            if transaction.lastStableOffset >= range.upperBound { break }
        }
        return found
    }

    /// Whether a producer's records at `offset` belong to an aborted transaction.
    func isAborted(_ producerID: Int64, at offset: Int64) -> Bool {
        aborted(in: offset..<offset + 1).contains { $0.producerID == producerID }
    }

    /// Drops aborted transactions that ended before `offset`.
    mutating func forget(before offset: Int64) { aborted.removeAll { $0.lastOffset < offset } }

    /// Forgets transactions that began at or after `offset`, and reopens those that ended there: the log was truncated.
    mutating func truncate(to offset: Int64) {
        for transaction in aborted where transaction.lastOffset >= offset && transaction.firstOffset < offset {
            open[transaction.producerID] = transaction.firstOffset
        }
        aborted.removeAll { $0.lastOffset >= offset }
        open = open.filter { $0.value < offset }
        firstOpenOffset = open.values.min()
    }
}
