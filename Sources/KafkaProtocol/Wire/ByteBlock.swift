// Millrace
// SPDX-License-Identifier: Apache-2.0

// `@unchecked Sendable`: `base` and `count` never change and the bytes behind them are not written after `init` returns
// (the initializers that write take the pointer's ownership first), so any number of threads may read.
/// One heap block of bytes that is written once, by whoever creates it, and only read from then on.
///
/// Everything decoded from the block (`ByteSlice`, records) keeps it alive and points into it; the memory is
/// freed with the last of them. Own design (DESIGN decision 1).
@safe
public final class ByteBlock: @unchecked Sendable {
    @usableFromInline let base: UnsafeMutableRawPointer
    /// Length in bytes.
    public let count: Int
    /// Where the memory goes with this block; nil for the heap.
    private let pool: BufferPool?

    /// Takes ownership of `buffer`, which must come from `UnsafeMutableRawBufferPointer.allocate` and is freed with
    /// this block. The caller must not touch it again.
    package convenience init(adopting buffer: UnsafeMutableRawBufferPointer) {
        unsafe self.init(adopting: buffer, returningTo: nil)
    }

    /// As above; memory that `pool` gave goes back to it.
    init(adopting buffer: UnsafeMutableRawBufferPointer, returningTo pool: BufferPool?) {
        self.pool = pool
        if let address = buffer.baseAddress {
            unsafe base = address
        } else {
            unsafe base = .allocate(byteCount: 1, alignment: 16)
        }
        count = buffer.count
    }

    /// A block of exactly `count` bytes, which `body` fills; the bytes are zero before it runs only if it makes them so.
    ///
    /// If `body` throws, the memory is freed.
    package init<E: Error>(
        byteCount: Int, filledBy body: (UnsafeMutableRawBufferPointer) throws(E) -> Void
    ) throws(E) {
        precondition(byteCount >= 0)
        pool = nil
        unsafe base = .allocate(byteCount: max(byteCount, 1), alignment: 16)
        count = byteCount
        unsafe try body(UnsafeMutableRawBufferPointer(start: base, count: byteCount))
    }

    /// A block that holds a copy of `bytes`.
    public convenience init(copying bytes: some Collection<UInt8>) {
        unsafe self.init(byteCount: bytes.count) { buffer in unsafe buffer.copyBytes(from: bytes) }
    }

    /// A block that holds a copy of the span's bytes.
    convenience init(copying span: RawSpan) {
        unsafe self.init(byteCount: span.byteCount) { buffer in
            unsafe span.withUnsafeBytes { unsafe buffer.copyMemory(from: $0) }
        }
    }

    deinit {
        if let pool { unsafe pool.giveBack(base) } else { unsafe base.deallocate() }
    }
}
