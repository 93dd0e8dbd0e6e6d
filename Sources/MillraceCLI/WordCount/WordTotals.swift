// Millrace
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The totals over all batches of a word count.
final class WordTotals: Sendable {
    private let counts = Mutex<[Token: Int]>([:])

    /// Adds the counts of one batch.
    func add(_ batch: [(Token, Int)]) {
        counts.withLock { counts in
            for (token, count) in batch { counts[token, default: 0] += count }
        }
    }

    /// The `top` most frequent words, equal counts in byte order, then the sums.
    func report(top: Int) -> String {
        let counts = counts.withLock { $0 }
        var words: [(word: Word, count: Int)] = []
        for case (.word(let word), let count) in counts { words.append((word, count)) }
        words.sort { ($1.count, $0.word) < ($0.count, $1.word) }
        var lines = ["", "top \(min(top, words.count)) words"]
        for entry in words.prefix(top) {
            let number = String(entry.count)
            lines.append(
                String(repeating: " ", count: max(9 - number.count, 0)) + number + " " + entry.word.description)
        }
        let total = words.reduce(0) { $0 + $1.count }
        lines.append("")
        lines.append("total: \(counts[.record] ?? 0) records, \(total) words, \(words.count) distinct words")
        return lines.joined(separator: "\n")
    }
}
