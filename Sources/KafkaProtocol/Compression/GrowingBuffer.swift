// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One contiguous buffer that grows by doubling and never past `limit`: what decompressors write into.
///
/// Noncopyable: `finish()` hands the memory over as a block without a copy.
@safe
struct GrowingBuffer: ~Copyable {
    /// Start of the memory; `count` bytes are written, `capacity` bytes are there.
    private(set) var base: UnsafeMutableRawPointer
    private(set) var capacity: Int
    /// Bytes written.
    private(set) var count = 0
    /// The most bytes that `capacity` may become.
    let limit: Int
    /// Where the compressed bytes stand in their block, for errors.
    let byteOffset: Int

    /// A buffer of `capacity` bytes, less if `limit` is smaller.
    init(capacity: Int, limit: Int, byteOffset: Int) {
        self.capacity = max(min(capacity, limit), 0)
        self.limit = limit
        self.byteOffset = byteOffset
        unsafe base = .allocate(byteCount: max(self.capacity, 1), alignment: 16)
    }

    /// A buffer in memory that `pool` gave, for `finish(returningTo:)`.
    init(from pool: BufferPool, limit: Int) {
        capacity = pool.bufferBytes
        self.limit = limit
        byteOffset = 0
        unsafe base = pool.take()
    }

    deinit { unsafe base.deallocate() }

    /// Bytes that fit behind `count`.
    var room: Int { capacity - count }

    /// The memory behind what was written, `room` bytes long. Valid until the next call that grows the buffer.
    var unused: UnsafeMutableRawBufferPointer {
        unsafe UnsafeMutableRawBufferPointer(start: base + count, count: room)
    }

    /// Makes room for `extra` bytes: doubles the memory, or takes what is asked for if that is more.
    ///
    /// - Throws: `WireError.limitExceeded` if the limit does not leave that room; nothing changes then.
    mutating func reserve(_ extra: Int) throws(WireError) {
        if extra <= room { return }
        guard extra <= limit - count else {
            throw WireError(
                .limitExceeded, byteOffset: byteOffset, detail: "decompresses to more than the limit of \(limit) bytes")
        }
        let larger = min(max(capacity * 2, count + extra), limit)
        unsafe base = reallocate(base, byteCount: larger)
        capacity = larger
    }

    /// Counts `bytes` that were stored into `unused`. Traps if there was no such room.
    mutating func advance(_ bytes: Int) {
        precondition(bytes >= 0 && bytes <= room)
        count += bytes
    }

    /// Appends a copy of `bytes`. Throws as `reserve`.
    mutating func append(_ bytes: UnsafeRawBufferPointer) throws(WireError) {
        guard let start = bytes.baseAddress, bytes.count > 0 else { return }
        try reserve(bytes.count)
        // There is room by `reserve`, and our memory overlaps no one's.
        unsafe (base + count).copyMemory(from: start, byteCount: bytes.count)
        count += bytes.count
    }

    /// Overwrites the big-endian integer at `offset`, which must have been written before. Traps otherwise.
    mutating func patchInteger<T: FixedWidthInteger>(_ value: T, at offset: Int) {
        precondition(offset >= 0 && offset + MemoryLayout<T>.size <= count)
        unsafe (base + offset).storeBytes(of: value.bigEndian, as: T.self)
    }

    /// Calls `body` with what was written from `offset` on.
    borrowing func withWritten<R>(from offset: Int, _ body: (UnsafeRawBufferPointer) -> R) -> R {
        precondition(offset >= 0 && offset <= count)
        return unsafe body(UnsafeRawBufferPointer(start: base + offset, count: count - offset))
    }

    /// What was written, as a block of its own. Copies only if most of the memory would be kept for nothing.
    ///
    /// - Parameter pool: where the memory came from; it goes back there with the block, unless the buffer outgrew it.
    consuming func finish(returningTo pool: BufferPool? = nil) -> ByteSlice {
        let pool = capacity == pool?.bufferBytes ? pool : nil
        if pool == nil, capacity / 2 > max(count, 16 << 10) {
            let (source, size) = unsafe (base, count)
            let copy = unsafe ByteBlock(byteCount: size) { target in
                // `target` has `size` bytes and is fresh; `source` holds as many.
                if let start = target.baseAddress { unsafe start.copyMemory(from: source, byteCount: size) }
            }
            _ = consume self  // frees the large memory
            return ByteSlice(copy)
        }
        let block = unsafe ByteBlock(
            adopting: UnsafeMutableRawBufferPointer(start: base, count: count), returningTo: pool)
        // The block owns the memory now: the deinit must not run.
        discard self
        return ByteSlice(block)
    }
}
