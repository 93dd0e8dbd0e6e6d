// Millrace
// SPDX-License-Identifier: Apache-2.0

import CAllocationCounter

/// What a piece of work asked the heap for, on the one thread that it ran on.
struct Allocations {
    /// Whether this process counts them: not on other systems than Linux, nor under a sanitizer.
    static let areCounted = millrace_allocations_are_counted() != 0

    /// How many blocks were taken.
    var count: Int
    /// The most bytes held at one time.
    var peakBytes: Int

    /// Runs `body`, which must not suspend, and counts.
    static func counted<Value>(_ body: () throws -> Value) rethrows -> (Value, Allocations) {
        millrace_allocations_begin()
        let value = try body()
        let counts = millrace_allocations_now()
        return (value, Allocations(count: Int(counts.count), peakBytes: Int(counts.peak_bytes)))
    }
}
