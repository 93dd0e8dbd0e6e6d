// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The parts of a text between separators, made one after the other; see `UTF8Bytes.fields`.
///
/// Keeps the text alive. Own design.
public struct Fields<Text: UTF8Bytes, Field: UTF8Field>: Sequence, IteratorProtocol, Sendable {
    /// Bytes between parts.
    @usableFromInline
    enum Separator: Sendable {
        case byte(UInt8)
        case bytes([UInt8])
        case whiteSpace

        @inlinable
        static func scalar(_ scalar: Unicode.Scalar) -> Separator {
            if scalar.isASCII { return .byte(UInt8(truncatingIfNeeded: scalar.value)) }
            return .bytes(Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter))
        }
    }

    @usableFromInline let text: Text
    @usableFromInline let separator: Separator
    /// Offset of the next byte to look at.
    @usableFromInline var position = 0

    @inlinable
    init(_ text: Text, _ separator: Separator) {
        self.text = text
        self.separator = separator
    }

    /// The next part; `nil` at the end.
    @inlinable
    public mutating func next() -> Field? {
        let found: (field: Field?, end: Int) = unsafe text.withUTF8Bytes { bytes in
            let range: Range<Int>
            switch separator {
            case .byte(let separator): range = unsafe Self.find(in: bytes, from: position, byte: separator)
            case .whiteSpace: range = unsafe Self.findWhiteSpace(in: bytes, from: position)
            case .bytes(let separator): range = unsafe Self.find(in: bytes, from: position, separator)
            }
            guard !range.isEmpty else { return (nil, range.upperBound) }
            return unsafe (Field(utf8Bytes: UnsafeRawBufferPointer(rebasing: bytes[range])), range.upperBound)
        }
        position = found.end
        return found.field
    }

    /// Calls `body` with each part that is left, in order. Asks for the text's bytes once, so it is faster than a loop
    /// over the sequence.
    @inlinable
    public func forEach(_ body: (Field) throws -> Void) rethrows {
        try unsafe text.withUTF8Bytes { bytes in
            switch separator {
            case .byte(let separator):
                try unsafe emit(bytes, body) { unsafe Self.find(in: bytes, from: $0, byte: separator) }
            case .whiteSpace: try unsafe emit(bytes, body) { unsafe Self.findWhiteSpace(in: bytes, from: $0) }
            case .bytes(let separator):
                try unsafe emit(bytes, body) { unsafe Self.find(in: bytes, from: $0, separator) }
            }
        }
    }

    @inlinable
    @inline(__always)
    func emit(
        _ bytes: UnsafeRawBufferPointer, _ body: (Field) throws -> Void, _ find: (Int) -> Range<Int>
    ) rethrows {
        var range = find(position)
        while !range.isEmpty {
            try body(unsafe Field(utf8Bytes: UnsafeRawBufferPointer(rebasing: bytes[range])))
            range = find(range.upperBound)
        }
    }

    @inlinable
    static func find(in bytes: UnsafeRawBufferPointer, from position: Int, byte separator: UInt8) -> Range<Int> {
        let pattern = UInt64(separator) &* 0x0101_0101_0101_0101
        return unsafe find(in: bytes, from: position) {
            $0 == separator
        } candidates: { word in
            let rest = word ^ pattern
            return (rest &- 0x0101_0101_0101_0101) & ~rest & 0x8080_8080_8080_8080
        }
    }

    @inlinable
    static func findWhiteSpace(in bytes: UnsafeRawBufferPointer, from position: Int) -> Range<Int> {
        unsafe find(in: bytes, from: position) {
            $0 == 0x20 || ($0 &- 9) < 5
        } candidates: { word in
            // Bytes up to 0x20.
            (word &- 0x2121_2121_2121_2121) & ~word & 0x8080_8080_8080_8080
        }
    }

    /// The next run of bytes that are no separators; empty at the end. Looks at eight bytes at a time: `candidates`
    /// sets the highest bit of bytes that may be separators, and of none below the first of these.
    @inlinable
    @inline(__always)
    static func find(
        in bytes: UnsafeRawBufferPointer, from position: Int, _ isSeparator: (UInt8) -> Bool,
        candidates: (UInt64) -> UInt64
    ) -> Range<Int> {
        var start = position
        while start < bytes.count, unsafe isSeparator(bytes[start]) { start += 1 }
        var end = start
        while end + 8 <= bytes.count {
            // In bounds: eight bytes are left.
            let word = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self))
            let found = candidates(word)
            guard found != 0 else {
                end += 8
                continue
            }
            end += found.trailingZeroBitCount / 8
            if unsafe isSeparator(bytes[end]) { return start..<end }
            end += 1
        }
        while end < bytes.count, unsafe !isSeparator(bytes[end]) { end += 1 }
        return start..<end
    }

    /// The next run of bytes without a separator of several bytes; empty at the end.
    @inlinable
    static func find(
        in bytes: UnsafeRawBufferPointer, from position: Int, _ separator: [UInt8]
    ) -> Range<Int> {
        func isSeparator(at index: Int) -> Bool {
            guard index + separator.count <= bytes.count else { return false }
            for (offset, byte) in separator.enumerated() where unsafe bytes[index + offset] != byte { return false }
            return true
        }
        var start = position
        while isSeparator(at: start) { start += separator.count }
        var end = start
        while end < bytes.count, !isSeparator(at: end) { end += 1 }
        return start..<end
    }
}
