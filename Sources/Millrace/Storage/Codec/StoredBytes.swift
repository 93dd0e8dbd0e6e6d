// Millrace
// SPDX-License-Identifier: Apache-2.0

/// An immutable block of bytes on the heap, freed with its last reference.
///
/// `@unchecked Sendable`: the bytes do not change after `init`, and the pointer is valid until `deinit`.
@safe
public final class StoredBytes: @unchecked Sendable {
    @usableFromInline let base: UnsafeMutableRawPointer
    /// Number of bytes.
    public let count: Int

    /// Takes over `base`, which malloc(3) allocated for at least `count` bytes.
    init(adopting base: UnsafeMutableRawPointer, count: Int) {
        unsafe self.base = unsafe base
        self.count = count
    }

    /// Bytes that `body` fills in; it returns how many of `capacity` it has set, from the first on.
    package init<Failure: Error>(
        capacity: Int, initializingWith body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
    ) throws(Failure) {
        let base = unsafe allocateBytes(capacity)
        do throws(Failure) {
            let filled = unsafe try body(UnsafeMutableRawBufferPointer(start: base, count: capacity))
            precondition((0...capacity).contains(filled), "more bytes were set than there are")
            count = filled
        } catch {
            unsafe freeBytes(base)
            throw error
        }
        unsafe self.base = unsafe base
    }

    /// A copy of `bytes`.
    public convenience init(_ bytes: some Collection<UInt8>) {
        let array = Array(bytes)
        unsafe self.init(capacity: array.count) { target in
            unsafe array.withUnsafeBytes { unsafe target.copyMemory(from: $0) }
            return array.count
        }
    }

    deinit { unsafe freeBytes(base) }

    /// Calls `body` with the bytes, which are valid until it returns.
    @inlinable
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        unsafe try body(UnsafeRawBufferPointer(start: base, count: count))
    }

    /// A copy of a part, which must be within the bytes.
    func copy(of range: Range<Int>) -> StoredBytes {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "range outside of the bytes")
        return unsafe StoredBytes(capacity: range.count) { target in
            // In bounds: compared above.
            unsafe target.copyMemory(from: UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count))
            return range.count
        }
    }

    /// A copy of the bytes.
    public var array: [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }
}
