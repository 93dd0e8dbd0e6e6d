// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import CCRC32C

/// CRC-32C (Castagnoli): the checksum of record batches since magic 2, and of Millrace's own files.
///
/// Polynomial 0x1EDC6F41, reflected; initial value and final xor are all ones. Source: RFC 3720 section 12.1.
package enum CRC32C {
    /// Whether checksums use the processor's instruction.
    package static let isHardwareAccelerated = millrace_crc32c_is_available() != 0

    /// The checksum of `bytes`, continuing `seed`: the checksum of the preceding bytes, 0 at the start.
    package static func checksum(_ bytes: UnsafeRawBufferPointer, seed: UInt32 = 0) -> UInt32 {
        guard isHardwareAccelerated else { return unsafe portableChecksum(bytes, seed: seed) }
        // The C function reads exactly `count` bytes, so none from an empty buffer without an address.
        return unsafe millrace_crc32c_update(seed, bytes.baseAddress, bytes.count)
    }

    /// The checksum of `bytes`, continuing `seed`.
    package static func checksum(_ bytes: ByteSlice, seed: UInt32 = 0) -> UInt32 {
        unsafe bytes.withUnsafeBytes { unsafe checksum($0, seed: seed) }
    }

    /// The checksum of bytes with the checksum `first`, followed by `count` bytes with the checksum `second`.
    package static func joined(_ first: UInt32, _ second: UInt32, count: Int) -> UInt32 {
        guard count > 0 else { return first }
        var shifted = first
        var rest = count
        // x to the power of 8 · count, one factor for each bit of count.
        for power in powersOfBytes {
            if rest & 1 == 1 { shifted = multiply(shifted, power) }
            rest >>= 1
            if rest == 0 { break }
        }
        return shifted ^ second
    }

    /// x to the powers 8, 16, 32 and so on, for each bit of a number of bytes.
    private static let powersOfBytes: [UInt32] = {
        var powers = [power(8)]
        for index in 1..<Int.bitWidth - 1 { powers.append(multiply(powers[index - 1], powers[index - 1])) }
        return powers
    }()

    /// `checksum` without the processor's instruction: slicing by 8 (tables of 8 KiB), on three lanes at a time while
    /// enough bytes remain.
    package static func portableChecksum(_ bytes: UnsafeRawBufferPointer, seed: UInt32 = 0) -> UInt32 {
        guard let start = bytes.baseAddress else { return seed }
        var state = ~seed
        var position = 0
        let count = bytes.count
        unsafe tables.withUnsafeBufferPointer { tables in
            let t = unsafe tables.baseAddress.unsafelyUnwrapped
            // Every load below is in bounds: the conditions leave 3 lanes for a round, 8 bytes for a step and 1 for the
            // tail.
            while count - position >= 3 * laneBytes {
                unsafe state = round(start + position, state, t)
                position += 3 * laneBytes
            }
            while count - position >= 8 {
                unsafe state = step(start + position, state, t)
                position += 8
            }
            while position < count {
                let byte = unsafe start.load(fromByteOffset: position, as: UInt8.self)
                state = unsafe t[Int(UInt8(truncatingIfNeeded: state) ^ byte)] ^ (state >> 8)
                position += 1
            }
        }
        return ~state
    }

    // MARK: Portable implementation

    private static let laneBytes = 1024
    /// Multipliers that advance a register over as many zero bytes as one lane or two lanes have.
    private static let overOneLane = power(8 * laneBytes)
    private static let overTwoLanes = power(16 * laneBytes)

    /// Table k starts at 256 * k and maps a byte to its remainder after k more zero bytes.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var value = UInt32(byte)
            for _ in 0..<8 { value = (value >> 1) ^ (value & 1 == 0 ? 0 : reflectedPolynomial) }
            tables[byte] = value
        }
        for index in 256..<8 * 256 {
            let previous = tables[index - 256]
            tables[index] = tables[Int(previous & 0xff)] ^ (previous >> 8)
        }
        return tables
    }()

    private static let reflectedPolynomial: UInt32 = 0x82F6_3B78

    /// Processes three lanes of `laneBytes` bytes side by side, so that table look-ups do not wait for each other, and
    /// joins them into one register.
    @inline(__always)
    private static func round(_ p: UnsafeRawPointer, _ state: UInt32, _ t: UnsafePointer<UInt32>) -> UInt32 {
        var a = state
        var b: UInt32 = 0
        var c: UInt32 = 0
        var index = 0
        while index < laneBytes {
            a = unsafe step(p + index, a, t)
            b = unsafe step(p + (laneBytes + index), b, t)
            c = unsafe step(p + (2 * laneBytes + index), c, t)
            index += 8
        }
        return multiply(a, overTwoLanes) ^ multiply(b, overOneLane) ^ c
    }

    /// Processes eight bytes with eight tables.
    @inline(__always)
    private static func step(_ p: UnsafeRawPointer, _ state: UInt32, _ t: UnsafePointer<UInt32>) -> UInt32 {
        let word = unsafe UInt64(littleEndian: p.loadUnaligned(as: UInt64.self)) ^ UInt64(state)
        // In bounds: every index is a byte plus 256 times a table number below 8.
        let first = unsafe t[1792 + Int(word & 0xff)] ^ t[1536 + Int((word >> 8) & 0xff)]
        let second = unsafe t[1280 + Int((word >> 16) & 0xff)] ^ t[1024 + Int((word >> 24) & 0xff)]
        let third = unsafe t[768 + Int((word >> 32) & 0xff)] ^ t[512 + Int((word >> 40) & 0xff)]
        let fourth = unsafe t[256 + Int((word >> 48) & 0xff)] ^ t[Int(word >> 56)]
        return first ^ second ^ third ^ fourth
    }

    /// The product of two polynomials modulo the CRC's polynomial. Bits are reversed: bit 31 is x^0.
    private static func multiply(_ a: UInt32, _ b: UInt32) -> UInt32 {
        var product: UInt32 = 0
        var shifted = b
        for bit in stride(from: 31, through: 0, by: -1) {
            product ^= shifted & (0 &- ((a >> UInt32(bit)) & 1))
            shifted = (shifted >> 1) ^ (reflectedPolynomial & (0 &- (shifted & 1)))
        }
        return product
    }

    /// x to the power of `exponent`, modulo the CRC's polynomial.
    private static func power(_ exponent: Int) -> UInt32 {
        var result: UInt32 = 1 << 31
        var square: UInt32 = 1 << 30
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result = multiply(result, square) }
            square = multiply(square, square)
            rest >>= 1
        }
        return result
    }
}
