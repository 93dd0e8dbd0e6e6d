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
        #expect(Self.counts(of: table) == expected)
        #expect(table.wordCount == 5_000)
    }

    @Test func countsAboveSixteenBitsAreExact() {
        var table = WordTable()
        var expected: [ShortBytes: Int] = [:]
        for count in [1, 65_535, 65_536, 1 << 33, 7] {
            for number in 0..<3 {
                let word = ShortBytes("w\(number)")
                table.add(count + number, to: word, hash: word.stableHashValue)
                expected[word, default: 0] += count + number
            }
        }
        #expect(Self.counts(of: table) == expected)
    }

    @Test func longWordsAreToldApartByAllTheirBytes() {
        var table = WordTable()
        var expected: [ShortBytes: Int] = [:]
        // Around the lengths at which the length takes more bytes, and at which a word takes a block of its own.
        for length in [253, 254, 255, 256, 8_180, 8_181, 8_192, 20_000] {
            for end in ["a", "b", ""] {
                let word = ShortBytes(String(repeating: "x", count: length) + end)
                for _ in 0..<2 { table.add(length, to: word, hash: word.stableHashValue) }
                expected[word] = 2 * length
            }
        }
        #expect(Self.counts(of: table) == expected)
    }

    /// A batch that was on disk comes in the order of some bits of the hash.
    @Test(arguments: [0, 8, 16, 24])
    func wordsInTheOrderOfTheirHashesAreFoundSoon(firstBit: Int) {
        var table = WordTable()
        let words = (0..<8_000).map { ShortBytes("word-\($0)") }.map { (word: $0, hash: $0.stableHashValue) }
        let sorted = words.sorted { ($0.hash >> firstBit) & 0xff < ($1.hash >> firstBit) & 0xff }
        for (word, hash) in sorted.prefix(2_000) { table.add(1, to: word, hash: hash) }
        #expect(table.longestSearch < 500)
    }

    /// Words can be chosen such that all get into one table.
    @Test func aFullTableGoesOn() {
        var table = WordTable(maxBlocks: 1)
        var expected: [ShortBytes: Int] = [:]
        for round in 0..<2 {
            for number in 0..<3_000 {
                let word = ShortBytes("word-\(number)-\(number % 7 == 0 ? "with-some-more-letters" : "")")
                table.add(round + number, to: word, hash: word.stableHashValue)
                expected[word, default: 0] += round + number
            }
        }
        #expect(table.wordCount == 3_000)
        #expect(Self.counts(of: table) == expected)
    }

    private static func counts(of table: WordTable) -> [ShortBytes: Int] {
        var found: [ShortBytes: Int] = [:]
        table.forEach { count, word in found[word(), default: 0] += count }
        return found
    }

    private func add(_ counts: [(ShortBytes, Int)], to totals: WordTotals) async throws {
        let engine = MillraceContext(EngineConfiguration(appName: "test", master: .local(threads: 1)))
        for block in try await WordTotals.packed(engine.parallelize(counts, partitions: 2)).collect() {
            try totals.add(block)
        }
        await engine.stop()
    }

    @Test func wordsWithOneFragmentAndSlotAreDistinct() {
        var table = WordTable()
        // The same hash for all: only the bytes tell them apart.
        for number in 0..<40 { table.add(number, to: ShortBytes("w\(number)"), hash: 7) }
        #expect(table.wordCount == 40)
        #expect(Self.counts(of: table)[ShortBytes("w39")] == 39)
    }

    @Test func reportHasTheMostFrequentWordsInOrder() async throws {
        let totals = WordTotals()
        let words = (0..<2_000).map { (ShortBytes("w\($0)"), $0 % 100) }
        try await add(Array(words[..<1_700]), to: totals)
        try await add(Array(words[1_700...]), to: totals)
        try await add([(WordTotals.record, 12), (ShortBytes("b"), 99), (ShortBytes("most"), 200)], to: totals)
        let lines = totals.report(top: 4).split(separator: "\n").map(String.init)
        // Words with the same count come in the order of their bytes.
        #expect(
            lines == [
                "top 4 words", "      200 most", "       99 b", "       99 w1099", "       99 w1199",
                "total: 12 records, \(words.reduce(0) { $0 + $1.1 } + 299) words, 2002 distinct words",
            ])
    }

    /// More words than a block holds, in words of all lengths.
    @Test func aBatchOfManyBlocksIsAddedAsAWhole() async throws {
        let totals = WordTotals()
        let words = (0..<20_000).map { (ShortBytes(String(repeating: "x", count: $0 % 40) + "\($0)"), 1 + $0 % 300) }
        try await add(words, to: totals)
        let report = totals.report(top: 0)
        #expect(report.hasSuffix("\(words.reduce(0) { $0 + $1.1 }) words, 20000 distinct words"))
    }

    @Test func reportOfNothing() {
        #expect(WordTotals().report(top: 10) == "\ntop 0 words\n\ntotal: 0 records, 0 words, 0 distinct words")
    }
}
