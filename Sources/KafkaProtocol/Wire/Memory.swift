// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Enlarges memory that came from `UnsafeMutableRawPointer.allocate` with an alignment of at most 16, in place if the
/// heap has room after it, and keeps its contents. The old pointer is invalid afterwards.
///
/// Up to that alignment Swift allocates with malloc, on Linux and on Darwin, so `realloc` is allowed here, and
/// `deallocate` on its result. Copying into a second block instead is slow, most of all if that block directly follows
/// the first: malloc leaves 16 bytes between the two, and the copy instruction of AMD's Zen 3 runs at 1/25 of its speed
/// if the target's address is 1 to 31 bytes above the source's, modulo 4096. Traps if memory is exhausted, like
/// `allocate`.
func reallocate(_ memory: UnsafeMutableRawPointer, byteCount: Int) -> UnsafeMutableRawPointer {
    guard let fresh = unsafe realloc(memory, byteCount) else { preconditionFailure("out of memory") }
    return unsafe fresh
}
