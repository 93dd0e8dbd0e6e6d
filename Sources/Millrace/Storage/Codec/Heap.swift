// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// Bytes of malloc(3), at least one. Ends the program if memory is exhausted, as Swift's own allocations do.
@unsafe
func allocateBytes(_ count: Int) -> UnsafeMutableRawPointer {
    guard let base = unsafe malloc(max(1, count)) else { preconditionFailure("no memory for \(count) bytes") }
    return unsafe base
}

/// Grows or shrinks a block in place, or moves it: realloc(3).
@unsafe
func reallocateBytes(_ base: UnsafeMutableRawPointer, _ count: Int) -> UnsafeMutableRawPointer {
    guard let base = unsafe realloc(base, max(1, count)) else { preconditionFailure("no memory for \(count) bytes") }
    return unsafe base
}

/// Returns a block of `allocateBytes`.
@usableFromInline
@unsafe
func freeBytes(_ base: UnsafeMutableRawPointer) { unsafe free(base) }
