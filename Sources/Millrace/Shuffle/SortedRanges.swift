// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// Cuts sorted runs into ranges of nearly equal size that follow on from each other. The bounds are read off the runs,
/// once. Own design, in place of the sampling pass of Spark's `RangePartitioner`.
@usableFromInline
final class SortedRanges<Element: Sendable>: Sendable {
    private let count: Int
    private let areInIncreasingOrder: @Sendable (Element, Element) -> Bool
    private let bounds = Mutex<[Element]?>(nil)

    @usableFromInline
    init(count: Int, _ areInIncreasingOrder: @escaping @Sendable (Element, Element) -> Bool) {
        self.count = count
        self.areInIncreasingOrder = areInIncreasingOrder
    }

    /// The slices of the runs that range `index` consists of. Equal elements are all in one range.
    @usableFromInline
    func slices(_ index: Int, of runs: [[Element]]) -> [ArraySlice<Element>] {
        let bounds = self.bounds.withLock { known in
            if let known { return known }
            let found = findBounds(runs)
            known = found
            return found
        }
        return runs.map { run in
            let start = index == 0 ? 0 : index > bounds.count ? run.count : cut(run, after: bounds[index - 1])
            let end = index >= bounds.count ? run.count : cut(run, after: bounds[index])
            return run[start..<Swift.max(start, end)]
        }
    }

    /// Elements at equal distances over all runs: every run gives samples in proportion to its length.
    private func findBounds(_ runs: [[Element]]) -> [Element] {
        let total = runs.reduce(0) { $0 + $1.count }
        let step = Swift.max(1, total / (count * 64))
        var sample: [Element] = []
        for run in runs {
            for position in stride(from: step / 2, to: run.count, by: step) { sample.append(run[position]) }
        }
        sample.sort(by: areInIncreasingOrder)
        guard !sample.isEmpty else { return [] }
        return (1..<Swift.max(1, count)).map { sample[Swift.min(sample.count - 1, sample.count * $0 / count)] }
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
