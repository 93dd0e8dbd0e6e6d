// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A 64-bit hash that is the same in every process and on every machine.
///
/// FNV-1a (64 bit) over the bytes fed in; integers, sign-extended to 64 bits, are mixed in by one multiplication
/// instead of eight. Finished with the 64-bit avalanche step of MurmurHash3 so that all bits are usable. Not for
/// hostile keys: it has no seed, since the same key must reach the same partition in every process. Source: FNV by
/// Fowler, Noll and Vo; MurmurHash3's `fmix64` and its first multiplier.
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

    /// Feeds bytes until one is `limit` or greater; returns `false` if there is such a byte.
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
