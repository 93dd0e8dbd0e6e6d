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

/// The machine's processors.
enum Processors {
    /// How many can run threads now, at least 1.
    static var count: Int { max(ProcessInfo.processInfo.activeProcessorCount, 1) }
}
