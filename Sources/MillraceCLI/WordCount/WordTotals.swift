// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import Synchronization

/// The totals over all batches of a word count.
final class WordTotals: Sendable {
    /// A key that is counted once per record, beside the words, which are never empty.
    ///
    /// Counting records in the same pass makes their number exact even if offsets have gaps, and a retried task counts
    /// them once.
    static let record = ShortBytes("")

    private struct State {
        var records = 0
        /// Words by the uppermost byte of their hashes.
        var tables = [WordTable](repeating: WordTable(), count: 256)
        /// Keeps the reads ahead from being optimized away.
        private var seen = 0

        mutating func add(_ run: [Entry]) {
            let hashes = run.map { $0.word.stableHashValue }
            for depth in 0...1 {
                for hash in hashes { seen ^= tables[Int(hash >> 56)].peek(hash, depth: depth) }
            }
            for ((word, count), hash) in zip(run, hashes) {
                if word == WordTotals.record {
                    records += count
                } else {
                    tables[Int(hash >> 56)].add(count, to: word, hash: hash)
                }
            }
        }
    }

    private static let blockSize = 64 << 10

    private typealias Entry = (word: ShortBytes, count: Int)

    private let state = Mutex(State())

    /// The counts in blocks of bytes, which take a third of the memory of pairs.
    static func packed(_ counts: RDD<(ShortBytes, Int)>) -> RDD<StoredBytes> {
        counts.mapPartitions { elements, emit in
            var writer = StoreWriter(capacity: blockSize)
            try await elements.forEach { word, count in
                word.store(into: &writer)
                writer.writeCount(count)
                guard writer.count > blockSize - 64 else { return }
                try emit(unsafe writer.withWritten { unsafe StoredBytes($0) })
                writer.truncate(to: 0)
            }
            if writer.count > 0 { try emit(unsafe writer.withWritten { unsafe StoredBytes($0) }) }
        }
    }

    /// Adds the counts in a block.
    /// - Throws: `StorableError` if it is not one of `packed`.
    func add(_ block: StoredBytes) throws {
        var reader = StoreReader(block)
        try state.withLock { state in
            var run: [Entry] = []
            run.reserveCapacity(512)
            while reader.remaining > 0 {
                let word = try ShortBytes(from: &reader, version: 0)
                run.append((word, Int(truncatingIfNeeded: try reader.readVarint())))
                guard run.count == 512 || reader.remaining == 0 else { continue }
                state.add(run)
                run.removeAll(keepingCapacity: true)
            }
        }
    }

    /// The `top` most frequent words, equal counts in byte order, then the sums.
    func report(top: Int) -> String {
        state.withLock { state in
            let (most, total) = Self.mostFrequent(top, of: state.tables)
            var lines = ["", "top \(most.count) words"]
            for entry in most {
                let number = String(entry.count)
                lines.append(
                    String(repeating: " ", count: max(9 - number.count, 0)) + number + " " + entry.word.string)
            }
            let distinct = state.tables.reduce(0) { $0 + $1.wordCount }
            lines.append("")
            lines.append("total: \(state.records) records, \(total) words, \(distinct) distinct words")
            return lines.joined(separator: "\n")
        }
    }

    /// The most frequent words, and the sum of all counts. Keeps twice as many words as are asked for at most, and
    /// makes no word that is not frequent enough.
    private static func mostFrequent(_ top: Int, of tables: [WordTable]) -> (words: [Entry], total: Int) {
        var best: [Entry] = []
        var least = 0
        var total = 0
        for table in tables {
            table.forEach { count, word in
                total += count
                guard top > 0, count >= least else { return }
                best.append((word(), count))
                guard best.count == 2 * top else { return }
                best.sort { ($1.count, $0.word) < ($0.count, $1.word) }
                best.removeLast(top)
                least = best[top - 1].count
            }
        }
        best.sort { ($1.count, $0.word) < ($0.count, $1.word) }
        return (Array(best.prefix(top)), total)
    }
}
