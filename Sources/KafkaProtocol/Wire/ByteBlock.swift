// Millrace
// SPDX-License-Identifier: Apache-2.0

// `@unchecked Sendable`: `base` and `count` never change, and the bytes at `base` are not written after `init` returns
// (the initializers that adopt memory own it exclusively), so any number of threads may read.
/// One heap block of bytes: written once, by its creator, and read-only from then on.
///
/// Everything decoded from the block (`ByteSlice`, records) points into it and keeps it alive; the memory is freed with
/// the last of them. Bytes are read in place: no copy per record.
@safe
public final class ByteBlock: @unchecked Sendable {
    @usableFromInline let base: UnsafeMutableRawPointer
    /// Length in bytes.
    public let count: Int
    /// Gets the memory back when the block is freed; nil returns it to the heap.
    private let memory: (any BlockMemory)?

    /// Takes ownership of `buffer`, which must come from `UnsafeMutableRawBufferPointer.allocate` and is freed with
    /// this block. The caller must not touch it again.
    package convenience init(adopting buffer: UnsafeMutableRawBufferPointer) {
        unsafe self.init(adopting: buffer, returningTo: nil)
    }

    /// Takes ownership of `buffer`, which came from `memory` and goes back to it with this block; nil for heap memory.
    package init(adopting buffer: UnsafeMutableRawBufferPointer, returningTo memory: (any BlockMemory)?) {
        self.memory = memory
        if let address = buffer.baseAddress {
            unsafe base = address
        } else {
            unsafe base = .allocate(byteCount: 1, alignment: 16)
        }
        count = buffer.count
    }

    /// A block of exactly `byteCount` bytes, which `body` fills. The memory is not zeroed before `body` runs.
    ///
    /// If `body` throws, the memory is freed.
    package init<E: Error>(
        byteCount: Int, filledBy body: (UnsafeMutableRawBufferPointer) throws(E) -> Void
    ) throws(E) {
        precondition(byteCount >= 0)
        memory = nil
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
        guard let memory else { return unsafe base.deallocate() }
        unsafe memory.giveBack(UnsafeMutableRawBufferPointer(start: base, count: count))
    }
}
