// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A sorted run of elements, in memory or on disk.
@usableFromInline
enum SortedRun<Element: Sendable>: Sendable {
    case memory([Element])
    case disk([Piece])

    /// A part of a run on disk.
    @usableFromInline
    struct Piece: Sendable {
        @usableFromInline let first: Element
        /// Elements at distances of `sampleDistance`.
        @usableFromInline let samples: [Element]
        @usableFromInline let elements: DiskRun<Element>

        @inlinable
        init(_ slice: ArraySlice<Element>, elements: DiskRun<Element>) {
            first = slice[slice.startIndex]
            samples = stride(from: SortedRun.sampleDistance / 2, to: slice.count, by: SortedRun.sampleDistance)
                .map { slice[slice.startIndex + $0] }
            self.elements = elements
        }
    }

    @usableFromInline var count: Int {
        switch self {
        case .memory(let elements): elements.count
        case .disk(let pieces): pieces.reduce(0) { $0 + $1.elements.count }
        }
    }

    @usableFromInline var isOnDisk: Bool {
        if case .disk = self { return true }
        return false
    }

    /// Elements of a piece on disk.
    @inlinable static var pieceCount: Int { 8192 }
    @inlinable static var sampleDistance: Int { 512 }
}
