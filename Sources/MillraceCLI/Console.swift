// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Standard output without buffering: a batch's line appears when the batch is done, also in a pipe or a file.
enum Console {
    /// Writes one line.
    static func print(_ line: String) {
        Swift.print(line)
        fflush(nil)
    }
}
