// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Pool of reusable buffers of one size, for the batches of a producer.
///
/// A batch built in a pooled buffer returns it once nothing refers to its bytes any more. Reuse pays off because new
/// memory costs a page fault per 4 KiB, which takes longer than filling it. Thread-safe. Source: the idea of
/// `BufferPool` in Kafka's producer.
public final class BufferPool: BlockMemory {
    /// Size of each buffer in bytes.
    public let bufferBytes: Int
    /// Maximum number of unused buffers kept; the others are freed.
    public let maxIdle: Int
    /// The pool in which a batch that outgrows its buffer goes on; nil to enlarge the buffer, which then leaves the
    /// pool.
    public let larger: BufferPool?
    /// Addresses of unused buffers.
    private let idle = Mutex<[UInt]>([])

    /// An empty pool, which allocates buffers when they are needed.
    ///
    /// - Parameters:
    ///   - bufferBytes: size of each buffer in bytes; at least the size of a batch without records.
    ///   - maxIdle: maximum number of unused buffers kept.
    ///   - larger: the pool in which batches that outgrow a buffer go on.
    public init(bufferBytes: Int, maxIdle: Int, larger: BufferPool? = nil) {
        self.larger = larger
        self.bufferBytes = max(bufferBytes, RecordBatchBuilder.headerSize)
        self.maxIdle = max(maxIdle, 0)
    }

    deinit {
        idle.withLock { addresses in
            for address in addresses { unsafe UnsafeMutableRawPointer(bitPattern: address)?.deallocate() }
        }
    }

    /// Number of unused buffers now.
    public var idleCount: Int { idle.withLock { $0.count } }

    /// A buffer of `bufferBytes` bytes. The caller owns it, and returns or deallocates it.
    func take() -> UnsafeMutableRawPointer {
        let address = idle.withLock { $0.popLast() } ?? 0
        return unsafe UnsafeMutableRawPointer(bitPattern: address) ?? .allocate(byteCount: bufferBytes, alignment: 16)
    }

    /// Returns the start of a buffer that came from `take`. The caller must not use it any more.
    package func giveBack(_ buffer: UnsafeMutableRawBufferPointer) {
        let isKept = idle.withLock { addresses in
            guard addresses.count < maxIdle else { return false }
            addresses.append(UInt(bitPattern: buffer.baseAddress))
            return true
        }
        if !isKept { unsafe buffer.deallocate() }
    }
}
