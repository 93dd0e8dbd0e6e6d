// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Memory of large frames, which is used again: malloc gives blocks of this size back to the system, and each new one
/// then costs a page fault per 4 KiB, a quarter of the time of receiving it.
///
/// Blocks have a power of two of bytes, so that one fits the next frame of about the same length; the system gives a
/// block no memory for pages that no frame has touched. The block that was freed last is used first. Thread-safe. Own
/// design.
package final class FrameMemory: Sendable {
    /// Lengths of the frames that it is used for: smaller ones malloc keeps itself, larger ones are rare.
    private static let lengths = 64 << 10...4 << 20
    /// Maximum of the bytes that are kept for later.
    private static let limit = 8 << 20

    private struct Idle {
        /// Addresses of unused blocks, and their sizes.
        var blocks: [(address: UInt, capacity: Int)] = []
        var bytes = 0
    }

    private let idle = Mutex(Idle())

    /// Memory without blocks.
    package init() {}

    deinit {
        idle.withLock { idle in
            for block in idle.blocks { unsafe UnsafeMutableRawPointer(bitPattern: block.address)?.deallocate() }
        }
    }

    /// Number of bytes that are kept for later.
    package var idleBytes: Int { idle.withLock { $0.bytes } }

    private static func capacity(of count: Int) -> Int {
        guard lengths.contains(count) else { return count }
        return 1 << (Int.bitWidth - (count - 1).leadingZeroBitCount)
    }

    /// Memory for a frame of `count` bytes, which goes back with `giveBack`.
    package func take(_ count: Int) -> UnsafeMutableRawBufferPointer {
        let capacity = Self.capacity(of: count)
        let address =
            !Self.lengths.contains(count)
            ? nil
            : idle.withLock { idle -> UInt? in
                guard let index = idle.blocks.lastIndex(where: { $0.capacity == capacity }) else { return nil }
                idle.bytes -= capacity
                return idle.blocks.remove(at: index).address
            }
        // An address came from `giveBack`, and nobody else has it now.
        let start = unsafe address.flatMap { unsafe UnsafeMutableRawPointer(bitPattern: $0) }
        return unsafe UnsafeMutableRawBufferPointer(
            start: start ?? .allocate(byteCount: max(capacity, 1), alignment: 16), count: count)
    }

    /// Takes back memory that came from `take`. The caller must not use it any more.
    package func giveBack(_ buffer: UnsafeMutableRawBufferPointer) {
        let capacity = Self.capacity(of: buffer.count)
        let isKept =
            Self.lengths.contains(buffer.count)
            && idle.withLock { idle in
                guard idle.bytes + capacity <= Self.limit else { return false }
                idle.blocks.append((UInt(bitPattern: buffer.baseAddress), capacity))
                idle.bytes += capacity
                return true
            }
        if !isKept { unsafe buffer.deallocate() }
    }
}
