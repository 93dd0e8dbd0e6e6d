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

        mutating func add(_ run: ArraySlice<(ShortBytes, Int)>) {
            let hashes = run.map { $0.0.stableHashValue }
            for depth in 0...2 {
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

    private typealias Entry = (word: ShortBytes, count: Int)

    private let state = Mutex(State())

    /// Adds counts of one batch.
    func add(_ counts: [(ShortBytes, Int)]) {
        state.withLock { state in
            for start in stride(from: 0, to: counts.count, by: 512) {
                state.add(counts[start..<min(start + 512, counts.count)])
            }
        }
    }

    /// The `top` most frequent words, equal counts in byte order, then the sums.
    func report(top: Int) -> String {
        state.withLock { state in
            let most = Self.mostFrequent(top, of: state.tables)
            var lines = ["", "top \(most.count) words"]
            for entry in most {
                let number = String(entry.count)
                lines.append(
                    String(repeating: " ", count: max(9 - number.count, 0)) + number + " " + entry.word.string)
            }
            let total = state.tables.reduce(0) { $0 + $1.total }
            let distinct = state.tables.reduce(0) { $0 + $1.wordCount }
            lines.append("")
            lines.append("total: \(state.records) records, \(total) words, \(distinct) distinct words")
            return lines.joined(separator: "\n")
        }
    }

    /// Keeps twice as many words as are asked for at most, and makes no word that is not frequent enough.
    private static func mostFrequent(_ top: Int, of tables: [WordTable]) -> [Entry] {
        guard top > 0 else { return [] }
        var best: [Entry] = []
        var least = 0
        for table in tables {
            table.forEach { count, word in
                guard count >= least else { return }
                best.append((word(), count))
                guard best.count == 2 * top else { return }
                best.sort { ($1.count, $0.word) < ($0.count, $1.word) }
                best.removeLast(top)
                least = best[top - 1].count
            }
        }
        best.sort { ($1.count, $0.word) < ($0.count, $1.word) }
        return Array(best.prefix(top))
    }
}
