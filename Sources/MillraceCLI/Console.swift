// Millrace
// SPDX-License-Identifier: Apache-2.0

import Logging

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Standard output, written through at once: a batch's line is there when the batch is done, also in a pipe or a file.
enum Console {
    /// Writes one line.
    static func print(_ line: String) {
        Swift.print(line)
        fflush(nil)
    }
}
