// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Text as contiguous bytes: `String`, `Substring`, `[UInt8]`, and Kafka's values. Own design.
public protocol UTF8Bytes: Sendable {
    /// Calls `body` with the bytes, which are valid until it returns.
    func withUTF8Bytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result
}

extension String: UTF8Bytes {
    /// The UTF-8 bytes; without a copy, unless the string was bridged from another language.
    @inlinable
    public func withUTF8Bytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        let result = try unsafe utf8.withContiguousStorageIfAvailable { try unsafe body(UnsafeRawBufferPointer($0)) }
        if let result { return result }
        return try unsafe Array(utf8).withUnsafeBytes { try unsafe body($0) }
    }
}

extension Substring: UTF8Bytes {
    /// The UTF-8 bytes; without a copy, unless the string was bridged from another language.
    @inlinable
    public func withUTF8Bytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        let result = try unsafe utf8.withContiguousStorageIfAvailable { try unsafe body(UnsafeRawBufferPointer($0)) }
        if let result { return result }
        return try unsafe Array(utf8).withUnsafeBytes { try unsafe body($0) }
    }
}

extension Array: UTF8Bytes where Element == UInt8 {
    /// The bytes.
    @inlinable
    public func withUTF8Bytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try unsafe withUnsafeBytes { try unsafe body($0) }
    }
}

extension UTF8Bytes {
    /// The parts between occurrences of `separator`, as strings; empty parts are left out.
    ///
    /// Works on bytes: several times faster than `split(separator:)`, which looks for the borders of characters. A
    /// combining character after a separator therefore begins a part, and a part never holds the separator's scalar.
    /// Bytes that are not UTF-8 become U+FFFD. `line.fields(" ", as: ShortBytes.self)` gives keys that need no memory
    /// of their own. Own design.
    @inlinable
    public func fields(_ separator: Unicode.Scalar) -> Fields<Self, String> {
        Fields(self, .scalar(separator))
    }

    /// The parts between occurrences of `separator`, as values of another type; empty parts are left out.
    @inlinable
    public func fields<Field: UTF8Field>(
        _ separator: Unicode.Scalar, as type: Field.Type
    ) -> Fields<Self, Field> {
        Fields(self, .scalar(separator))
    }

    /// The parts between ASCII white space (space, tab, line feed, vertical tab, form feed, carriage return), as
    /// strings.
    @inlinable
    public func fields() -> Fields<Self, String> { Fields(self, .whiteSpace) }

    /// The parts between ASCII white space, as values of another type.
    @inlinable
    public func fields<Field: UTF8Field>(as type: Field.Type) -> Fields<Self, Field> { Fields(self, .whiteSpace) }
}
