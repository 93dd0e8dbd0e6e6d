// Millrace
// SPDX-License-Identifier: Apache-2.0

extension RDD {
    /// Combines the values of each key by `combine`, which must be associative and commutative.
    ///
    /// Values are combined before the shuffle as well as after it. Keys are spread by their stable hash over
    /// `partitions` partitions; default: the parents' partitioner if it has enough partitions, else the configuration's
    /// `defaultParallelism`, else the parents' number. An RDD that is already spread like that needs no shuffle. Keys
    /// that are equal by `==` are one key. Source: `PairRDDFunctions.reduceByKey`.
    @inlinable
    public func reduceByKey<K: StableHashable & Sendable, V: Sendable>(
        partitions: Int? = nil, _ combine: @escaping @Sendable (V, V) throws -> V
    ) -> RDD<(K, V)> where Element == (K, V) {
        combined(
            "reduceByKey", .choose(partitions, parents: [self]), create: { $0 }, merge: { $0 = try combine($0, $1) },
            mergeCombined: { $0 = try combine($0, $1) })
    }

    /// Folds the values of each key into one combined value. Source: `PairRDDFunctions.combineByKey`.
    ///
    /// - Parameters:
    ///   - partitions: Number of partitions of the result; default: see `reduceByKey`.
    ///   - create: Returns the combined value for a key's first value in a map partition.
    ///   - merge: Adds another value of the same map partition.
    ///   - mergeCombined: Adds the combined value of another map partition.
    @inlinable
    public func combineByKey<K: StableHashable & Sendable, V: Sendable, C: Sendable>(
        partitions: Int? = nil, create: @escaping @Sendable (V) throws -> C,
        merge: @escaping @Sendable (inout C, V) throws -> Void,
        mergeCombined: @escaping @Sendable (inout C, C) throws -> Void
    ) -> RDD<(K, C)> where Element == (K, V) {
        combined(
            "combineByKey", .choose(partitions, parents: [self]), create: create, merge: merge,
            mergeCombined: mergeCombined)
    }

    /// Folds the values of each key into `zero`: with `merge` within a map partition, then with `mergeCombined`.
    ///
    /// `zero` enters once for each key in each map partition that holds it. Source: `PairRDDFunctions.aggregateByKey`.
    @inlinable
    public func aggregateByKey<K: StableHashable & Sendable, V: Sendable, C: Sendable>(
        _ zero: C, partitions: Int? = nil, merge: @escaping @Sendable (inout C, V) throws -> Void,
        mergeCombined: @escaping @Sendable (inout C, C) throws -> Void
    ) -> RDD<(K, C)> where Element == (K, V) {
        combined(
            "aggregateByKey", .choose(partitions, parents: [self]),
            create: { value in
                var combined = zero
                try merge(&combined, value)
                return combined
            }, merge: merge, mergeCombined: mergeCombined)
    }

    /// Folds the values of each key into `zero`, which should be neutral: it enters once for each key in each map
    /// partition that holds it. Source: `PairRDDFunctions.foldByKey`.
    @inlinable
    public func foldByKey<K: StableHashable & Sendable, V: Sendable>(
        _ zero: V, partitions: Int? = nil, _ combine: @escaping @Sendable (V, V) throws -> V
    ) -> RDD<(K, V)> where Element == (K, V) {
        combined(
            "foldByKey", .choose(partitions, parents: [self]), create: { try combine(zero, $0) },
            merge: { $0 = try combine($0, $1) }, mergeCombined: { $0 = try combine($0, $1) })
    }

    @inlinable
    func combined<K: StableHashable & Sendable, V: Sendable, C: Sendable>(
        _ kind: String, _ target: Placement<K>, create: @escaping @Sendable (V) throws -> C,
        merge: @escaping @Sendable (inout C, V) throws -> Void,
        mergeCombined: @escaping @Sendable (inout C, C) throws -> Void
    ) -> RDD<(K, C)> where Element == (K, V) {
        let space = context.spillSpace(kind)
        let table: @Sendable (any Partition, TaskContext, Placement<K>) async throws -> SpillingCombiner<K, C> = {
            partition, task, target in
            var combiner = SpillingCombiner<K, C>(space, target)
            try await self.push(
                partition, task,
                { run in try combiner.merge(run, task, create: create, merge: merge) }, {})
            return combiner
        }
        let identity = LineageIdentity(kind: kind, parents: [self], context: context)
        let emitCombined:
            @Sendable ([RunSource<KeyedEntry<K, C>>], TaskContext, ((K, C)) throws -> Void) throws -> Void = {
                runs, task, emit in
                let width = KeyedBuckets<K, C>.width(runs)
                var buckets = try KeyedBuckets(runs, width: width)
                for bucket in 0..<width {
                    let blocks = try buckets.take(bucket)
                    let count = blocks.reduce(0) { $0 + $1.count }
                    var table = CombineTable<K, C>(capacity: count / Swift.max(1, runs.count))
                    for block in blocks { try table.merge(block, task, mergeCombined: mergeCombined) }
                    for entry in table.entries { try emit((entry.key, entry.value)) }
                }
            }
        if target.places(self) {
            let single = Placement<K>.hash(HashPartitioner(partitionCount: 1))
            return keyed(target, kind: kind, identity: identity, dependencies: [.narrow(self)]) {
                partition, task, emit in
                var combiner = try await table(self.partitions[partition], task, single)
                if combiner.spills.isEmpty {
                    for entry in combiner.table.entries { try emit((entry.key, entry.value)) }
                } else {
                    try emitCombined(try combiner.finish().runs(for: 0), task, emit)
                }
            }
        }
        let shuffle = ShuffleDependency<MapOutput<KeyedEntry<K, C>>>(mapSide: self, reader: identity) {
            task, partition in
            var combiner = try await table(partition, task, target)
            return try combiner.finish()
        }
        return keyed(target, kind: kind, identity: identity, dependencies: [.shuffle(shuffle)]) {
            partition, task, emit in
            try emitCombined(try shuffle.runs(for: partition), task, emit)
        }
    }

    /// Collects the values of each key in one array, in the order of the map partitions and of the elements within
    /// each.
    ///
    /// All values of a key must fit in memory; `reduceByKey` moves less. Source: `PairRDDFunctions.groupByKey`.
    @inlinable
    public func groupByKey<K: StableHashable & Sendable, V: Sendable>(
        partitions: Int? = nil
    ) -> RDD<(K, [V])> where Element == (K, V) {
        grouped(.choose(partitions, parents: [self]))
    }

    /// `groupByKey` with a partitioner of the program's own.
    @inlinable
    public func groupByKey<K: StableHashable & Sendable, V: Sendable>(
        partitioner: some KeyPartitioner<K>
    ) -> RDD<(K, [V])> where Element == (K, V) {
        grouped(.custom(partitioner))
    }

    @inlinable
    func grouped<K: StableHashable & Sendable, V: Sendable>(
        _ target: Placement<K>
    ) -> RDD<(K, [V])> where Element == (K, V) {
        let identity = LineageIdentity(kind: "groupByKey", parents: [self], context: context)
        let side: KeyedSide<K, V> = keyedSide(target, reader: identity, input: 0)
        return keyed(target, kind: "groupByKey", identity: identity, dependencies: [side.dependency]) {
            partition, task, emit in
            let runs = try await side.load(partition, task)
            let width = KeyedBuckets<K, V>.coarseWidth(runs)
            var buckets = try KeyedBuckets(runs, width: width)
            for bucket in 0..<width {
                var table = CombineTable<K, [V]>()
                for block in try buckets.take(bucket) {
                    try table.merge(block, task, create: { [$0] }, merge: { $0.append($1) })
                }
                for entry in table.entries { try emit((entry.key, entry.value)) }
            }
        }
    }

    /// Groups elements by the key that `key` computes. Source: `RDD.groupBy`.
    @inlinable
    public func groupBy<K: StableHashable & Sendable>(
        partitions: Int? = nil, _ key: @escaping @Sendable (Element) throws -> K
    ) -> RDD<(K, [Element])> {
        keyBy(key).groupByKey(partitions: partitions)
    }

    /// Applies `transform` to each value; keys and their partitions stay.
    @inlinable
    public func mapValues<K: Sendable, V: Sendable, U: Sendable>(
        _ transform: @escaping @Sendable (V) throws -> U
    ) -> RDD<(K, U)> where Element == (K, V) {
        mapped("mapValues", preservesPartitioning: true) { ($0.0, try transform($0.1)) }
    }

    /// Replaces each value by the values that `transform` returns for it; keys and their partitions stay.
    @inlinable
    public func flatMapValues<K: Sendable, V: Sendable, Segment: Sequence & SendableMetatype>(
        _ transform: @escaping @Sendable (V) throws -> Segment
    ) -> RDD<(K, Segment.Element)> where Element == (K, V), Segment.Element: Sendable {
        flatMapped("flatMapValues", preservesPartitioning: true) { pair, emit in
            for part in try transform(pair.1) { try emit((pair.0, part)) }
        }
    }

    /// The first part of each pair.
    @inlinable
    public func keys<K: Sendable, V: Sendable>() -> RDD<K> where Element == (K, V) { mapped("keys") { $0.0 } }

    /// The second part of each pair.
    @inlinable
    public func values<K: Sendable, V: Sendable>() -> RDD<V> where Element == (K, V) { mapped("values") { $0.1 } }
}
