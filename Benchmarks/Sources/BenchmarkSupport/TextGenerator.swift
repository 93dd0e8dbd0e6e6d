// Millrace
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Lines of text with many distinct words: 10 to 14 words each, frequencies by Zipf's law, rare words longer than
/// frequent ones, and one word in fifty longer than 15 bytes. Words are made of their ranks, so no list is kept.
public struct TextGenerator {
    private var random: SplitMix64
    private let logarithm: Double

    /// A generator of words with `vocabulary` ranks. The same arguments give the same text.
    public init(seed: UInt64 = 1, vocabulary: Int) {
        random = SplitMix64(seed: seed)
        logarithm = log(Double(vocabulary + 1))
    }

    /// Adds the next line to `text`, with a line feed.
    public mutating func appendLine(to text: inout [UInt8]) {
        for index in 0..<Int.random(in: 10...14, using: &random) {
            if index > 0 { text.append(32) }
            // The rank r has the probability log((r + 1) / r) / log(vocabulary + 1), nearly that of Zipf's law.
            let point = Double(random.next() >> 11) / 9_007_199_254_740_992
            Self.appendWord(Int(exp(point * logarithm)), to: &text)
        }
        text.append(10)
    }

    /// Syllables of a consonant and a vowel: a number of base 100 whose digits all begin at 1, so no two ranks give one
    /// word.
    private static func appendWord(_ rank: Int, to text: inout [UInt8]) {
        let start = text.count
        var rest = rank
        while rest > 0 {
            rest -= 1
            text.append(consonants[rest % 100 / 5])
            text.append(vowels[rest % 5])
            rest /= 100
        }
        // Endings have letters that syllables lack.
        if rank > 10_000 { text.append(contentsOf: rank % 3 == 0 ? [120, 121] : [120]) }
        if rank % 50 == 49 { text.append(contentsOf: text[start...] + Array("-hydrography".utf8)) }
    }

    private static let consonants = Array("bcdfghjklmnpqrstvwzy".utf8)
    private static let vowels = Array("aeiou".utf8)
}
