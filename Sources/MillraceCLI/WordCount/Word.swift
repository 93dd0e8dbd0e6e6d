// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Millrace

/// The bytes of one word, compared as bytes, as `sort` and `uniq` do.
///
/// Up to 15 bytes are stored inline, so that counting common words allocates nothing and keeps no record alive.
struct Word: Hashable, Sendable {
    /// Bytes 0–7 and 8–14, padded with zeros; the top byte of `high` is the length. Both are 0 for a longer word.
    private let low: UInt64
    private let high: UInt64
    private let long: [UInt8]?

    /// A copy of `bytes`.
    init(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count <= 15 else {
            low = 0
            high = 0
            unsafe long = Array(bytes)
            return
        }
        var low: UInt64 = 0
        var high = UInt64(bytes.count) << 56
        for index in 0..<bytes.count {
            let byte = unsafe UInt64(bytes[index])
            if index < 8 { low |= byte << UInt64(index * 8) } else { high |= byte << UInt64((index - 8) * 8) }
        }
        self.low = low
        self.high = high
        long = nil
    }

    /// The bytes.
    var bytes: [UInt8] {
        if let long { return long }
        return (0..<Int(high >> 56)).map { index -> UInt8 in
            let (half, position) = index < 8 ? (low, index) : (high, index - 8)
            return UInt8(truncatingIfNeeded: half >> UInt64(position * 8))
        }
    }
}

extension Word: StableHashable {
    func stableHash(into hasher: inout StableHasher) {
        if let long {
            long.stableHash(into: &hasher)
        } else {
            low.stableHash(into: &hasher)
            high.stableHash(into: &hasher)
        }
    }
}

extension Word: Comparable {
    /// Bytewise, as `LC_ALL=C sort`.
    static func < (a: Word, b: Word) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
}

extension Word: CustomStringConvertible {
    var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension ByteSlice {
    /// Calls `body` with each run of bytes between ASCII white space (space, tab, LF, VT, FF, CR), as `wc -w` splits
    /// words.
    func forEachWord(_ body: (Word) throws -> Void) rethrows {
        try unsafe withUnsafeBytes { bytes in
            var start = 0
            for index in 0..<bytes.count {
                let byte = unsafe bytes[index]
                guard byte == 0x20 || (byte >= 0x09 && byte <= 0x0d) else { continue }
                if index > start { try body(unsafe Word(UnsafeRawBufferPointer(rebasing: bytes[start..<index]))) }
                start = index + 1
            }
            if bytes.count > start { try body(unsafe Word(UnsafeRawBufferPointer(rebasing: bytes[start...]))) }
        }
    }
}
