// Millrace
// SPDX-License-Identifier: Apache-2.0

import CAllocationCounter

/// The heap allocations of a piece of work on its one thread.
struct Allocations {
    /// Whether this process counts allocations: only on Linux, and not under a sanitizer.
    static let areCounted = millrace_allocations_are_counted() != 0

    /// Number of blocks.
    var count: Int
    /// Maximum number of bytes at one time.
    var peakBytes: Int

    /// Runs `body`, which must not suspend, and counts its allocations.
    static func counted<Value>(_ body: () throws -> Value) rethrows -> (Value, Allocations) {
        millrace_allocations_begin()
        let value = try body()
        let counts = millrace_allocations_now()
        return (value, Allocations(count: Int(counts.count), peakBytes: Int(counts.peak_bytes)))
    }
}
