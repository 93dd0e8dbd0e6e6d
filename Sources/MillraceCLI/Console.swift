// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Standard output, written through at once: a batch's line is there when the batch is done, also in a pipe or a file.
enum Console {
    /// Writes one line.
    static func print(_ line: String) {
        Swift.print(line)
        fflush(nil)
    }
}
