// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The bounds-checked reader of stored values, which may be damaged or hostile.
///
/// It never traps and never allocates more than a multiple of the bytes that are there. It keeps its bytes alive.
/// Own design.
@safe
public struct StoreReader {
    @usableFromInline let bytes: StoredBytes
    @usableFromInline var position: Int
    @usableFromInline let end: Int
    @usableFromInline var depth = 0

    /// A reader of all of `bytes`.
    public init(_ bytes: StoredBytes) { self.init(bytes, 0..<bytes.count) }

    /// A reader of a part of `bytes`, which must be within them.
    public init(_ bytes: StoredBytes, _ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "range outside of the bytes")
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    /// Offset of the next byte, from the start of the bytes.
    @inlinable
    public var byteOffset: Int { position }

    /// Number of bytes not yet read.
    @inlinable
    public var remaining: Int { end - position }

    /// An error at the current position.
    @inline(never)
    public func error(_ code: StorableError.Code, _ message: String) -> StorableError {
        StorableError(code, message, byteOffset: position)
    }

    /// Throws `StorableError.invalidValue` if bytes are left over.
    public func expectEnd() throws(StorableError) {
        if remaining > 0 { throw error(.invalidValue, "\(remaining) bytes are left over after the last value") }
    }

    // MARK: Values

    /// Reads a value that `StoreWriter.write` wrote, by this or an earlier version of its type.
    /// - Throws: `StorableError`, and errors of the type's own `init(from:version:)`.
    @inlinable
    public mutating func read<Value: Storable>(_ type: Value.Type = Value.self) throws -> Value {
        let version = try readVersion(of: Value.self)
        try enter()
        let value = try Value(from: &self, version: version)
        depth -= 1
        return value
    }

    /// Reads an integer with all its bytes.
    @inlinable
    public mutating func readInteger<Value: FixedWidthInteger & BitwiseCopyable>(
        _ type: Value.Type = Value.self
    ) throws(StorableError) -> Value {
        let size = MemoryLayout<Value>.size
        guard remaining >= size else { throw truncated(size) }
        // In bounds: as many bytes remain.
        let value = unsafe (bytes.base + position).loadUnaligned(as: Value.self)
        position += size
        return Value(littleEndian: value)
    }

    /// Reads an unsigned number that `writeVarint` wrote.
    @inlinable
    public mutating func readVarint() throws(StorableError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        var next = position
        while next < end, shift < 64 {
            // In bounds: `next` is before the end.
            let byte = unsafe (bytes.base + next).load(as: UInt8.self)
            next += 1
            if shift == 63, byte > 1 { break }
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 {
                position = next
                return value
            }
            shift += 7
        }
        throw badVarint(isTruncated: next == end && shift < 64)
    }

    /// Reads a count of things that take at least one byte each: `0...remaining`.
    @inlinable
    public mutating func readCount() throws(StorableError) -> Int {
        let start = position
        let count = try readVarint()
        guard count <= UInt64(remaining) else {
            position = start
            throw badCount(count)
        }
        return Int(count)
    }

    /// Reads bytes that `writeBytes` wrote.
    public mutating func readBytes() throws(StorableError) -> [UInt8] {
        let count = try readCount()
        // In bounds: `readCount` compared the count with the bytes that remain.
        let array = unsafe Array(UnsafeRawBufferPointer(start: bytes.base + position, count: count))
        position += count
        return array
    }

    /// Reads a string that `writeString` wrote.
    @inlinable
    public mutating func readString() throws(StorableError) -> String {
        let start = position
        let count = try readCount()
        // In bounds: `readCount` compared the count with the bytes that remain.
        let text = unsafe String(
            validating: UnsafeRawBufferPointer(start: bytes.base + position, count: count), as: UTF8.self)
        guard let text else {
            position = start
            throw badText()
        }
        position += count
        return text
    }

    /// Passes over `count` bytes.
    public mutating func skip(_ count: Int) throws(StorableError) {
        guard count >= 0, count <= remaining else { throw truncated(count) }
        position += count
    }

    /// Calls `body` with the next `count` bytes, which are valid until it returns, and passes over them.
    public mutating func withBytes<Result>(
        _ count: Int, _ body: (UnsafeRawBufferPointer) -> Result
    ) throws(StorableError) -> Result {
        guard count >= 0, count <= remaining else { throw truncated(count) }
        defer { position += count }
        return unsafe body(UnsafeRawBufferPointer(start: bytes.base + position, count: count))
    }

    /// Copies the next bytes into all of `target`.
    @inlinable
    mutating func readRaw(into target: UnsafeMutableRawBufferPointer) throws(StorableError) {
        let count = target.count
        guard count <= remaining else { throw truncated(count) }
        // In bounds: as many bytes remain.
        unsafe target.copyMemory(from: UnsafeRawBufferPointer(start: bytes.base + position, count: count))
        position += count
    }

    // MARK: Support

    /// Reads the version of a value where the format of `Value` has one.
    @inlinable
    mutating func readVersion<Value: Storable>(of type: Value.Type) throws(StorableError) -> UInt32 {
        guard Value.storableVersion != 0 else { return 0 }
        let version = try readVarint()
        guard version != 0, version <= UInt64(Value.storableVersion) else {
            throw badVersion(version, Value.storableName, Value.storableVersion)
        }
        return UInt32(version)
    }

    @inlinable
    mutating func enter() throws(StorableError) {
        guard depth < StoreWriter.maxDepth else { throw StoreWriter.tooDeep }
        depth += 1
    }

    @usableFromInline
    @inline(never)
    func truncated(_ size: Int) -> StorableError {
        error(.truncated, "\(size) bytes are needed, \(remaining) are left")
    }

    @usableFromInline
    @inline(never)
    func badVarint(isTruncated: Bool) -> StorableError {
        isTruncated
            ? error(.truncated, "the bytes end inside a number") : error(.invalidValue, "a number has over 64 bits")
    }

    @usableFromInline
    @inline(never)
    func badCount(_ count: UInt64) -> StorableError {
        error(.invalidLength, "a count is \(count), and only \(remaining) bytes are left")
    }

    @usableFromInline
    @inline(never)
    func badText() -> StorableError { error(.invalidValue, "a string is not valid UTF-8") }

    @usableFromInline
    @inline(never)
    func badVersion(_ version: UInt64, _ name: String, _ known: UInt32) -> StorableError {
        error(
            .unknownVersion,
            "a value of \(name) has version \(version), this program knows 1 to \(known): "
                + "run the program that stored it, or a later one")
    }
}
