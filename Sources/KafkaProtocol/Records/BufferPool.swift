// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Buffers of one size that are used again: what a producer writes its batches into.
///
/// A batch that was built in one gives it back once nothing refers to its bytes. Fresh memory costs the kernel a page fault for
/// every 4 KiB, which takes longer than filling it. Thread-safe. Source: `BufferPool` of Kafka's producer, for the idea.
public final class BufferPool: Sendable {
    /// The size of each buffer in bytes.
    public let bufferBytes: Int
    /// How many unused buffers are kept; others go back to the heap.
    public let maxIdle: Int
    /// Addresses of unused buffers.
    private let idle = Mutex<[UInt]>([])

    /// An empty pool: memory is taken when it is needed.
    ///
    /// - Parameters:
    ///   - bufferBytes: the size of each buffer in bytes, at least what a batch without records takes.
    ///   - maxIdle: how many unused buffers are kept.
    public init(bufferBytes: Int, maxIdle: Int) {
        self.bufferBytes = max(bufferBytes, RecordBatchBuilder.headerSize)
        self.maxIdle = max(maxIdle, 0)
    }

    deinit {
        idle.withLock { addresses in
            for address in addresses { unsafe UnsafeMutableRawPointer(bitPattern: address)?.deallocate() }
        }
    }

    /// How many unused buffers there are now.
    public var idleCount: Int { idle.withLock { $0.count } }

    /// A buffer of `bufferBytes`, which is the caller's: to be given back, or deallocated.
    func take() -> UnsafeMutableRawPointer {
        let address = idle.withLock { $0.popLast() } ?? 0
        return unsafe UnsafeMutableRawPointer(bitPattern: address) ?? .allocate(byteCount: bufferBytes, alignment: 16)
    }

    /// Takes back what `take` gave. Nobody may refer to it any more.
    func giveBack(_ buffer: UnsafeMutableRawPointer) {
        let isKept = idle.withLock { addresses in
            guard addresses.count < maxIdle else { return false }
            addresses.append(UInt(bitPattern: buffer))
            return true
        }
        if !isKept { unsafe buffer.deallocate() }
    }
}
