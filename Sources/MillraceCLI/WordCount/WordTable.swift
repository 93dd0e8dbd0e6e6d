// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace

/// Words with their counts, in a fraction of the memory of a dictionary: entries in blocks, and an open-addressing
/// index of their positions.
///
/// An entry is the lower 16 bits of the count, the length of the word in one byte, and the word. Blocks are never moved
/// or freed, as arrays that grow would leave holes in the heap. A slot of the index holds 8 bits of the hash and the
/// position plus one in 24 bits; 0 is a free slot. Slots are probed linearly, are at most four fifths full, and grow by
/// a quarter. A full table puts further words into another one. Own design.
struct WordTable {
    private static let blockBits: UInt32 = 13
    private static let blockSize = 1 << Int(blockBits)
    /// The length byte of words that are as long or longer; eight bytes with their length follow.
    private static let longLength = 0xff

    private let maxBlocks: Int
    private var blocks: [[UInt8]] = []
    private var slots: [UInt32] = []
    private var ownCount = 0
    /// The upper bits of counts above 16 bits, by position.
    private var carries: [UInt32: Int] = [:]
    /// Empty, or the table of the words for which this one has no room.
    private var next: [WordTable] = []

    /// An empty table of at most `maxBlocks` blocks of 8 KiB, after which the next one begins; a longer word takes a
    /// block of its own.
    init(maxBlocks: Int = 2047) {
        precondition((1...2047).contains(maxBlocks), "a position has 24 bits")
        self.maxBlocks = maxBlocks
    }

    /// Number of words.
    var wordCount: Int { ownCount + (next.first?.wordCount ?? 0) }

    /// Adds to the count of a word with this stable hash.
    mutating func add(_ count: Int, to word: ShortBytes, hash: UInt64) {
        unsafe word.withUTF8Bytes { unsafe add(count, to: $0, hash: hash) }
    }

    private mutating func add(_ count: Int, to word: UnsafeRawBufferPointer, hash: UInt64) {
        if !slots.isEmpty, let position = unsafe find(word, hash) { return addToCount(at: position, count) }
        if next.isEmpty {
            if unsafe insert(word, count, hash) { return }
            next.append(WordTable(maxBlocks: maxBlocks))
        }
        unsafe next[0].add(count, to: word, hash: hash)
    }

    /// Reads the slot of a hash; with depth 1 also the entry that it names. Reading one depth for many hashes before
    /// `add` lets the memory answer many reads at a time.
    func peek(_ hash: UInt64, depth: Int) -> Int {
        guard !slots.isEmpty else { return 0 }
        let slot = slots[home(of: hash)]
        guard depth > 0, slot != 0 else { return Int(slot) }
        let position = (slot & 0xff_ffff) - 1
        return Int(blocks[Int(position >> Self.blockBits)][Int(position) & (Self.blockSize - 1)])
    }

    /// Calls `body` with each count and a closure that makes the word.
    func forEach(_ body: (_ count: Int, _ word: () -> ShortBytes) -> Void) {
        for (index, block) in blocks.enumerated() {
            var offset = 0
            while offset < block.count {
                let word = Self.word(in: block, at: offset)
                let position = UInt32(index) << Self.blockBits | UInt32(offset)
                body(Self.lowCount(in: block, at: offset) + (carries[position] ?? 0) << 16) {
                    unsafe block.withUnsafeBytes { unsafe ShortBytes(UnsafeRawBufferPointer(rebasing: $0[word])) }
                }
                offset = word.upperBound
            }
        }
        next.first?.forEach(body)
    }

    // MARK: Entries

    private static func lowCount(in block: [UInt8], at offset: Int) -> Int {
        Int(block[offset]) | Int(block[offset + 1]) << 8
    }

    /// The bytes of the word of the entry at `offset`.
    private static func word(in block: [UInt8], at offset: Int) -> Range<Int> {
        let short = Int(block[offset + 2])
        guard short == longLength else { return offset + 3..<offset + 3 + short }
        let length = (0..<8).reduce(0) { $0 | Int(block[offset + 3 + $1]) << ($1 * 8) }
        return offset + 11..<offset + 11 + length
    }

    private mutating func addToCount(at position: UInt32, _ count: Int) {
        let (block, offset) = (Int(position >> Self.blockBits), Int(position) & (Self.blockSize - 1))
        let sum = Self.lowCount(in: blocks[block], at: offset) + count
        blocks[block][offset] = UInt8(truncatingIfNeeded: sum)
        blocks[block][offset + 1] = UInt8(truncatingIfNeeded: sum >> 8)
        if sum >> 16 != 0 { carries[position, default: 0] += sum >> 16 }
    }

    /// Adds a word that the table does not have. Returns false if there is no room for it.
    private mutating func insert(_ word: UnsafeRawBufferPointer, _ count: Int, _ hash: UInt64) -> Bool {
        let isLong = word.count >= Self.longLength
        let size = word.count + (isLong ? 11 : 3)
        if blocks.isEmpty || blocks[blocks.count - 1].count + size > Self.blockSize {
            guard blocks.count < maxBlocks else { return false }
            blocks.append([])
            // The first block grows, as there may be few words.
            if blocks.count > 1 { blocks[blocks.count - 1].reserveCapacity(max(size, Self.blockSize)) }
        }
        let last = blocks.count - 1
        let position = UInt32(last) << Self.blockBits | UInt32(blocks[last].count)
        blocks[last].append(contentsOf: [0, 0, UInt8(isLong ? Self.longLength : word.count)])
        if isLong { for byte in 0..<8 { blocks[last].append(UInt8(truncatingIfNeeded: word.count >> (byte * 8))) } }
        unsafe blocks[last].append(contentsOf: word)
        addToCount(at: position, count)
        ownCount += 1
        if ownCount * 5 > slots.count * 4 { growSlots() } else { place(position, hash) }
        return true
    }

    // MARK: Index

    /// The slot at which the search for a hash begins. Batches bring words in the order of some bits of their hashes,
    /// so the bits are mixed: else the words of one batch would crowd a part of the table.
    private func home(of hash: UInt64) -> Int {
        let mixed = UInt32(truncatingIfNeeded: hash) &* 0x9e37_79b1
        return Int((UInt64(mixed) * UInt64(slots.count)) >> 32)
    }

    /// The number of slots between a word and the one at which its search begins, at most.
    var longestSearch: Int {
        var longest = 0
        forEach { _, word in
            let word = word()
            let hash = word.stableHashValue
            let start = home(of: hash)
            let found = unsafe word.withUTF8Bytes { unsafe find($0, hash) }
            guard let found, let slot = slots.firstIndex(of: Self.fragment(hash) | (found + 1)) else { return }
            longest = max(longest, slot >= start ? slot - start : slot + slots.count - start)
        }
        return longest
    }

    /// Bits of the hash that neither the slot nor the choice of a table in `WordTotals` comes from.
    private static func fragment(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 16) & 0xff00_0000 }

    private func find(_ word: UnsafeRawBufferPointer, _ hash: UInt64) -> UInt32? {
        let fragment = Self.fragment(hash)
        var index = home(of: hash)
        while slots[index] != 0 {
            let slot = slots[index]
            let position = (slot & 0xff_ffff) - 1
            if (slot ^ fragment) >> 24 == 0, unsafe isWord(word, at: position) { return position }
            index = index + 1 == slots.count ? 0 : index + 1
        }
        return nil
    }

    private func isWord(_ word: UnsafeRawBufferPointer, at position: UInt32) -> Bool {
        unsafe blocks[Int(position >> Self.blockBits)].withUnsafeBytes { block in
            let offset = Int(position) & (Self.blockSize - 1)
            let short = unsafe Int(block[offset + 2])
            guard short == min(word.count, Self.longLength) else { return false }
            let start = offset + (short == Self.longLength ? 11 : 3)
            // Lengths of long words may differ: a shorter one ends before the block does.
            guard start + word.count <= block.count else { return false }
            if short == Self.longLength {
                let length = unsafe UInt64(
                    littleEndian: block.loadUnaligned(fromByteOffset: offset + 3, as: UInt64.self))
                guard length == UInt64(word.count) else { return false }
            }
            for index in 0..<word.count where unsafe word[index] != block[start + index] { return false }
            return true
        }
    }

    private mutating func growSlots() {
        slots = Array(repeating: 0, count: max(16, slots.count + slots.count / 4))
        for (index, block) in blocks.enumerated() {
            var offset = 0
            while offset < block.count {
                let word = Self.word(in: block, at: offset)
                let hash = unsafe block.withUnsafeBytes { bytes in
                    unsafe ShortBytes(UnsafeRawBufferPointer(rebasing: bytes[word])).stableHashValue
                }
                place(UInt32(index) << Self.blockBits | UInt32(offset), hash)
                offset = word.upperBound
            }
        }
    }

    private mutating func place(_ position: UInt32, _ hash: UInt64) {
        var index = home(of: hash)
        while slots[index] != 0 { index = index + 1 == slots.count ? 0 : index + 1 }
        slots[index] = Self.fragment(hash) | (position + 1)
    }
}
