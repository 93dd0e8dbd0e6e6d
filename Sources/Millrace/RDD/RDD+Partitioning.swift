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
        let shuffle = ShuffleDependency<[[Element]]>(mapSide: self, reader: identity) { task, partition in
            var blocks = [[Element]](repeating: [], count: count)
            // Each map partition begins elsewhere, so that small ones do not all fill the first partitions.
            var next = Int(truncatingIfNeeded: partition.index.stableHashValue >> 33) % count
            try await self.forEachElement(of: partition, task) { element in
                blocks[next].append(element)
                next = next + 1 == count ? 0 : next + 1
            }
            return blocks
        }
        return DerivedRDD(
            context: context, kind: "repartition", partitions: IndexPartition.range(count),
            dependencies: [.shuffle(shuffle)], identity: identity
        ) { partition, task, yield in
            for output in try shuffle.allOutputs() where !output[partition.index].isEmpty {
                try await yield(Chunk(output[partition.index]))
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
        placed("partitionBy", .custom(partitioner)) { entries, _ in entries }
    }

    /// Pairs placed by their keys' stable hashes. Source: `PairRDDFunctions.partitionBy`.
    @inlinable
    public func partitionBy<K: StableHashable & Sendable, V: Sendable>(
        _ partitioner: HashPartitioner
    ) -> RDD<(K, V)> where Element == (K, V) {
        placed("partitionBy", .hash(partitioner)) { entries, _ in entries }
    }

    /// `partitionBy`, with each partition sorted by key; equal keys keep their order. One partition must fit in memory.
    /// Source: `OrderedRDDFunctions.repartitionAndSortWithinPartitions`.
    @inlinable
    public func repartitionAndSortWithinPartitions<K: StableHashable & Comparable & Sendable, V: Sendable>(
        _ partitioner: some KeyPartitioner<K>
    ) -> RDD<(K, V)> where Element == (K, V) {
        placed("repartitionAndSort", .custom(partitioner), isOrdered: true) { entries, task in
            try entries.sorted { left, right in
                try task.checkCancellation()
                return left.key < right.key
            }
        }
    }

    @inlinable
    func placed<K: StableHashable & Sendable, V: Sendable>(
        _ kind: String, _ target: Placement<K>, isOrdered: Bool = false,
        _ order: @escaping @Sendable ([KeyedEntry<K, V>], TaskContext) throws -> [KeyedEntry<K, V>]
    ) -> RDD<(K, V)> where Element == (K, V) {
        if !isOrdered && target.places(self) { return self }
        let identity = LineageIdentity(kind: kind, parents: [self], context: context)
        let side: KeyedSide<K, V> = keyedSide(target, reader: identity, input: 0)
        return keyed(target, kind: kind, identity: identity, dependencies: [side.dependency]) {
            partition, task, emit in
            var entries: [KeyedEntry<K, V>] = []
            try await side.read(partition, task) { entries.append(contentsOf: $0) }
            for entry in try order(entries, task) { try emit((entry.key, entry.value)) }
        }
    }
}
