// Millrace
// SPDX-License-Identifier: Apache-2.0

@_spi(_Unicode) private import Swift

/// A key whose hash is the same in every process, so that it always lands in the same shuffle partition.
///
/// Equal values must feed the same bytes. Swift's own `Hasher` is seeded per process, so it would send a key to another
/// partition in each process. Source: `hashCode` of Spark's keys.
public protocol StableHashable: Hashable {
    /// Feeds the value into `hasher`: equal values feed the same bytes, different values different ones.
    func stableHash(into hasher: inout StableHasher)
}

extension StableHashable {
    /// The finished stable hash of this value alone.
    @inlinable
    public var stableHashValue: UInt64 {
        var hasher = StableHasher()
        stableHash(into: &hasher)
        return hasher.finalize()
    }
}

extension StableHashable where Self: FixedWidthInteger {
    /// Feeds the value as 64 bits, sign-extended, so that equal numbers of all widths up to 64 bits hash alike.
    @inlinable
    public func stableHash(into hasher: inout StableHasher) { hasher.combine(UInt64(truncatingIfNeeded: self)) }
}

extension Int: StableHashable {}
extension Int8: StableHashable {}
extension Int16: StableHashable {}
extension Int32: StableHashable {}
extension Int64: StableHashable {}
extension UInt: StableHashable {}
extension UInt8: StableHashable {}
extension UInt16: StableHashable {}
extension UInt32: StableHashable {}
extension UInt64: StableHashable {}

extension Bool: StableHashable {
    /// Feeds one byte, 1 or 0.
    @inlinable
    public func stableHash(into hasher: inout StableHasher) { hasher.combine(byte: self ? 1 : 0) }
}

extension String: StableHashable {
    /// Feeds the UTF-8 bytes of the string's NFC form, eight at a time, then the rest with the number of its bytes.
    ///
    /// Canonically equivalent strings compare equal, so they must hash alike. Text below U+0300 is in NFC already and
    /// is read in place; other text is normalized first.
    @inlinable
    public func stableHash(into hasher: inout StableHasher) {
        var copy = hasher
        let highBytes = unsafe utf8.withContiguousStorageIfAvailable { unsafe copy.combine(wordsOf: $0) }
        if highBytes == 0 {
            hasher = copy
        } else {
            feedNormalized(into: &hasher)
        }
    }

    @usableFromInline
    func feedNormalized(into hasher: inout StableHasher) {
        var bytes: [UInt8] = []
        for scalar in _nfc {
            bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
        unsafe bytes.withUnsafeBufferPointer { bytes in
            _ = unsafe hasher.combine(wordsOf: bytes)
        }
    }
}

extension Array: StableHashable where Element: StableHashable {
    /// Feeds the count as 64 bits, then the elements; the elements of `[UInt8]` as one byte each.
    @inlinable
    public func stableHash(into hasher: inout StableHasher) { self[...].stableHash(into: &hasher) }
}

extension ArraySlice: StableHashable where Element: StableHashable {
    /// Feeds the count as 64 bits, then the elements: the same bytes as an `Array` of them.
    @inlinable
    public func stableHash(into hasher: inout StableHasher) {
        hasher.combine(UInt64(count))
        if let bytes = self as? ArraySlice<UInt8> {
            hasher.combine(bytes: bytes)
        } else {
            for element in self { element.stableHash(into: &hasher) }
        }
    }
}

extension Optional: StableHashable where Wrapped: StableHashable {
    /// Feeds 0 for `nil`, and 1 followed by the value otherwise.
    @inlinable
    public func stableHash(into hasher: inout StableHasher) {
        guard let self else { return hasher.combine(byte: 0) }
        hasher.combine(byte: 1)
        self.stableHash(into: &hasher)
    }
}
