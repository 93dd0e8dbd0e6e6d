// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Reads the elements of a sorted run on disk that come after `low` and do not come after `high`.
@usableFromInline
struct PieceReader<Element: Sendable> {
    @usableFromInline var pieces: ArraySlice<SortedRun<Element>.Piece>
    @usableFromInline let low: Element?
    @usableFromInline let high: Element?
    @usableFromInline let precedes: (Element, Element) -> Bool
    @usableFromInline var reader: DiskRunReader<Element>?

    @inlinable
    init(
        _ pieces: [SortedRun<Element>.Piece], low: Element?, high: Element?,
        _ precedes: @escaping (Element, Element) -> Bool
    ) {
        self.low = low
        self.high = high
        self.precedes = precedes
        // The piece before the first that begins after `low` may have elements of the range.
        var start = 0
        if let low { while start + 1 < pieces.count, !precedes(low, pieces[start + 1].first) { start += 1 } }
        self.pieces = pieces[start...]
    }

    /// The next elements; `nil` at the end.
    @inlinable
    mutating func next() throws -> [Element]? {
        while true {
            while let elements = try reader?.next() {
                let kept = keep(elements)
                if !kept.isEmpty { return kept }
            }
            guard let piece = pieces.popFirst() else { return nil }
            if let high, precedes(high, piece.first) {
                pieces = []
                return nil
            }
            reader = try piece.elements.open()
        }
    }

    @inlinable
    func keep(_ elements: [Element]) -> [Element] {
        guard let first = elements.first, let last = elements.last else { return [] }
        let isAfterLow = low.map { precedes($0, first) } ?? true
        let isUpToHigh = high.map { !precedes($0, last) } ?? true
        if isAfterLow && isUpToHigh { return elements }
        return elements.filter { element in
            (low.map { precedes($0, element) } ?? true) && (high.map { !precedes($0, element) } ?? true)
        }
    }
}
