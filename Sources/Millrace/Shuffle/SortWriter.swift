// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Sorts the elements of a task in memory, and on disk when memory lacks room: sorted runs, which the readers merge.
///
/// The order of equal elements stays. Source: Spark's `ExternalSorter`.
@usableFromInline
struct SortWriter<Element: Sendable> {
    @usableFromInline var elements: [Element] = []
    @usableFromInline let space: SpillSpace
    private let reservation: MemoryReservation
    @usableFromInline let sort: (inout [Element]) throws -> Void
    @usableFromInline var runs: [SortedRun<Element>] = []
    @usableFromInline let isLimited: Bool
    /// Elements that may still be added before memory is measured.
    @usableFromInline var untilCheck = 1024

    /// A writer whose runs `sort` sorts.
    @usableFromInline
    init(_ space: SpillSpace, _ sort: @escaping (inout [Element]) throws -> Void) {
        self.space = space
        self.sort = sort
        reservation = space.memory.reservation()
        isLimited = space.isLimited
    }

    /// Adds an element. `noteAdded` must follow at latest after a run of them.
    @inlinable
    mutating func append(_ element: Element) { elements.append(element) }

    /// Notes that elements were added; spills if there is no room for more.
    /// - Throws: `StreamingError.codecMissing`, `.storageFailed`; errors of the ordering.
    @inlinable
    mutating func noteAdded(_ count: Int) throws {
        guard isLimited else { return }
        untilCheck -= count
        guard untilCheck < 0 else { return }
        if !reserve() { try spill() }
    }

    @usableFromInline
    mutating func reserve() -> Bool {
        let step = max(1024, min(65_536, elements.count / 8))
        untilCheck = step
        let next = elements.count + step + 1024
        // Sorting needs half as much again; an array that grows exists twice for a moment.
        let slots = next >= elements.capacity ? 3 * elements.capacity : elements.capacity + elements.count / 2
        let bytes = max(next, slots) * MemoryLayout<Element>.stride
        return space.grant(bytes + heapBytes(of: elements, next), reservation)
    }

    /// Writes the elements as a sorted run and forgets them.
    @inlinable
    mutating func spill() throws {
        guard !elements.isEmpty else { return }
        let writer = try SpillWriter<Element>(space)
        try sort(&elements)
        var pieces: [SortedRun<Element>.Piece] = []
        for start in stride(from: 0, to: elements.count, by: SortedRun<Element>.pieceCount) {
            let end = Swift.min(elements.count, start + SortedRun<Element>.pieceCount)
            try writer.append(elements[start..<end])
            guard let run = try writer.endRun() else { continue }
            pieces.append(SortedRun.Piece(elements[start..<end], elements: run))
        }
        try writer.finish()
        // The next elements take the same memory: less work, and no holes in the heap.
        elements.removeAll(keepingCapacity: true)
        runs.append(.disk(pieces))
        untilCheck = 1024
    }

    @usableFromInline
    func release() { _ = reservation.resize(to: 0) }

    /// The runs, on disk if there is no room for outputs in memory. Ends the use of the writer.
    @inlinable
    mutating func finish() throws -> SortOutput<Element> {
        if isLimited {
            if runs.isEmpty, let memory = reserveOutput() {
                try sort(&elements)
                release()
                return SortOutput(runs: [.memory(elements)], memory: memory)
            }
            try spill()
            return SortOutput(runs: runs)
        }
        try sort(&elements)
        return SortOutput(runs: [.memory(elements)])
    }

    @usableFromInline
    func reserveOutput() -> OutputMemory? {
        let bytes = elements.capacity * MemoryLayout<Element>.stride + heapBytes(of: elements, elements.count)
        return space.memory.reserveOutput(bytes)
    }
}
