// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Merges sorted runs: a binary heap of their first elements. Of equal elements the one of the earlier run comes first.
@usableFromInline
struct SortedRunMerge<Element: Sendable> {
    @usableFromInline
    struct Run {
        @usableFromInline var elements: [Element]
        @usableFromInline var next = 0
        @usableFromInline let refill: () throws -> [Element]?

        @inlinable
        init(elements: [Element], refill: @escaping () throws -> [Element]?) {
            self.elements = elements
            self.refill = refill
        }
    }

    @usableFromInline let precedes: (Element, Element) throws -> Bool
    @usableFromInline var runs: [Run] = []
    /// Indices of runs that have elements left; the first element of the first of them comes next.
    @usableFromInline var heap: [Int] = []

    @inlinable
    init(precedes: @escaping (Element, Element) throws -> Bool) { self.precedes = precedes }

    /// Adds a run after the runs so far: `next` gives its elements in pieces, and `nil` at the end.
    @inlinable
    mutating func add(_ next: @escaping () throws -> [Element]?) throws {
        runs.append(Run(elements: [], refill: next))
        guard try refill(runs.count - 1) else { return }
        heap.append(runs.count - 1)
        var child = heap.count - 1
        while child > 0, try isBefore(heap[child], heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// The next element; `nil` at the end.
    @inlinable
    mutating func next() throws -> Element? {
        guard let index = heap.first else { return nil }
        let element = runs[index].elements[runs[index].next]
        runs[index].next += 1
        if try !refill(index) {
            heap.swapAt(0, heap.count - 1)
            heap.removeLast()
        }
        try sink()
        return element
    }

    /// Makes sure that a run has an element in memory; false at its end.
    @inlinable
    mutating func refill(_ index: Int) throws -> Bool {
        while runs[index].next == runs[index].elements.count {
            guard let elements = try runs[index].refill() else { return false }
            runs[index].elements = elements
            runs[index].next = 0
        }
        return true
    }

    @inlinable
    mutating func sink() throws {
        var parent = 0
        while true {
            var least = parent
            let child = 2 * parent + 1
            if child < heap.count, try isBefore(heap[child], heap[least]) { least = child }
            if child + 1 < heap.count, try isBefore(heap[child + 1], heap[least]) { least = child + 1 }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }

    @inlinable
    func isBefore(_ a: Int, _ b: Int) throws -> Bool {
        let (first, second) = (runs[a].elements[runs[a].next], runs[b].elements[runs[b].next])
        if try precedes(first, second) { return true }
        return a < b ? try !precedes(second, first) : false
    }
}
