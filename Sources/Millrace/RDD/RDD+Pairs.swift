// Millrace
// SPDX-License-Identifier: Apache-2.0

extension RDD {
    /// Combines the values of each key by `combine`, which must be associative and commutative.
    ///
    /// Values are combined before the shuffle as well as after it. Keys are spread by their stable hash over
    /// `partitions` partitions; default: see `HashPartitioner`. An RDD that is already spread like that needs no
    /// shuffle. Keys that are equal by `==` are one key. Source: `PairRDDFunctions.reduceByKey`.
    @inlinable
    public func reduceByKey<K: StableHashable & Sendable, V: Sendable>(
        partitions: Int? = nil, _ combine: @escaping @Sendable (V, V) throws -> V
    ) -> RDD<(K, V)> where Element == (K, V) {
        combineByKey(
            partitions: partitions, create: { $0 }, merge: { $0 = try combine($0, $1) },
            mergeCombined: { $0 = try combine($0, $1) })
    }

    /// Collects the values of each key in one array, in the order of the map partitions and of the elements within
    /// each.
    ///
    /// All values of a key must fit in memory; `reduceByKey` moves less. Source: `PairRDDFunctions.groupByKey`.
    @inlinable
    public func groupByKey<K: StableHashable & Sendable, V: Sendable>(
        partitions: Int? = nil
    ) -> RDD<(K, [V])> where Element == (K, V) {
        combineByKey(
            partitions: partitions, create: { [$0] }, merge: { $0.append($1) },
            mergeCombined: { $0.append(contentsOf: $1) })
    }

    /// Folds the values of each key into one combined value. `reduceByKey` and `groupByKey` are made of it.
    ///
    /// - Parameters:
    ///   - partitions: Number of partitions of the result; default: see `HashPartitioner`.
    ///   - create: Returns the combined value for a key's first value in a map partition.
    ///   - merge: Adds another value of the same map partition.
    ///   - mergeCombined: Adds the combined value of another map partition.
    @inlinable
    public func combineByKey<K: StableHashable & Sendable, V: Sendable, C: Sendable>(
        partitions: Int? = nil, create: @escaping @Sendable (V) throws -> C,
        merge: @escaping @Sendable (inout C, V) throws -> Void,
        mergeCombined: @escaping @Sendable (inout C, C) throws -> Void
    ) -> RDD<(K, C)> where Element == (K, V) {
        let target = Placement<K>.choose(partitions, parents: [self])
        if target.places(self) {
            return mapPartitions(preservesPartitioning: true) { elements, emit in
                var table = CombineTable<K, C>()
                try await elements.forEach { pair in
                    try table.merge(pair.0, pair.1, create: create, merge: merge)
                }
                for entry in table.entries { try emit((entry.key, entry.combined)) }
            }
        }
        return shuffled(to: target, create: create, merge: merge, mergeCombined: mergeCombined)
    }

    @inlinable
    func shuffled<K: StableHashable & Sendable, V: Sendable, C: Sendable>(
        to target: Placement<K>, create: @escaping @Sendable (V) throws -> C,
        merge: @escaping @Sendable (inout C, V) throws -> Void,
        mergeCombined: @escaping @Sendable (inout C, C) throws -> Void
    ) -> RDD<(K, C)> where Element == (K, V) {
        let mapPartitions = self.partitions
        let identity = LineageIdentity(kind: "combineByKey", parents: [self], context: context)
        let shuffle = ShuffleDependency<K, C>(mapSide: self, reader: identity, input: 0) { task in
            var table = CombineTable<K, C>()
            try await self.forEachElement(of: mapPartitions[task.partition], task) { pair in
                try table.merge(pair.0, pair.1, create: create, merge: merge)
            }
            return table.split(by: target)
        }
        return DerivedRDD.elementwise(
            context: context, kind: "combineByKey", partitions: IndexPartition.range(target.partitionCount),
            dependencies: [.shuffle(shuffle)], partitioner: target.partitioner, identity: identity
        ) { partition, task, sink, endOfChunk in
            var table = CombineTable<K, C>()
            for map in mapPartitions.indices {
                try task.checkCancellation()
                for entry in try shuffle.block(map: map, reduce: partition.index) {
                    try table.merge(entry, mergeCombined: mergeCombined)
                }
            }
            var output = RunBuffer<(K, C)>()
            defer { output.free() }
            for entry in table.entries { try output.add((entry.key, entry.combined), limit: task.maxRun, sink) }
            try output.flush(sink)
            try await endOfChunk()
        }
    }

    /// Applies `transform` to each value; keys and their partitions stay.
    @inlinable
    public func mapValues<K: Sendable, V: Sendable, U: Sendable>(
        _ transform: @escaping @Sendable (V) throws -> U
    ) -> RDD<(K, U)> where Element == (K, V) {
        mapped("mapValues", preservesPartitioning: true) { ($0.0, try transform($0.1)) }
    }

    /// The first part of each pair.
    @inlinable
    public func keys<K: Sendable, V: Sendable>() -> RDD<K> where Element == (K, V) { mapped("keys") { $0.0 } }

    /// The second part of each pair.
    @inlinable
    public func values<K: Sendable, V: Sendable>() -> RDD<V> where Element == (K, V) { mapped("values") { $0.1 } }
}
