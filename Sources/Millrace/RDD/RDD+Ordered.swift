// Millrace
// SPDX-License-Identifier: Apache-2.0

extension RDD {
    /// The elements in the order of the keys that `key` computes, over all partitions; equal keys keep their order.
    /// Source: `RDD.sortBy`.
    ///
    /// - Parameters:
    ///   - ascending: Smallest key first if `true`, the default.
    ///   - partitions: Number of partitions; default: this RDD's. Each gets a range of keys, some may be empty.
    ///   - key: Called once per element.
    @inlinable
    public func sortBy<K: Comparable & Sendable>(
        ascending: Bool = true, partitions: Int? = nil, _ key: @escaping @Sendable (Element) throws -> K
    ) -> RDD<Element> {
        let keyed = mapped("sortBy") { (try key($0), $0) }
        let sorted =
            ascending
            ? keyed.sorted(partitions, { $0.0 < $1.0 }) : keyed.sorted(partitions, { $1.0 < $0.0 })
        return sorted.values()
    }

    /// The pairs in the order of their keys, over all partitions; equal keys keep their order.
    /// Source: `OrderedRDDFunctions.sortByKey`.
    @inlinable
    public func sortByKey<K: Comparable & Sendable, V: Sendable>(
        ascending: Bool = true, partitions: Int? = nil
    ) -> RDD<(K, V)> where Element == (K, V) {
        ascending ? sorted(partitions, { $0.0 < $1.0 }) : sorted(partitions, { $1.0 < $0.0 })
    }

    /// The elements in the order of `areInIncreasingOrder`, over all partitions; equal ones keep their order. Own name.
    ///
    /// Map tasks sort their partitions, reduce tasks merge ranges of them; the bounds of the ranges are read off the
    /// sorted runs, so nothing is computed twice.
    @inlinable
    public func sorted(
        _ partitions: Int? = nil, _ areInIncreasingOrder: @escaping @Sendable (Element, Element) -> Bool
    ) -> RDD<Element> {
        let count = Swift.max(1, partitions ?? partitionCount)
        let identity = LineageIdentity(kind: "sort", parents: [self], context: context)
        let sort: @Sendable (inout [Element]) -> Void = { $0.sort(by: areInIncreasingOrder) }
        let space = context.spillSpace("sort")
        let shuffle = ShuffleDependency<SortOutput<Element>>(mapSide: self, reader: identity) { task, partition in
            var writer = SortWriter<Element>(space, sort)
            try await self.push(
                partition, task,
                { run in
                    try run.drain(task) { writer.append($0) }
                    try writer.noteAdded(run.count)
                }, {})
            return try writer.finish()
        }
        let ranges = SortedRanges(count: count, areInIncreasingOrder)
        return DerivedRDD(
            context: context, kind: "sort", partitions: IndexPartition.range(count),
            dependencies: [.shuffle(shuffle)], identity: identity
        ) { partition, task, yield in
            let runs = try shuffle.allOutputs().flatMap(\.runs)
            if runs.contains(where: \.isOnDisk) {
                var chunk: [Element] = []
                try await ranges.merge(partition.index, of: runs) { element in
                    chunk.append(element)
                    guard chunk.count == Chunk<Element>.standardCount else { return }
                    try await yield(Chunk(chunk))
                    chunk.removeAll(keepingCapacity: true)
                }
                if !chunk.isEmpty { try await yield(Chunk(chunk)) }
                return
            }
            var merged: [Element] = []
            for slice in ranges.slices(partition.index, of: runs) { merged.append(contentsOf: slice) }
            // The runs are sorted: the library's sort finds them and merges.
            if runs.count > 1 { sort(&merged) }
            for start in stride(from: 0, to: merged.count, by: Chunk<Element>.standardCount) {
                let end = Swift.min(merged.count, start + Chunk<Element>.standardCount)
                try await yield(Chunk(merged[start..<end]))
            }
        }
    }

    /// The pairs whose key is in `range`. Source: `OrderedRDDFunctions.filterByRange`.
    @inlinable
    public func filterByRange<K: Comparable & Sendable, V: Sendable>(
        _ range: ClosedRange<K>
    ) -> RDD<(K, V)> where Element == (K, V) {
        filter { range.contains($0.0) }
    }

    /// A partitioner by ranges of this RDD's keys, of nearly equal size. Runs a job that samples the keys.
    ///
    /// - Parameter partitions: Number of ranges; fewer are made if there are fewer distinct keys in the sample.
    /// - Throws: `StreamingError` as every action does.
    @inlinable
    public func rangePartitioner<K: Comparable & Hashable & Sendable, V: Sendable>(
        partitions: Int
    ) async throws -> RangePartitioner<K> where Element == (K, V) {
        let wanted = 60 * Swift.max(1, partitions)
        let samples = try await context.runJob(on: self) { elements in
            var random = SplitMix64(seed: UInt64(elements.index))
            var sample: [K] = []
            var seen = 0
            // Reservoir sampling: each key has the same chance.
            try await elements.forEach { pair in
                seen += 1
                if sample.count < wanted {
                    sample.append(pair.0)
                } else {
                    let place = Int(random.next() % UInt64(seen))
                    if place < wanted { sample[place] = pair.0 }
                }
            }
            return (sample, seen)
        }
        return RangePartitioner(samples: samples.map { (keys: $0.0, count: $0.1) }, partitions: partitions)
    }
}
