// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Merges sorted runs: a binary heap of their first elements. Of equal elements the one of the earlier run comes first.
struct SortedRunMerge<Element> {
    private struct Run {
        var elements: [Element]
        var next = 0
        var decoder: BlockDecoder<Element>?
    }

    private let precedes: (Element, Element) throws -> Bool
    private var runs: [Run] = []
    /// Indices of runs that have elements left; the first element of the first of them comes next.
    private var heap: [Int] = []

    init(precedes: @escaping (Element, Element) throws -> Bool) { self.precedes = precedes }

    /// Adds a run on disk, after the runs so far.
    mutating func add(_ decoder: BlockDecoder<Element>) throws {
        try add(Run(elements: [], decoder: decoder))
    }

    /// Adds a run in memory, after the runs so far.
    mutating func add(_ elements: [Element]) throws { try add(Run(elements: elements, decoder: nil)) }

    private mutating func add(_ run: Run) throws {
        runs.append(run)
        guard try refill(runs.count - 1) else { return }
        heap.append(runs.count - 1)
        var child = heap.count - 1
        while child > 0, try isBefore(heap[child], heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// The next element; `nil` at the end.
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
    private mutating func refill(_ index: Int) throws -> Bool {
        if runs[index].next < runs[index].elements.count { return true }
        guard let run = try storing("a run of a sort", { try runs[index].decoder?.next() }) else { return false }
        runs[index].elements = run
        runs[index].next = 0
        return true
    }

    private mutating func sink() throws {
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if try isBefore(heap[child], heap[least]) { least = child }
            }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }

    private func isBefore(_ a: Int, _ b: Int) throws -> Bool {
        let (first, second) = (runs[a].elements[runs[a].next], runs[b].elements[runs[b].next])
        if try precedes(first, second) { return true }
        return a < b ? try !precedes(second, first) : false
    }
}
