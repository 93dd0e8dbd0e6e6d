// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A 64-bit hash that is the same in every process and on every machine.
///
/// FNV-1a (64 bit) over single bytes; integers, sign-extended to 64 bits, and strings, eight bytes at a time, are
/// mixed in by one multiplication per word. Finished with the 64-bit avalanche step of MurmurHash3 so that all bits
/// are usable. Not for hostile keys: it has no seed, since the same key must reach the same partition in every
/// process. Source: FNV by Fowler, Noll and Vo; MurmurHash3's `fmix64` and its first multiplier.
public struct StableHasher: Sendable {
    @usableFromInline var state: UInt64 = 0xcbf2_9ce4_8422_2325

    /// A hasher that has seen no bytes.
    @inlinable
    public init() {}

    /// Feeds one byte.
    @inlinable
    public mutating func combine(byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }

    /// Feeds 64 bits at once.
    @inlinable
    public mutating func combine(_ word: UInt64) {
        // Multiplication moves low bits up only; the shift moves high bits down for the next step.
        state = (state ^ word) &* 0xff51_afd7_ed55_8ccd
        state ^= state >> 32
    }

    /// Feeds bytes as they are, without their count.
    @inlinable
    public mutating func combine(bytes: UnsafeRawBufferPointer) {
        for index in 0..<bytes.count { combine(byte: unsafe bytes[index]) }
    }

    /// Feeds bytes eight at a time, little-endian, then a word of those that are left, with their number in its highest
    /// byte. Returns the bits in which a byte of 0xcc or greater shows, 0 if there is none.
    @inlinable
    @discardableResult
    mutating func combine(wordsOf bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let raw = UnsafeRawBufferPointer(bytes)
        var high: UInt64 = 0
        var offset = 0
        while offset + 8 <= raw.count {
            let word = unsafe UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            high |= Self.highBytes(word)
            combine(word)
            offset += 8
        }
        let rest = unsafe UInt64(raw.count - offset) << 56 | Self.tail(of: raw, from: offset)
        // The number of bytes is below 8, and so is the highest byte.
        high |= Self.highBytes(rest)
        combine(rest)
        return high
    }

    /// The bytes from `offset`, a multiple of eight, to the end, fewer than eight, as a number; the first one lowest.
    @inlinable
    @inline(__always)
    static func tail(of bytes: UnsafeRawBufferPointer, from offset: Int) -> UInt64 {
        let count = bytes.count - offset
        guard count > 0 else { return 0 }
        if offset > 0 {
            // In bounds: eight bytes come before the offset.
            let last = unsafe bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
            return UInt64(littleEndian: last) >> UInt64(64 - count * 8)
        }
        if count >= 4 {
            // In bounds: there are four to seven bytes. Those in both words are the same.
            let first = unsafe bytes.loadUnaligned(as: UInt32.self)
            let last = unsafe bytes.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
            return UInt64(UInt32(littleEndian: first)) | UInt64(UInt32(littleEndian: last)) << UInt64((count - 4) * 8)
        }
        // One to three bytes, of which some are read twice.
        let (middle, last) = (count / 2, count - 1)
        let low = unsafe UInt64(bytes[0]) | UInt64(bytes[middle]) << UInt64(middle * 8)
        return unsafe low | UInt64(bytes[last]) << UInt64(last * 8)
    }

    /// The highest bit of each byte that is 0xcc or greater: 0x4c or more above 0x80. No byte carries into the next.
    @inlinable
    static func highBytes(_ word: UInt64) -> UInt64 {
        ((word & 0x7f7f_7f7f_7f7f_7f7f) &+ 0x3434_3434_3434_3434) & word & 0x8080_8080_8080_8080
    }

    /// Feeds bytes as they are, without their count.
    @inlinable
    public mutating func combine(bytes: some Sequence<UInt8>) {
        for byte in bytes { combine(byte: byte) }
    }

    /// The hash of everything fed in.
    @inlinable
    public consuming func finalize() -> UInt64 {
        var hash = state
        hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
        hash = (hash ^ (hash >> 33)) &* 0xc4ce_b9fe_1a85_ec53
        return hash ^ (hash >> 33)
    }
}
