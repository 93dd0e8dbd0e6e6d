// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A run of elements of one partition, in order: the unit in which an RDD hands its elements on.
///
/// A view without copying; indices are 0 ..< `count`. It keeps the array that it was made from alive. Own design.
public struct Chunk<Element: Sendable>: RandomAccessCollection, Sendable {
    @usableFromInline let storage: ArraySlice<Element>

    /// The elements of `slice`.
    @inlinable
    public init(_ slice: ArraySlice<Element>) { storage = slice }

    /// The elements of `array`.
    @inlinable
    public init(_ array: [Element]) { storage = array[...] }

    /// Number of elements that sources of the engine put into a chunk: 1024. More would leave the processor's first
    /// cache, fewer would make the work per chunk visible.
    @inlinable public static var standardCount: Int { 1024 }

    /// 0.
    @inlinable public var startIndex: Int { 0 }
    /// Number of elements.
    @inlinable public var endIndex: Int { storage.count }

    /// The element at `position`.
    @inlinable
    public subscript(position: Int) -> Element { storage[storage.startIndex + position] }

    /// The elements as an array; no copy if the chunk is a whole array.
    @inlinable public var elements: [Element] { Array(storage) }

    /// Calls `body` with the contiguous elements.
    @inlinable
    public func withContiguousStorageIfAvailable<Result>(
        _ body: (UnsafeBufferPointer<Element>) throws -> Result
    ) rethrows -> Result? {
        try unsafe storage.withContiguousStorageIfAvailable(body)
    }
}
