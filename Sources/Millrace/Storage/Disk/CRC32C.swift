// Millrace
// SPDX-License-Identifier: Apache-2.0

private import CCRC32C

/// CRC-32C (Castagnoli): the checksum of everything that the engine stores.
///
/// Polynomial 0x1EDC6F41, reflected; initial value and final xor are all ones. Source: RFC 3720 section 12.1.
enum CRC32C {
    private static let isHardwareAccelerated = millrace_crc32c_is_available() != 0

    /// The checksum of `bytes`, continuing `seed`: the checksum of the preceding bytes, 0 at the start.
    static func checksum(_ bytes: UnsafeRawBufferPointer, seed: UInt32 = 0) -> UInt32 {
        guard isHardwareAccelerated else { return unsafe portableChecksum(bytes, seed: seed) }
        // The C function reads exactly `count` bytes, so none from an empty buffer without an address.
        return unsafe millrace_crc32c_update(seed, bytes.baseAddress, bytes.count)
    }

    /// `checksum` without the processor's instruction: one table look-up per byte.
    static func portableChecksum(_ bytes: UnsafeRawBufferPointer, seed: UInt32 = 0) -> UInt32 {
        var state = ~seed
        for index in 0..<bytes.count {
            let byte = unsafe bytes[index]
            state = table[Int(UInt8(truncatingIfNeeded: state) ^ byte)] ^ (state >> 8)
        }
        return ~state
    }

    private static let table: [UInt32] = (0..<256).map { byte in
        var value = UInt32(byte)
        for _ in 0..<8 { value = (value >> 1) ^ (value & 1 == 0 ? 0 : 0x82F6_3B78) }
        return value
    }
}
