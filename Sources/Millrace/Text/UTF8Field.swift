// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A value made of a part of a text: `String`, `ShortBytes`, `[UInt8]`.
public protocol UTF8Field: Sendable {
    /// Copies the bytes, which are valid until it returns.
    init(utf8Bytes: UnsafeRawBufferPointer)
}

extension String: UTF8Field {
    /// The text of the bytes; those that are not UTF-8 become U+FFFD.
    @inlinable
    public init(utf8Bytes: UnsafeRawBufferPointer) { self = unsafe String(decoding: utf8Bytes, as: UTF8.self) }
}

extension Array: UTF8Field where Element == UInt8 {
    /// The bytes.
    @inlinable
    public init(utf8Bytes: UnsafeRawBufferPointer) { self = unsafe Array(utf8Bytes) }
}
