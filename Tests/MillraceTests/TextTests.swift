// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport
import Testing

/// Parts of text, and bytes as keys.
@Suite struct TextTests {
    @Test(arguments: [
        "", " ", "a", " a", "a ", "to be  or not", "  leading and trailing  ", "Grüße aus Köln", "日本 語", "a\tb c",
        "a line that is longer than fifteen bytes in some of its wordswordswords",
    ])
    func fieldsAreThoseOfSplit(text: String) {
        #expect(Array(text.fields(" ")) == text.unicodeScalars.split(separator: " ").map(String.init))
        #expect(text.fields(" ", as: ShortBytes.self).map(\.string) == Array(text.fields(" ")))
        #expect(Array(text.dropFirst().fields(" ")) == Array(String(text.dropFirst()).fields(" ")))
        #expect(Array(Array(text.utf8).fields(" ")) == Array(text.fields(" ")))
    }

    /// Words of all lengths at all offsets, beside bytes that differ from a separator in one bit, are lower or higher.
    @Test func fieldsAreFoundAtAllOffsets() {
        let others: [UInt8] = [0x00, 0x08, 0x0e, 0x1f, 0x21, 0x60, 0x80, 0x89, 0xa0, 0xff]
        func split(_ bytes: [UInt8], _ isSeparator: (UInt8) -> Bool) -> [[UInt8]] {
            bytes.split(whereSeparator: isSeparator).map { Array($0) }
        }
        for separator: UInt8 in [0x20, 0x09, 0x0d] {
            for (length, other) in (0..<20).flatMap({ length in others.map { (length, $0) } }) {
                for offset in 0..<9 {
                    let word = (0..<length).map { $0 == length / 2 ? other : UInt8(0x61 + $0) }
                    let start: [UInt8] = Array(repeating: 0x78, count: offset) + [separator]
                    let bytes = start + word + [separator, separator, 0x79]
                    let scalar = Unicode.Scalar(separator)
                    let parts = split(bytes) { $0 == separator }
                    #expect(Array(bytes.fields(scalar, as: [UInt8].self)) == parts)
                    let words = split(bytes) { $0 == 0x20 || (9...13).contains($0) }
                    #expect(Array(bytes.fields(as: [UInt8].self)) == words)
                    var each: [[UInt8]] = []
                    bytes.fields(scalar, as: [UInt8].self).forEach { each.append($0) }
                    bytes.fields(as: [UInt8].self).forEach { each.append($0) }
                    #expect(each == parts + words)
                }
            }
        }
    }

    @Test func forEachGoesOnWhereTheIteratorIs() {
        var fields = "a→b→c".fields("→")
        #expect(fields.next() == "a")
        var rest: [String] = []
        fields.forEach { rest.append($0) }
        #expect(rest == ["b", "c"])
    }

    /// A text may be in memory that is shared, so that asking for its bytes costs an atomic count.
    @Test func flatMapAsksATextForItsBytesOnce() async throws {
        struct Text: UTF8Bytes {
            let asked: Counter
            func withUTF8Bytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
                asked.increment()
                return try "to be or not".withUTF8Bytes(body)
            }
        }
        let asked = Counter()
        let words = makeEngine().range(0..<3).flatMap { _ in Text(asked: asked).fields(" ") }
        #expect(try await words.count() == 12)
        #expect(asked.value == 3)
    }

    @Test func whiteSpaceSeparates() {
        #expect(Array("\t a\r\nb\u{0b}c\u{0c}d\u{a0}e ".fields()) == ["a", "b", "c", "d\u{a0}e"])
        #expect(Array("x y".fields(as: [UInt8].self)) == [[0x78], [0x79]])
    }

    @Test func separatorsMayHaveSeveralBytes() {
        #expect(Array("a→b→→ →c".fields("→")) == ["a", "b", " ", "c"])
        #expect(Array("→".fields("→")).isEmpty)
        // The first two of its three bytes are no separator.
        #expect(Array("a⇒b".fields("→")) == ["a⇒b"])
    }

    /// `split` sees one character there: a separator with a combining mark.
    @Test func aCombiningMarkBeginsAPart() {
        #expect(Array("a \u{301}b".fields(" ")) == ["a", "\u{301}b"])
    }

    @Test func bytesThatAreNotTextAreReplaced() {
        #expect(Array([0x61, 0xff, 0x20, 0x62].fields(" ")) == ["a\u{fffd}", "b"])
        #expect([0x61, 0xff, 0x20].fields(" ", as: ShortBytes.self).map(\.bytes) == [[0x61, 0xff]])
    }

    @Test func shortBytesAreTheBytes() throws {
        for count in 0...40 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + 200) }
            let key = ShortBytes(bytes)
            #expect(key.bytes == bytes && key.count == count)
            #expect(key == ShortBytes(bytes) && key.stableHashValue == ShortBytes(bytes).stableHashValue)
            var writer = StoreWriter()
            try writer.write(key)
            var reader = StoreReader(writer.finish())
            #expect(try reader.read(ShortBytes.self) == key)
        }
        #expect("word" as ShortBytes == ShortBytes("word"))
        #expect("\(ShortBytes("a long word of twenty"))" == "a long word of twenty")
        #expect(MemoryLayout<ShortBytes>.size == 24)
    }

    @Test func shortBytesAreOrderedAsTheirBytes() {
        let texts: [[UInt8]] = [
            [], [0], [0, 0], [0, 1], [1], [1, 0, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0, 0, 0],
            [1, 0, 0, 0, 0, 0, 0, 0, 2], Array(repeating: 5, count: 15), Array(repeating: 5, count: 16),
            Array(repeating: 5, count: 17), [5, 6], [200], [255, 255],
        ]
        for (index, left) in texts.enumerated() {
            for (other, right) in texts.enumerated() {
                #expect((ShortBytes(left) < ShortBytes(right)) == (index < other), "\(left) \(right)")
                #expect((ShortBytes(left) == ShortBytes(right)) == (index == other))
            }
        }
        let distinct = Set(texts.map { ShortBytes($0).stableHashValue })
        #expect(distinct.count == texts.count)
    }

    @Test func wordsAreCountedByEitherKey() async throws {
        let engine = makeEngine()
        let lines = engine.parallelize(["to be or not to be", "a word_of_more_than_fifteen_bytes to"], partitions: 2)
        let strings = lines.flatMap { $0.fields(" ") }.map { ($0, 1) }.reduceByKey(+)
        let keys = lines.flatMap { $0.fields(" ", as: ShortBytes.self) }.map { ($0, 1) }.reduceByKey(+)
        let counts = try await strings.collectAsMap()
        #expect(counts["to"] == 3 && counts["word_of_more_than_fifteen_bytes"] == 1 && counts.count == 6)
        #expect(try await dictionary(keys.map { ($0.0.string, $0.1) }.collect()) == counts)
    }
}
