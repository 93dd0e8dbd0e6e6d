// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A view of consecutive bytes inside a `ByteBlock`: a small value that copies no bytes and keeps the block alive.
///
/// Two slices are equal if their bytes are, whatever their blocks. Decoded messages and records consist of slices of
/// the block they were received in, so that decoding copies no bytes.
public struct ByteSlice: Sendable {
    @usableFromInline let block: ByteBlock
    @usableFromInline let start: Int
    /// Length in bytes.
    public let count: Int

    /// The bytes `range` of `block`. Traps if the range is outside the block: callers check ranges that come from the
    /// network.
    @inlinable
    package init(block: ByteBlock, range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= block.count)
        self.block = block
        start = range.lowerBound
        count = range.count
    }

    /// All bytes of `block`.
    @inlinable
    public init(_ block: ByteBlock) {
        self.block = block
        start = 0
        count = block.count
    }

    /// Copies `bytes` into a new block.
    public init(copying bytes: some Collection<UInt8>) { self.init(ByteBlock(copying: bytes)) }

    /// Copies the UTF-8 bytes of `string` into a new block.
    public init(utf8 string: String) { self.init(copying: string.utf8) }

    /// Copies the UTF-8 bytes of `string` into a new block, like `init(utf8:)`.
    public init(_ string: some StringProtocol) { self.init(copying: string.utf8) }

    /// Copies the span's bytes into a new block.
    public init(copying span: RawSpan) {
        self.init(ByteBlock(copying: span))
    }

    /// The empty slice. All uses share one block, so only the first allocates.
    public static let empty = ByteSlice(copying: [])

    /// Whether the slice has no bytes.
    @inlinable
    public var isEmpty: Bool { count == 0 }

    /// The byte at `index`, counted from the start of the slice. Traps outside `0..<count`.
    @inlinable
    public subscript(index: Int) -> UInt8 {
        precondition(index >= 0 && index < count)
        return unsafe block.base.load(fromByteOffset: start + index, as: UInt8.self)
    }

    /// A slice of the same block; `range` is counted from the start of this slice. Traps outside `0...count`.
    @inlinable
    public subscript(range: Range<Int>) -> ByteSlice {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return ByteSlice(block: block, range: start + range.lowerBound..<start + range.upperBound)
    }

    /// Calls `body` with the bytes in place. The pointer is valid only inside `body`.
    @inlinable
    public func withUnsafeBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        // The block outlives `body`: `self` is borrowed for the whole call.
        defer { withExtendedLifetime(block) {} }
        return unsafe try body(UnsafeRawBufferPointer(start: block.base + start, count: count))
    }

    /// Address of the first byte, valid as long as `owner` lives. For passing bytes to writev without a copy.
    package var unsafeBaseAddress: UnsafeRawPointer { unsafe UnsafeRawPointer(block.base + start) }

    /// The block that keeps `unsafeBaseAddress` valid.
    package var owner: ByteBlock { block }

    /// The bytes decoded as UTF-8, with ill-formed parts replaced by U+FFFD. Copies the bytes.
    @inlinable
    public var string: String { unsafe withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) } }

    /// Calls `body` with a view of the bytes, which cannot leave `body`. Copies nothing.
    public func withRawSpan<R, E: Error>(_ body: (RawSpan) throws(E) -> R) throws(E) -> R {
        try unsafe withUnsafeBytes { buffer throws(E) in unsafe try body(buffer.bytes) }
    }

    /// A copy of the bytes.
    public var bytes: [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }
}

extension ByteSlice: Hashable {
    /// Whether both slices hold the same bytes, even in different blocks.
    @inlinable
    public static func == (a: ByteSlice, b: ByteSlice) -> Bool {
        guard a.count == b.count else { return false }
        return unsafe a.withUnsafeBytes { x in
            unsafe b.withUnsafeBytes { y in unsafe x.elementsEqual(y) }
        }
    }

    /// Hashes the bytes, not the block.
    @inlinable
    public func hash(into hasher: inout Hasher) {
        unsafe withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }
}

extension ByteSlice: ExpressibleByStringInterpolation {
    /// The UTF-8 bytes of a string literal, with or without interpolations: `key: "user-\(id)"`.
    public init(stringLiteral value: String) { self.init(utf8: value) }
}

extension ByteSlice: ExpressibleByArrayLiteral {
    /// The bytes of an array literal: `value: [0x00, 0xff]`.
    public init(arrayLiteral elements: UInt8...) { self.init(copying: elements) }
}

extension String {
    /// The bytes decoded as UTF-8, with ill-formed parts replaced by U+FFFD, like `ByteSlice.string`. Copies the bytes.
    public init(_ slice: ByteSlice) { self = slice.string }
}

extension [UInt8] {
    /// A copy of the bytes, like `ByteSlice.bytes`.
    public init(_ slice: ByteSlice) { self = slice.bytes }
}

extension ByteSlice: CustomStringConvertible {
    /// The length, and at most the first 64 bytes in hexadecimal.
    public var description: String {
        let digits = Array("0123456789abcdef")
        var text = "\(count) bytes"
        if count > 0 { text += ": " }
        for index in 0..<min(count, 64) {
            text.append(digits[Int(self[index] >> 4)])
            text.append(digits[Int(self[index] & 15)])
        }
        return count > 64 ? text + "…" : text
    }
}
