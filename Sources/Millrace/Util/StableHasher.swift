// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A 64-bit hash that is the same in every process and on every machine.
///
/// FNV-1a (64 bit) over the bytes fed in, finished with the 64-bit avalanche step of MurmurHash3 so that all bits are
/// usable. Integers are fed as 8 bytes, little-endian, sign-extended. Not for hostile keys: it has no seed, since the
/// same key must reach the same partition in every process (DESIGN decision 7).
/// Source: FNV by Fowler, Noll and Vo; MurmurHash3's `fmix64`.
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

    /// Feeds 8 bytes, least significant first.
    @inlinable
    public mutating func combine(_ word: UInt64) {
        var rest = word
        for _ in 0..<8 {
            combine(byte: UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    /// Feeds bytes as they are, without their count.
    @inlinable
    public mutating func combine(bytes: UnsafeRawBufferPointer) {
        for index in 0..<bytes.count { combine(byte: unsafe bytes[index]) }
    }

    /// Feeds bytes up to the first one that is not below `limit`; `false` if there is such a byte.
    @inlinable
    mutating func combine(bytes: UnsafeBufferPointer<UInt8>, below limit: UInt8) -> Bool {
        for index in 0..<bytes.count {
            let byte = unsafe bytes[index]
            if byte >= limit { return false }
            combine(byte: byte)
        }
        return true
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
