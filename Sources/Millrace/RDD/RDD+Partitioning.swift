// Millrace
// SPDX-License-Identifier: Apache-2.0

extension RDD {
    /// Fewer partitions without a shuffle: neighbours are joined, partition i of the result being the old ones
    /// i · n / m ..< (i + 1) · n / m. Source: `RDD.coalesce`.
    ///
    /// - Parameter count: Number of partitions m; at most the present number n is made. Below 1, tasks of the result
    ///   fail with `StreamingError.invalidOperation`.
    public func coalesce(_ count: Int) -> RDD<Element> {
        guard count >= 1 else { return failing("coalesce", "coalesce needs at least one partition, found \(count)") }
        let width = Swift.min(count, partitionCount)
        let groups: [any Partition] = (0..<width).map { index in
            let range = MillraceContext.slice(index, of: width, length: partitionCount)
            return GroupedPartition(index: index, parent: 0, members: Array(partitions[range]))
        }
        return DerivedRDD.elementwise(
            context: context, kind: "coalesce", partitions: groups, dependencies: [.narrow(self)]
        ) { partition, task, sink, endOfChunk in
            for member in GroupedPartition.of(partition).members {
                try await self.push(member, task, sink, endOfChunk)
            }
        }
    }

    /// Exactly `count` partitions of nearly equal size, by a shuffle that deals elements out in turn.
    /// Source: `RDD.repartition`.
    ///
    /// - Parameter count: Below 1, tasks of the result fail with `StreamingError.invalidOperation`.
    @inlinable
    public func repartition(_ count: Int) -> RDD<Element> {
        guard count >= 1 else {
            return failing("repartition", "repartition needs at least one partition, found \(count)")
        }
        let identity = LineageIdentity(kind: "repartition", parents: [self], context: context)
        let space = context.spillSpace("repartition")
        let shuffle = ShuffleDependency<MapOutput<Element>>(mapSide: self, reader: identity) { task, partition in
            var writer = ShuffleWriter<Element>(space, partitionCount: count)
            // Each map partition begins elsewhere, so that small ones do not all fill the first partitions.
            var next = Int(truncatingIfNeeded: partition.index.stableHashValue >> 33) % count
            try await self.push(
                partition, task,
                { run in
                    try run.drain(task) { element in
                        writer.append(element, to: next)
                        next = next + 1 == count ? 0 : next + 1
                    }
                    try writer.noteAdded(run.count)
                }, {})
            return try writer.finish()
        }
        return DerivedRDD(
            context: context, kind: "repartition", partitions: IndexPartition.range(count),
            dependencies: [.shuffle(shuffle)], identity: identity
        ) { partition, task, yield in
            for run in try shuffle.runs(for: partition.index) {
                try await run.forEachBlock { try await yield(Chunk($0)) }
            }
        }
    }

    /// An RDD of one partition whose task fails: transformations do not throw.
    @usableFromInline
    func failing<U: Sendable>(_ kind: String, _ message: String) -> RDD<U> {
        DerivedRDD(
            context: context, kind: kind, partitions: IndexPartition.range(1), dependencies: [.narrow(self)]
        ) { _, _, _ in
            throw StreamingError(code: .invalidOperation, message: message)
        }
    }

    /// Pairs placed by a partitioner of the program's own; an RDD that is placed so already stays as it is.
    /// Source: `PairRDDFunctions.partitionBy`.
    @inlinable
    public func partitionBy<K: StableHashable & Sendable, V: Sendable>(
        _ partitioner: some KeyPartitioner<K>
    ) -> RDD<(K, V)> where Element == (K, V) {
        placed("partitionBy", .custom(partitioner))
    }

    /// Pairs placed by their keys' stable hashes. Source: `PairRDDFunctions.partitionBy`.
    @inlinable
    public func partitionBy<K: StableHashable & Sendable, V: Sendable>(
        _ partitioner: HashPartitioner
    ) -> RDD<(K, V)> where Element == (K, V) {
        placed("partitionBy", .hash(partitioner))
    }

    @inlinable
    func placed<K: StableHashable & Sendable, V: Sendable>(
        _ kind: String, _ target: Placement<K>
    ) -> RDD<(K, V)> where Element == (K, V) {
        if target.places(self) { return self }
        let identity = LineageIdentity(kind: kind, parents: [self], context: context)
        let side: KeyedSide<K, V> = keyedSide(target, reader: identity, input: 0)
        return keyed(target, kind: kind, identity: identity, dependencies: [side.dependency]) {
            partition, task, emit in
            for run in try await side.load(partition, task) {
                try await run.forEachBlock { block in
                    for entry in block { try emit((entry.key, entry.value)) }
                }
            }
        }
    }

    /// `partitionBy`, with each partition sorted by key; equal keys keep their order.
    /// Source: `OrderedRDDFunctions.repartitionAndSortWithinPartitions`.
    @inlinable
    public func repartitionAndSortWithinPartitions<K: StableHashable & Comparable & Sendable, V: Sendable>(
        _ partitioner: some KeyPartitioner<K>
    ) -> RDD<(K, V)> where Element == (K, V) {
        let kind = "repartitionAndSort"
        let target = Placement<K>.custom(partitioner)
        let identity = LineageIdentity(kind: kind, parents: [self], context: context)
        let side: KeyedSide<K, V> = keyedSide(target, reader: identity, input: 0)
        let space = context.spillSpace(kind)
        return keyed(target, kind: kind, identity: identity, dependencies: [side.dependency]) {
            partition, task, emit in
            var writer = SortWriter<(K, V)>(space) { pairs in
                try pairs.sort { left, right in
                    try task.checkCancellation()
                    return left.0 < right.0
                }
            }
            for run in try await side.load(partition, task) {
                try await run.forEachBlock { block in
                    for entry in block { writer.append((entry.key, entry.value)) }
                    try writer.noteAdded(block.count)
                }
            }
            let output = try writer.finish()
            if case .memory(let pairs)? = output.runs.first, output.runs.count == 1 {
                for pair in pairs { try emit(pair) }
                return
            }
            try await SortedRanges<(K, V)>(count: 1) { $0.0 < $1.0 }.merge(0, of: output.runs) { try emit($0) }
        }
    }
}
