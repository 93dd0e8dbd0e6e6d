// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A growing buffer of stored values. Integers are little-endian.
///
/// Writing a number, a string or bytes cannot fail; a type's own `store(into:)` may throw. Own design.
@safe
public struct StoreWriter: ~Copyable {
    /// Levels of values inside values that can be stored and read. Deeper values are an error on both sides, since
    /// hostile bytes must not overflow the stack.
    public static let maxDepth = 200

    @usableFromInline var base: UnsafeMutableRawPointer
    @usableFromInline var capacity: Int
    /// Number of bytes written.
    public private(set) var count: Int
    @usableFromInline var depth = 0

    /// An empty buffer.
    public init(capacity: Int = 256) {
        self.capacity = max(16, capacity)
        unsafe base = unsafe allocateBytes(self.capacity)
        count = 0
    }

    deinit { unsafe freeBytes(base) }

    /// The bytes written.
    public consuming func finish() -> StoredBytes {
        let bytes = unsafe StoredBytes(adopting: reallocateBytes(base, count), count: count)
        discard self
        return bytes
    }

    /// Removes all bytes but the first `count`, which must not be more than there are; keeps the capacity.
    public mutating func truncate(to count: Int) {
        precondition((0...self.count).contains(count), "truncating cannot add bytes")
        self.count = count
    }

    /// Calls `body` with the bytes from offset `start` on, which are valid until it returns.
    public borrowing func withWritten<Result, Failure: Error>(
        from start: Int = 0, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        precondition((0...count).contains(start), "offset past the written bytes")
        return unsafe try body(UnsafeRawBufferPointer(start: base + start, count: count - start))
    }

    // MARK: Values

    /// Writes a value: the version of its type, unless that has none, then the value itself.
    /// - Throws: `StorableError.tooDeep`, and errors of the type's own `store(into:)`.
    @inlinable
    public mutating func write<Value: Storable>(_ value: Value) throws {
        writeVersion(of: Value.self)
        try enter()
        try value.store(into: &self)
        depth -= 1
    }

    /// Writes an integer with all its bytes.
    @inlinable
    public mutating func writeInteger<Value: FixedWidthInteger & BitwiseCopyable>(_ value: Value) {
        let size = MemoryLayout<Value>.size
        let target = unsafe reserve(size)
        // In bounds: `reserve` made room for these bytes.
        unsafe target.storeBytes(of: value.littleEndian, as: Value.self)
    }

    /// Writes an unsigned number in 1 to 10 bytes of 7 bits, the lowest first.
    @inlinable
    public mutating func writeVarint(_ value: UInt64) {
        let target = unsafe reserveAtLeast(10)
        var rest = value
        var used = 0
        while rest >= 0x80 {
            // In bounds: at most 9 bytes come before the last.
            unsafe target.storeBytes(of: UInt8(truncatingIfNeeded: rest) | 0x80, toByteOffset: used, as: UInt8.self)
            rest >>= 7
            used += 1
        }
        unsafe target.storeBytes(of: UInt8(truncatingIfNeeded: rest), toByteOffset: used, as: UInt8.self)
        advance(used + 1)
    }

    /// Writes a count or length, which must not be negative, as a varint.
    @inlinable
    public mutating func writeCount(_ count: Int) { writeVarint(UInt64(count)) }

    /// Writes bytes as they are, without their count.
    @inlinable
    public mutating func writeRaw(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress, bytes.count > 0 else { return }
        // In bounds: `reserve` made room for these bytes.
        unsafe reserve(bytes.count).copyMemory(from: source, byteCount: bytes.count)
    }

    /// Writes the count of `bytes`, then the bytes.
    public mutating func writeBytes(_ bytes: some Collection<UInt8>) {
        writeCount(bytes.count)
        let isWritten: Void? = bytes.withContiguousStorageIfAvailable {
            unsafe writeRaw(UnsafeRawBufferPointer($0))
        }
        if isWritten == nil { for byte in bytes { writeInteger(byte) } }
    }

    /// Writes the number of UTF-8 bytes of `text`, then the bytes.
    @inlinable
    public mutating func writeString(_ text: String) {
        var text = text
        // Native strings are contiguous already: `withUTF8` copies only bridged ones.
        text.withUTF8 { bytes in
            writeCount(bytes.count)
            unsafe writeRaw(UnsafeRawBufferPointer(bytes))
        }
    }

    /// Replaces the four bytes at `offset`, which must have been written, by `value`.
    mutating func patch(_ value: UInt32, at offset: Int) {
        precondition(offset >= 0 && offset + 4 <= count, "patching bytes that are not written")
        unsafe base.storeBytes(of: value.littleEndian, toByteOffset: offset, as: UInt32.self)
    }

    // MARK: Support

    /// Writes the version of `Value` where its format has one.
    @inlinable
    mutating func writeVersion<Value: Storable>(of type: Value.Type) {
        if Value.storableVersion != 0 { writeVarint(UInt64(Value.storableVersion)) }
    }

    @inlinable
    mutating func enter() throws {
        guard depth < Self.maxDepth else { throw Self.tooDeep }
        depth += 1
    }

    @usableFromInline
    static var tooDeep: StorableError {
        StorableError(.tooDeep, "a value has more than \(maxDepth) levels of values inside; store it in a flat form")
    }

    /// Room for `size` more bytes, which count as written.
    @inlinable
    @unsafe
    mutating func reserve(_ size: Int) -> UnsafeMutableRawPointer {
        let target = unsafe reserveAtLeast(size)
        advance(size)
        return unsafe target
    }

    /// Room for `size` bytes after those that are written.
    @inlinable
    @unsafe
    mutating func reserveAtLeast(_ size: Int) -> UnsafeMutableRawPointer {
        if capacity - count < size { grow(by: size) }
        return unsafe base + count
    }

    @usableFromInline
    mutating func advance(_ size: Int) { count += size }

    @usableFromInline
    @inline(never)
    mutating func grow(by size: Int) {
        capacity = max(capacity * 2, count + size)
        unsafe base = unsafe reallocateBytes(base, capacity)
    }
}
