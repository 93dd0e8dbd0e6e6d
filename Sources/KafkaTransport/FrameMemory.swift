// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Memory of large frames, which is used again: malloc gives blocks of this size back to the system, and each new one
/// then costs a page fault per 4 KiB, a quarter of the time of receiving it.
///
/// Blocks have a power of two of bytes, so that one fits the next frame of about the same length; the system gives a
/// block no memory for pages that no frame has touched. The block that was freed last is used first, also for a frame
/// of a quarter of its size: the processor's cache holds it. Thread-safe. Own design.
package final class FrameMemory: Sendable {
    /// Lengths of the frames that it is used for: smaller ones malloc keeps itself, larger ones are rare.
    private static let lengths = 64 << 10...4 << 20
    /// Maximum of the bytes that are kept for later.
    private static let limit = 8 << 20
    /// Bytes before a kept block's frame, in which its capacity is: a line of the cache, so that frames begin with one.
    private static let header = 64

    private struct Idle {
        /// Addresses of the frames of unused blocks, and their capacities.
        var blocks: [(address: UInt, capacity: Int)] = []
        var bytes = 0
    }

    private let idle = Mutex(Idle())

    /// Memory without blocks.
    package init() {}

    deinit {
        idle.withLock { idle in
            for block in idle.blocks { unsafe Self.start(of: block.address)?.deallocate() }
        }
    }

    /// The start of the memory of a block, whose frame is at `address`.
    private static func start(of address: UInt) -> UnsafeMutableRawPointer? {
        unsafe UnsafeMutableRawPointer(bitPattern: address - UInt(header))
    }

    /// Number of bytes that are kept for later.
    package var idleBytes: Int { idle.withLock { $0.bytes } }

    private static func capacity(of count: Int) -> Int { 1 << (Int.bitWidth - (count - 1).leadingZeroBitCount) }

    /// Memory for a frame of `count` bytes, which goes back with `giveBack`.
    package func take(_ count: Int) -> UnsafeMutableRawBufferPointer {
        guard Self.lengths.contains(count) else {
            return .allocate(byteCount: count, alignment: 16)
        }
        let capacity = Self.capacity(of: count)
        let address = idle.withLock { idle -> UInt? in
            guard let index = idle.blocks.lastIndex(where: { capacity...4 * capacity ~= $0.capacity }) else {
                return nil
            }
            let block = idle.blocks.remove(at: index)
            idle.bytes -= block.capacity
            return block.address
        }
        // An address came from `giveBack`, and nobody else has it now.
        if let address, let place = unsafe UnsafeMutableRawPointer(bitPattern: address) {
            return unsafe UnsafeMutableRawBufferPointer(start: place, count: count)
        }
        let start = UnsafeMutableRawPointer.allocate(byteCount: Self.header + capacity, alignment: Self.header)
        unsafe start.storeBytes(of: capacity, as: Int.self)
        return unsafe UnsafeMutableRawBufferPointer(start: start + Self.header, count: count)
    }

    /// Takes back memory that came from `take`. The caller must not use it any more.
    package func giveBack(_ buffer: UnsafeMutableRawBufferPointer) {
        let address = UInt(bitPattern: buffer.baseAddress)
        // `take` decides by the length, too.
        guard Self.lengths.contains(buffer.count), let start = unsafe Self.start(of: address) else {
            return unsafe buffer.deallocate()
        }
        // Written by `take`; nobody writes before the frame's bytes.
        let capacity = unsafe start.load(as: Int.self)
        let isKept = idle.withLock { idle in
            guard idle.bytes + capacity <= Self.limit else { return false }
            idle.blocks.append((address, capacity))
            idle.bytes += capacity
            return true
        }
        if !isKept { unsafe start.deallocate() }
    }
}
