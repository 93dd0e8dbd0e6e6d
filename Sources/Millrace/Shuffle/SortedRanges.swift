// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// Cuts sorted runs into ranges of nearly equal size that follow on from each other. The bounds are read off the runs,
/// once. Own design, in place of the sampling pass of Spark's `RangePartitioner`.
@usableFromInline
final class SortedRanges<Element: Sendable>: Sendable {
    private let count: Int
    @usableFromInline let areInIncreasingOrder: @Sendable (Element, Element) -> Bool
    private let bounds = Mutex<[Element]?>(nil)

    @usableFromInline
    init(count: Int, _ areInIncreasingOrder: @escaping @Sendable (Element, Element) -> Bool) {
        self.count = count
        self.areInIncreasingOrder = areInIncreasingOrder
    }

    /// The slices of the runs in memory that range `index` consists of. Equal elements are all in one range.
    @usableFromInline
    func slices(_ index: Int, of runs: [SortedRun<Element>]) -> [ArraySlice<Element>] {
        let (low, high) = bounds(of: index, runs)
        return runs.map { run in
            guard case .memory(let run) = run else { return [] }
            return slice(run, low, high)
        }
    }

    /// The bounds of a range: elements after `low` that do not come after `high`; `nil` for no bound.
    @usableFromInline
    func bounds(of index: Int, _ runs: [SortedRun<Element>]) -> (low: Element?, high: Element?) {
        let bounds = self.bounds.withLock { known in
            if let known { return known }
            let found = findBounds(runs)
            known = found
            return found
        }
        guard index <= bounds.count else { return (bounds.last, bounds.last) }
        return (index == 0 ? nil : bounds[index - 1], index == bounds.count ? nil : bounds[index])
    }

    private func slice(_ run: [Element], _ low: Element?, _ high: Element?) -> ArraySlice<Element> {
        let start = low.map { cut(run, after: $0) } ?? 0
        let end = high.map { cut(run, after: $0) } ?? run.count
        return run[start..<Swift.max(start, end)]
    }

    /// Elements at equal distances over all runs: every run gives samples in proportion to its length. Runs on disk
    /// have samples in memory.
    private func findBounds(_ runs: [SortedRun<Element>]) -> [Element] {
        let total = runs.reduce(0) { $0 + $1.count }
        let isSparse = runs.contains(where: \.isOnDisk)
        let step = Swift.max(1, isSparse ? SortedRun<Element>.sampleDistance : total / (count * 64))
        var sample: [Element] = []
        for run in runs {
            switch run {
            case .memory(let run):
                for position in stride(from: step / 2, to: run.count, by: step) {
                    sample.append(run[position])
                }
            case .disk(let pieces): sample.append(contentsOf: pieces.flatMap(\.samples))
            }
        }
        sample.sort(by: areInIncreasingOrder)
        guard !sample.isEmpty else { return [] }
        return (1..<Swift.max(1, count)).map { sample[Swift.min(sample.count - 1, sample.count * $0 / count)] }
    }

    /// Calls `body` with the elements of a range in order, merged from runs in memory and on disk.
    @inlinable
    func merge(
        _ index: Int, of runs: [SortedRun<Element>], _ body: (Element) async throws -> Void
    ) async throws {
        let (low, high) = bounds(of: index, runs)
        if index > 0, low == nil { return }
        let slices = slices(index, of: runs)
        var merge = SortedRunMerge<Element>(precedes: areInIncreasingOrder)
        for (number, run) in runs.enumerated() {
            switch run {
            case .memory:
                var rest: [Element]? = Array(slices[number])
                try merge.add {
                    defer { rest = nil }
                    return rest
                }
            case .disk(let pieces):
                var reader = PieceReader(pieces, low: low, high: high, areInIncreasingOrder)
                try merge.add { try reader.next() }
            }
        }
        while let element = try merge.next() { try await body(element) }
    }

    /// Position of the first element that comes after `bound`.
    private func cut(_ run: [Element], after bound: Element) -> Int {
        var low = 0
        var high = run.count
        while low < high {
            let middle = (low + high) / 2
            if areInIncreasingOrder(bound, run[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
