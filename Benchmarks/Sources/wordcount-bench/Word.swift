// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Millrace

/// A word whose bytes are stored inline if it has at most 15 of them, so that counting allocates no memory. An
/// alternative to String for jobs that count bytes. A longer word is copied to the heap.
struct Word: Hashable, Sendable, StableHashable {
    private let low: UInt64
    private let high: UInt64
    private let long: [UInt8]?

    init(_ bytes: UnsafeRawBufferPointer, at range: Range<Int>) {
        guard range.count <= 15 else {
            low = 0
            high = 0
            long = Array(bytes[range])
            return
        }
        long = nil
        guard range.lowerBound + 16 <= bytes.count else {
            (low, high) = Self.pack(bytes, range)
            return
        }
        // Both loads stay inside the line.
        let first = bytes.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self)
        let second = bytes.loadUnaligned(fromByteOffset: range.lowerBound + 8, as: UInt64.self)
        low = first & Self.mask(range.count)
        high = second & Self.mask(range.count - 8) | UInt64(range.count) << 56
    }

    /// A mask of the lowest `count` bytes: none below 0, all above 7.
    private static func mask(_ count: Int) -> UInt64 {
        count >= 8 ? .max : count <= 0 ? 0 : (1 << UInt64(count * 8)) - 1
    }

    private static func pack(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> (low: UInt64, high: UInt64) {
        var low: UInt64 = 0
        var high = UInt64(range.count) << 56
        for index in range {
            let byte = UInt64(bytes[index])
            let place = index - range.lowerBound
            if place < 8 { low |= byte << UInt64(place * 8) } else { high |= byte << UInt64((place - 8) * 8) }
        }
        return (low, high)
    }

    static func == (a: Word, b: Word) -> Bool {
        // Only long words have 0 in `high`, which holds the length of the others.
        a.low == b.low && a.high == b.high && (a.high != 0 || a.long == b.long)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(stableHashValue) }

    func stableHash(into hasher: inout StableHasher) {
        guard let long else {
            low.stableHash(into: &hasher)
            high.stableHash(into: &hasher)
            return
        }
        long.stableHash(into: &hasher)
    }
}

extension ByteSlice {
    /// Calls `body` with the range of each run of bytes between spaces.
    @inline(__always)
    private func forEachWord(_ body: (UnsafeRawBufferPointer, Range<Int>) throws -> Void) rethrows {
        try withUnsafeBytes { bytes in
            var start = 0
            for index in 0..<bytes.count where bytes[index] == 0x20 {
                if index > start { try body(bytes, start..<index) }
                start = index + 1
            }
            if bytes.count > start { try body(bytes, start..<bytes.count) }
        }
    }

    /// Emits each word as a `Word`, with the count 1.
    func words(_ emit: ((Word, Int)) throws -> Void) rethrows {
        try forEachWord { bytes, range in try emit((Word(bytes, at: range), 1)) }
    }

    /// Emits each word as a `String`, with the count 1.
    func stringWords(_ emit: ((String, Int)) throws -> Void) rethrows {
        try forEachWord { bytes, range in
            try emit((String(decoding: UnsafeRawBufferPointer(rebasing: bytes[range]), as: UTF8.self), 1))
        }
    }
}
