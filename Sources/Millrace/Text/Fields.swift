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
            case .byte(let separator): range = unsafe Self.find(in: bytes, from: position) { $0 == separator }
            case .whiteSpace:
                range = unsafe Self.find(in: bytes, from: position) { $0 == 0x20 || ($0 &- 9) < 5 }
            case .bytes(let separator): range = unsafe Self.find(in: bytes, from: position, separator)
            }
            guard !range.isEmpty else { return (nil, range.upperBound) }
            return unsafe (Field(utf8Bytes: UnsafeRawBufferPointer(rebasing: bytes[range])), range.upperBound)
        }
        position = found.end
        return found.field
    }

    /// The next run of bytes that are no separators; empty at the end.
    @inlinable
    static func find(
        in bytes: UnsafeRawBufferPointer, from position: Int, _ isSeparator: (UInt8) -> Bool
    ) -> Range<Int> {
        var start = position
        while start < bytes.count, unsafe isSeparator(bytes[start]) { start += 1 }
        var end = start
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
