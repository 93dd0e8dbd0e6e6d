// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import Testing

@testable import MillraceCLI

/// The table of totals of `millrace wordcount`.
@Suite struct WordTotalsTests {
    @Test func countsEqualThoseOfADictionary() {
        var table = WordTable()
        var expected: [ShortBytes: Int] = [:]
        for round in 0..<3 {
            for number in 0..<5_000 {
                // Short and long words, and such that begin alike.
                let word = ShortBytes(number % 3 == 0 ? "word-with-many-letters-\(number)" : "w\(number)")
                let count = (number &* 31 + round) % 7
                table.add(count, to: word, hash: word.stableHashValue)
                expected[word, default: 0] += count
            }
        }
        var found: [ShortBytes: Int] = [:]
        table.forEach { count, word in found[word()] = count }
        #expect(found == expected)
        #expect(table.wordCount == 5_000)
        #expect(table.total == expected.values.reduce(0, +))
    }

    @Test func wordsWithOneFragmentAndSlotAreDistinct() {
        var table = WordTable()
        // The same hash for all: only the bytes tell them apart.
        for number in 0..<40 { table.add(number, to: ShortBytes("w\(number)"), hash: 7) }
        var found: [ShortBytes: Int] = [:]
        table.forEach { count, word in found[word()] = count }
        #expect(table.wordCount == 40)
        #expect(found[ShortBytes("w39")] == 39)
    }

    @Test func reportHasTheMostFrequentWordsInOrder() {
        let totals = WordTotals()
        let words = (0..<2_000).map { (ShortBytes("w\($0)"), $0 % 100) }
        for part in stride(from: 0, to: 2_000, by: 700) { totals.add(Array(words[part..<min(part + 700, 2_000)])) }
        totals.add([(WordTotals.record, 12), (ShortBytes("b"), 99), (ShortBytes("most"), 200)])
        let lines = totals.report(top: 4).split(separator: "\n").map(String.init)
        // Words with the same count come in the order of their bytes.
        #expect(
            lines == [
                "top 4 words", "      200 most", "       99 b", "       99 w1099", "       99 w1199",
                "total: 12 records, \(words.reduce(0) { $0 + $1.1 } + 299) words, 2002 distinct words",
            ])
    }

    @Test func reportOfNothing() {
        #expect(WordTotals().report(top: 10) == "\ntop 0 words\n\ntotal: 0 records, 0 words, 0 distinct words")
    }
}
