// Millrace
// SPDX-License-Identifier: Apache-2.0

#if LZ4
/// The 32-bit xxHash with seed 0, which LZ4 frames use as their checksum. Source: xxHash specification 0.1.1.
enum XXHash32 {
    private static let prime1: UInt32 = 2_654_435_761
    private static let prime2: UInt32 = 2_246_822_519
    private static let prime3: UInt32 = 3_266_489_917
    private static let prime4: UInt32 = 668_265_263
    private static let prime5: UInt32 = 374_761_393

    /// The hash of `bytes`.
    static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        var position = 0
        var hash = prime5
        if bytes.count >= 16 {
            var a = prime1 &+ prime2
            var b = prime2
            var c: UInt32 = 0
            var d = 0 &- prime1
            while bytes.count - position >= 16 {
                a = unsafe lane(a, word(bytes, position))
                b = unsafe lane(b, word(bytes, position + 4))
                c = unsafe lane(c, word(bytes, position + 8))
                d = unsafe lane(d, word(bytes, position + 12))
                position += 16
            }
            hash = rotate(a, 1) &+ rotate(b, 7) &+ rotate(c, 12) &+ rotate(d, 18)
        }
        hash &+= UInt32(truncatingIfNeeded: bytes.count)
        while bytes.count - position >= 4 {
            hash = unsafe rotate(hash &+ word(bytes, position) &* prime3, 17) &* prime4
            position += 4
        }
        while position < bytes.count {
            hash = unsafe rotate(hash &+ UInt32(bytes[position]) &* prime5, 11) &* prime1
            position += 1
        }
        hash = (hash ^ (hash >> 15)) &* prime2
        hash = (hash ^ (hash >> 13)) &* prime3
        return hash ^ (hash >> 16)
    }

    @inline(__always)
    private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
        unsafe UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    @inline(__always)
    private static func lane(_ state: UInt32, _ word: UInt32) -> UInt32 {
        rotate(state &+ word &* prime2, 13) &* prime1
    }

    @inline(__always)
    private static func rotate(_ value: UInt32, _ bits: UInt32) -> UInt32 { (value << bits) | (value >> (32 - bits)) }
}
#endif
