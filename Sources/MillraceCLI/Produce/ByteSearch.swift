// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Search for delimiters, at the speed of memchr(3).
enum ByteSearch {
    /// The first place of `needle` in `bytes` that begins at `start` or later; nil if there is none, or if `needle` is
    /// empty.
    static func find(_ needle: [UInt8], in bytes: ByteSlice, from start: Int = 0) -> Int? {
        guard let first = needle.first, needle.count <= bytes.count else { return nil }
        return unsafe bytes.withUnsafeBytes { buffer -> Int? in
            guard let base = buffer.baseAddress else { return nil }
            let last = buffer.count - needle.count
            var position = start
            while position <= last {
                // All bytes that memchr reads are inside the buffer: `last` is at most its count.
                guard let found = unsafe memchr(base + position, Int32(first), last - position + 1) else { return nil }
                position = unsafe UnsafeRawPointer(found) - base
                // `position` is at most `last`, so the needle's length fits.
                if unsafe memcmp(base + position, needle, needle.count) == 0 { return position }
                position += 1
            }
            return nil
        }
    }
}
