// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace

/// Words with their counts, in a third of the memory of a dictionary: the bytes of all words in one array, and an
/// open-addressing index of their positions.
///
/// A slot holds 8 bits of the hash and the position plus one in 24 bits; 0 is a free slot. Slots are probed linearly
/// and are at most four fifths full. Arrays grow by a quarter, as doubling would waste memory. Holds fewer than 2^24
/// words of less than 4 GiB in all, which is a precondition: `WordTotals` spreads words over 256 tables.
struct WordTable {
    private var bytes: [UInt8] = []
    /// Where each word begins; it ends where the next one does.
    private var starts: [UInt32] = []
    private var counts: [Int] = []
    private var slots: [UInt32] = []

    /// Number of words.
    var wordCount: Int { counts.count }

    /// Sum of all counts.
    var total: Int { counts.reduce(0, +) }

    /// Adds to the count of a word with this stable hash.
    mutating func add(_ count: Int, to word: ShortBytes, hash: UInt64) {
        unsafe word.withUTF8Bytes { word in
            if !slots.isEmpty, let position = unsafe find(word, hash) {
                counts[position] += count
            } else {
                unsafe insert(word, hash, count)
            }
        }
    }

    /// Reads the slot of a hash; with depth 1 also the entry that it names, with depth 2 also the word's first byte.
    /// Reading one depth for many hashes before `add` lets the memory answer many reads at a time.
    func peek(_ hash: UInt64, depth: Int) -> Int {
        guard !slots.isEmpty else { return 0 }
        let slot = slots[Int(truncatingIfNeeded: hash) & (slots.count - 1)]
        guard depth > 0, slot != 0 else { return Int(slot) }
        let position = Int(slot & 0xff_ffff) - 1
        return counts[position] ^ (depth > 1 ? Int(bytes[Int(starts[position])]) : Int(starts[position]))
    }

    /// Calls `body` with each count and a closure that makes the word.
    func forEach(_ body: (_ count: Int, _ word: () -> ShortBytes) -> Void) {
        for position in counts.indices { body(counts[position]) { word(at: position) } }
    }

    private func range(of position: Int) -> Range<Int> {
        Int(starts[position])..<(position + 1 < starts.count ? Int(starts[position + 1]) : bytes.count)
    }

    private func word(at position: Int) -> ShortBytes {
        unsafe bytes.withUnsafeBytes { unsafe ShortBytes(UnsafeRawBufferPointer(rebasing: $0[range(of: position)])) }
    }

    private static func fragment(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) & 0xff00_0000 }

    private func find(_ word: UnsafeRawBufferPointer, _ hash: UInt64) -> Int? {
        let mask = slots.count - 1
        let fragment = Self.fragment(hash)
        var index = Int(truncatingIfNeeded: hash) & mask
        while slots[index] != 0 {
            let slot = slots[index]
            let position = Int(slot & 0xff_ffff) - 1
            if (slot ^ fragment) >> 24 == 0, unsafe isWord(word, at: position) { return position }
            index = (index + 1) & mask
        }
        return nil
    }

    private func isWord(_ word: UnsafeRawBufferPointer, at position: Int) -> Bool {
        let range = range(of: position)
        guard range.count == word.count else { return false }
        for index in 0..<word.count where unsafe word[index] != bytes[range.lowerBound + index] { return false }
        return true
    }

    private mutating func insert(_ word: UnsafeRawBufferPointer, _ hash: UInt64, _ count: Int) {
        precondition(counts.count < 0xff_fffe && bytes.count + word.count <= UInt32.max, "too many words for a table")
        if counts.count == counts.capacity {
            let capacity = counts.count + max(16, counts.count / 4)
            counts.reserveCapacity(capacity)
            starts.reserveCapacity(capacity)
        }
        if bytes.count + word.count > bytes.capacity {
            bytes.reserveCapacity(bytes.count + max(word.count + 64, bytes.count / 4))
        }
        starts.append(UInt32(bytes.count))
        counts.append(count)
        unsafe bytes.append(contentsOf: word)
        if counts.count * 5 > slots.count * 4 {
            slots = Array(repeating: 0, count: max(16, slots.count * 2))
            for position in counts.indices { place(position, self.word(at: position).stableHashValue) }
        } else {
            place(counts.count - 1, hash)
        }
    }

    private mutating func place(_ position: Int, _ hash: UInt64) {
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: hash) & mask
        while slots[index] != 0 { index = (index + 1) & mask }
        slots[index] = Self.fragment(hash) | UInt32(position + 1)
    }
}
