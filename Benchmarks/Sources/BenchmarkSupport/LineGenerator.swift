// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Random numbers that are the same in every run. Source: SplitMix64, Steele, Lea and Flood 2014.
public struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    /// A generator that starts at `seed`.
    public init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

/// Lines of text for word counts: 15 or 16 words, about 100 bytes. Words have 2 to 9 letters, and their frequencies
/// follow Zipf's law, as in natural text.
public struct LineGenerator {
    private let words: [[UInt8]]
    private let cumulative: [Double]
    private var random: SplitMix64

    /// A generator of lines from `vocabulary` different words (10,000 by default). The same `seed` gives the same
    /// lines.
    public init(seed: UInt64 = 1, vocabulary: Int = 10_000) {
        var random = SplitMix64(seed: seed)
        var seen: Set<[UInt8]> = []
        var words: [[UInt8]] = []
        while words.count < vocabulary {
            let length = Int.random(in: 2...9, using: &random)
            let word = (0..<length).map { _ in UInt8.random(in: 97...122, using: &random) }
            if seen.insert(word).inserted { words.append(word) }
        }
        self.words = words
        self.random = random
        var sum = 0.0
        cumulative = (1...vocabulary).map { rank in
            sum += 1 / Double(rank)
            return sum
        }
    }

    /// The next line, without a line feed.
    public mutating func next() -> [UInt8] {
        var line: [UInt8] = []
        for index in 0..<Int.random(in: 15...16, using: &random) {
            if index > 0 { line.append(32) }
            line.append(
                contentsOf: words[rank(of: Double.random(in: 0..<cumulative[cumulative.count - 1], using: &random))])
        }
        return line
    }

    private func rank(of point: Double) -> Int {
        var low = 0
        var high = cumulative.count - 1
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] > point { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
