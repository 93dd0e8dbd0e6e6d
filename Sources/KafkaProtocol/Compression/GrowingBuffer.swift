// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Contiguous output buffer of the codecs: grows by doubling, up to `limit`.
///
/// Noncopyable, so that `finish()` can return the memory as a block without a copy.
@safe
struct GrowingBuffer: ~Copyable {
    /// Start of the memory, which has `capacity` bytes, the first `count` of them written.
    private(set) var base: UnsafeMutableRawPointer
    private(set) var capacity: Int
    /// Number of bytes written.
    private(set) var count = 0
    /// Maximum of `capacity`.
    let limit: Int
    /// Offset of the compressed bytes in their block, for errors.
    let byteOffset: Int

    /// A buffer with a capacity of `capacity` bytes, or of `limit` if that is smaller.
    init(capacity: Int, limit: Int, byteOffset: Int) {
        self.capacity = max(min(capacity, limit), 0)
        self.limit = limit
        self.byteOffset = byteOffset
        unsafe base = .allocate(byteCount: max(self.capacity, 1), alignment: 16)
    }

    /// A buffer in memory from `pool`; `finish(returningTo:)` gives it back.
    init(from pool: BufferPool, limit: Int) {
        capacity = pool.bufferBytes
        self.limit = limit
        byteOffset = 0
        unsafe base = pool.take()
    }

    deinit { unsafe base.deallocate() }

    /// Number of bytes that fit without growing.
    var room: Int { capacity - count }

    /// The unwritten memory after the first `count` bytes, `room` bytes long. Valid until the buffer grows.
    var unused: UnsafeMutableRawBufferPointer {
        unsafe UnsafeMutableRawBufferPointer(start: base + count, count: room)
    }

    /// Makes room for `extra` bytes, at least doubling the memory if it has to grow.
    ///
    /// - Throws: `WireError.limitExceeded` if the limit does not allow it; the buffer is then unchanged.
    @inline(__always)
    mutating func reserve(_ extra: Int) throws(WireError) {
        if extra > room { try grow(extra) }
    }

    private mutating func grow(_ extra: Int) throws(WireError) {
        guard extra <= limit - count else {
            throw WireError(
                .limitExceeded, byteOffset: byteOffset, detail: "decompresses to more than the limit of \(limit) bytes")
        }
        let larger = min(max(capacity * 2, count + extra), limit)
        unsafe base = reallocate(base, byteCount: larger)
        capacity = larger
    }

    /// Adds `bytes`, already stored in `unused`, to `count`. Traps if they exceed `room`.
    mutating func advance(_ bytes: Int) {
        precondition(bytes >= 0 && bytes <= room)
        count += bytes
    }

    /// Appends a copy of `bytes`. Throws like `reserve`.
    mutating func append(_ bytes: UnsafeRawBufferPointer) throws(WireError) {
        guard let start = bytes.baseAddress, bytes.count > 0 else { return }
        try reserve(bytes.count)
        // `reserve` made room, and this buffer's memory overlaps no other.
        unsafe (base + count).copyMemory(from: start, byteCount: bytes.count)
        count += bytes.count
    }

    /// Overwrites the big-endian integer at `offset`. Traps if these bytes have not been written yet.
    mutating func patchInteger<T: FixedWidthInteger>(_ value: T, at offset: Int) {
        precondition(offset >= 0 && offset + MemoryLayout<T>.size <= count)
        unsafe (base + offset).storeBytes(of: value.bigEndian, as: T.self)
    }

    /// Calls `body` with all bytes written since `offset`.
    borrowing func withWritten<R>(from offset: Int, _ body: (UnsafeRawBufferPointer) -> R) -> R {
        precondition(offset >= 0 && offset <= count)
        return unsafe body(UnsafeRawBufferPointer(start: base + offset, count: count - offset))
    }

    /// The written bytes as one block. Copies them only if more than half of a large buffer would stay unused.
    ///
    /// - Parameter pool: pool that the memory came from; gets it back when the block is freed, unless the buffer had to
    ///   grow.
    consuming func finish(returningTo pool: BufferPool? = nil) -> ByteSlice {
        let pool = capacity == pool?.bufferBytes ? pool : nil
        if pool == nil, capacity / 2 > max(count, 16 << 10) {
            let (source, size) = unsafe (base, count)
            let copy = unsafe ByteBlock(byteCount: size) { target in
                // `target` has `size` bytes and is fresh; `source` holds as many.
                if let start = target.baseAddress { unsafe start.copyMemory(from: source, byteCount: size) }
            }
            _ = consume self  // frees the larger memory
            return ByteSlice(copy)
        }
        let block = unsafe ByteBlock(
            adopting: UnsafeMutableRawBufferPointer(start: base, count: count), returningTo: pool)
        // The block owns the memory now, so `deinit` must not run.
        discard self
        return ByteSlice(block)
    }
}
