// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Enlarges memory that came from `UnsafeMutableRawPointer.allocate` with an alignment of at most 16, in place if the heap has room
/// behind it; its bytes stay. `memory` itself is gone then.
///
/// Swift allocates by malloc up to that alignment, on Linux as on Darwin, which is why `realloc` may be used here, and
/// `deallocate` on what comes of it. To copy into a second block instead is slow, and slowest where that block directly follows:
/// the copy instruction of AMD's Zen 3 runs at a 25th of its speed if the target's address is 1 to 31 bytes above the source's,
/// modulo 4096, and 16 is what malloc needs between two blocks. Traps if there is no memory, as `allocate` does.
func reallocate(_ memory: UnsafeMutableRawPointer, byteCount: Int) -> UnsafeMutableRawPointer {
    guard let fresh = unsafe realloc(memory, byteCount) else { preconditionFailure("out of memory") }
    return unsafe fresh
}
