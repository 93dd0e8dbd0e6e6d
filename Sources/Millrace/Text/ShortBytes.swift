// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Bytes as a key: up to 15 are stored in line, so that words and ids need no memory of their own; more are on the
/// heap.
///
/// Two keys are equal if their bytes are, also where strings with other bytes would be equal (canonical equivalence).
/// Order is that of the bytes as unsigned numbers, which for UTF-8 is that of the scalars. Own design.
public struct ShortBytes: Sendable {
    /// The first eight bytes, the first one lowest; zero past the end, and if the bytes are on the heap.
    @usableFromInline let low: UInt64
    /// The next seven bytes, and the count plus one in the highest; 0 if the bytes are on the heap.
    @usableFromInline let high: UInt64
    @usableFromInline let heap: [UInt8]?

    /// A copy of the bytes.
    @inlinable
    public init(_ bytes: UnsafeRawBufferPointer) {
        let count = bytes.count
        guard count <= 15 else {
            low = 0
            high = 0
            heap = unsafe Array(bytes)
            return
        }
        heap = nil
        guard count < 8 else {
            // In bounds: there are 8 to 15 bytes, and the second word ends with the last of them.
            low = unsafe UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
            let last = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
            let rest = UInt64(16 - count) * 8
            high = (rest == 64 ? 0 : last >> rest) | UInt64(count + 1) << 56
            return
        }
        low = unsafe StableHasher.tail(of: bytes, from: 0)
        high = UInt64(count + 1) << 56
    }

    /// A copy of the bytes.
    @inlinable
    public init(_ bytes: some UTF8Bytes) {
        self = unsafe bytes.withUTF8Bytes { unsafe ShortBytes($0) }
    }

    /// Number of bytes.
    @inlinable
    public var count: Int { heap?.count ?? Int(high >> 56) - 1 }

    /// The bytes.
    public var bytes: [UInt8] { unsafe withUTF8Bytes { unsafe Array($0) } }

    /// The bytes as text; those that are not UTF-8 become U+FFFD.
    public var string: String { unsafe withUTF8Bytes { unsafe String(decoding: $0, as: UTF8.self) } }
}

extension ShortBytes: UTF8Bytes, UTF8Field {
    /// Calls `body` with the bytes, which are valid until it returns.
    @inlinable
    public func withUTF8Bytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        if let heap { return try unsafe heap.withUnsafeBytes { try unsafe body($0) } }
        let words = (low.littleEndian, high.littleEndian)
        return try unsafe withUnsafeBytes(of: words) { words in
            // In bounds: at most 15 of the 16 bytes.
            try unsafe body(UnsafeRawBufferPointer(rebasing: words[..<count]))
        }
    }

    /// A copy of the bytes.
    @inlinable
    public init(utf8Bytes: UnsafeRawBufferPointer) { unsafe self.init(utf8Bytes) }
}

extension ShortBytes: StableHashable, Comparable {
    /// Whether the bytes are the same.
    @inlinable
    public static func == (a: ShortBytes, b: ShortBytes) -> Bool {
        a.low == b.low && a.high == b.high && (a.high != 0 || a.heap == b.heap)
    }

    /// Whether the bytes of `a` come first, compared as unsigned numbers; a beginning comes before the whole.
    @inlinable
    public static func < (a: ShortBytes, b: ShortBytes) -> Bool {
        guard a.high != 0, b.high != 0 else {
            return a.bytes.lexicographicallyPrecedes(b.bytes)
        }
        if a.low != b.low { return a.low.byteSwapped < b.low.byteSwapped }
        // The count is lowest after the swap: it decides last.
        return a.high.byteSwapped < b.high.byteSwapped
    }

    /// Feeds `hasher` the stable hash.
    @inlinable
    public func hash(into hasher: inout Hasher) { hasher.combine(stableHashValue) }

    /// Feeds two words, or the bytes eight at a time if there are more than 15.
    @inlinable
    public func stableHash(into hasher: inout StableHasher) {
        if let heap {
            unsafe heap.withUnsafeBufferPointer { _ = unsafe hasher.combine(wordsOf: $0) }
        } else {
            hasher.combine(low)
            hasher.combine(high)
        }
    }
}

extension ShortBytes: Storable {
    /// "ShortBytes".
    public static var storableName: String { "ShortBytes" }
    /// 0: the format never changes.
    @inlinable
    public static var storableVersion: UInt32 { 0 }
    /// Writes the number of bytes and the bytes.
    @inlinable
    public func store(into writer: inout StoreWriter) {
        unsafe withUTF8Bytes {
            writer.writeCount($0.count)
            unsafe writer.writeRaw($0)
        }
    }
    /// Reads the bytes.
    public init(from reader: inout StoreReader, version: UInt32) throws {
        let count = try reader.readCount()
        self = unsafe try reader.withBytes(count) { unsafe ShortBytes($0) }
    }
}

extension ShortBytes: CustomStringConvertible, ExpressibleByStringLiteral {
    /// The bytes as text.
    public var description: String { string }

    /// The UTF-8 bytes of the text.
    public init(stringLiteral text: String) { self.init(text) }
}
