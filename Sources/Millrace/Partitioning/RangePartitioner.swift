// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Places keys by ranges: partition i has the keys above bound i − 1 up to bound i. Source: Spark's
/// `RangePartitioner`. `RDD.rangePartitioner` makes one by sampling.
public struct RangePartitioner<Key: Comparable & Hashable & Sendable>: KeyPartitioner {
    /// Largest keys of all partitions but the last, ascending.
    public let bounds: [Key]

    /// A partitioner with one partition more than there are bounds, which are sorted and made unique.
    public init(bounds: [Key]) {
        var unique: [Key] = []
        for bound in bounds.sorted() where bound != unique.last { unique.append(bound) }
        self.bounds = unique
    }

    /// Bounds at equal distances in samples, each of which represents the given number of keys.
    @usableFromInline
    init(samples: [(keys: [Key], count: Int)], partitions: Int) {
        var weighted: [(key: Key, weight: Double)] = []
        for sample in samples where !sample.keys.isEmpty {
            let weight = Double(sample.count) / Double(sample.keys.count)
            weighted += sample.keys.map { ($0, weight) }
        }
        weighted.sort { $0.key < $1.key }
        let step = weighted.reduce(0) { $0 + $1.weight } / Double(max(1, partitions))
        var bounds: [Key] = []
        var passed = 0.0
        for entry in weighted where bounds.count < partitions - 1 {
            passed += entry.weight
            if passed >= step * Double(bounds.count + 1) { bounds.append(entry.key) }
        }
        self.init(bounds: bounds)
    }

    /// Number of bounds plus one.
    public var partitionCount: Int { bounds.count + 1 }

    /// The first partition whose bound is not below `key`. Binary search.
    @inlinable
    public func partition(for key: Key) -> Int {
        var low = 0
        var high = bounds.count
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
