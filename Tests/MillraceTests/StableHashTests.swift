// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Millrace
import Testing

/// Expected values come from a separate implementation in another language.
@Suite struct StableHashTests {
    @Test func goldenValues() {
        #expect("".stableHashValue == 0x72c4897288712555)
        #expect("a".stableHashValue == 0xcf8a62f93e288eed)
        #expect("foobar".stableHashValue == 0x82e04be290fb26bb)
        #expect("Grüße".stableHashValue == 0x2bfd585d4b6a38b9)
        #expect("日本".stableHashValue == 0x2513aa5f546b8124)
        #expect("a string of more than sixteen bytes".stableHashValue == 0xd27fe123b8dc4fd8)
        #expect((0).stableHashValue == 0x72c4897288712555)
        #expect((-1).stableHashValue == 0x35345c625b97865f)
        #expect(Int64.max.stableHashValue == 0x2c4a0a26a5adcc1a)
        #expect(UInt8(7).stableHashValue == 0x1c28d2ed9cfb68da)
        #expect(true.stableHashValue == 0x0d7cea42b5057e4c)
        #expect([UInt8]([1, 2, 3]).stableHashValue == 0x36fe9ba4ce22e3fe)
        #expect([1, 2].stableHashValue == 0xe2dbd518f996a74c)
        #expect(String?("a").stableHashValue == 0x82b7e4f94d1f2bbe)
        #expect(String?.none.stableHashValue == 0xb9034ad37056f5fb)
        #expect(Pair("a", 1).stableHashValue == 0x98eda9cd4136e44d)
    }

    @Test func stringsOfAllLengthsAreFedInWords() {
        for length in 0..<40 {
            let bytes = (0..<length).map { UInt8(0x21 + $0) }
            var hasher = StableHasher()
            for start in stride(from: 0, through: length, by: 8) {
                let part = bytes[start..<min(length, start + 8)]
                // A word of fewer bytes ends the text; the number of its bytes is the highest one.
                var word: UInt64 = part.count < 8 ? UInt64(part.count) << 56 : 0
                for (place, byte) in part.enumerated() { word |= UInt64(byte) << UInt64(place * 8) }
                hasher.combine(word)
            }
            #expect(String(decoding: bytes, as: UTF8.self).stableHashValue == hasher.finalize(), "\(length)")
        }
    }

    @Test func equalValuesHashAlike() {
        #expect("e\u{301}".stableHashValue == "\u{e9}".stableHashValue)
        #expect("日本語".stableHashValue == String("x日本語".dropFirst()).stableHashValue)
        #expect([UInt8](1...3).stableHashValue == ([UInt8](0...4)[1...3]).stableHashValue)
        #expect(Int32(-5).stableHashValue == Int(-5).stableHashValue)
        #expect(Pair("ab", "c").stableHashValue != Pair("a", "bc").stableHashValue)
        #expect(Int?.none.stableHashValue != Int?(0).stableHashValue)
    }

    @Test(arguments: [
        "", "Z\u{308}", "e\u{301}tude", "long enough for words: Ame\u{301}lie", "\u{1112}\u{1161}\u{11ab}",
    ])
    func stringsThatAreEqualHashAlike(text: String) {
        let composed = String(decoding: Array(text.precomposedStringWithCanonicalMapping.utf8), as: UTF8.self)
        #expect(text == composed)
        #expect(text.stableHashValue == composed.stableHashValue)
    }

    @Test func partitionsAreEvenlyFilled() {
        let partitioner = HashPartitioner(partitionCount: 8)
        var sizes = [Int](repeating: 0, count: 8)
        for key in 0..<80_000 { sizes[partitioner.partition(for: key)] += 1 }
        #expect(sizes.allSatisfy { (9_000...11_000).contains($0) })
    }
}
