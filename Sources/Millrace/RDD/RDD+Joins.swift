// Millrace
// SPDX-License-Identifier: Apache-2.0

extension RDD {
    /// Pairs of a value of this RDD and a value of `other` for each key that both have: all combinations.
    ///
    /// A side that is placed by the partitioner of the result already needs no shuffle. The values of the right side
    /// of a partition must fit in memory. Source: `PairRDDFunctions.join`.
    ///
    /// - Parameters:
    ///   - other: The right side.
    ///   - partitions: Number of partitions of the result; default: see `reduceByKey`.
    @inlinable
    public func join<K: StableHashable & Sendable, V: Sendable, W: Sendable>(
        _ other: RDD<(K, W)>, partitions: Int? = nil
    ) -> RDD<(K, (V, W))> where Element == (K, V) {
        joined("join", other, .choose(partitions, parents: [self, other])) { entry, right, first, emit in
            try right.forEachMatch(from: first) { try emit((entry.key, (entry.value, $0))) }
        }
    }

    /// `join` that keeps the values of this RDD whose key `other` does not have, with `nil`.
    /// Source: `PairRDDFunctions.leftOuterJoin`.
    @inlinable
    public func leftOuterJoin<K: StableHashable & Sendable, V: Sendable, W: Sendable>(
        _ other: RDD<(K, W)>, partitions: Int? = nil
    ) -> RDD<(K, (V, W?))> where Element == (K, V) {
        joined("leftOuterJoin", other, .choose(partitions, parents: [self, other])) { entry, right, first, emit in
            try right.forEachMatch(from: first) { try emit((entry.key, (entry.value, $0))) }
            if first == nil { try emit((entry.key, (entry.value, nil))) }
        }
    }

    /// `join` that keeps the values of `other` whose key this RDD does not have, with `nil`.
    /// Source: `PairRDDFunctions.rightOuterJoin`.
    @inlinable
    public func rightOuterJoin<K: StableHashable & Sendable, V: Sendable, W: Sendable>(
        _ other: RDD<(K, W)>, partitions: Int? = nil
    ) -> RDD<(K, (V?, W))> where Element == (K, V) {
        let identity = LineageIdentity(kind: "rightOuterJoin", parents: [self, other], context: context)
        return other.joined(
            "rightOuterJoin", self, .choose(partitions, parents: [self, other]), identity: identity
        ) { entry, left, first, emit in
            try left.forEachMatch(from: first) { try emit((entry.key, ($0, entry.value))) }
            if first == nil { try emit((entry.key, (nil, entry.value))) }
        }
    }

    /// `join` that keeps the values of both sides whose key the other does not have, with `nil`.
    /// Source: `PairRDDFunctions.fullOuterJoin`.
    @inlinable
    public func fullOuterJoin<K: StableHashable & Sendable, V: Sendable, W: Sendable>(
        _ other: RDD<(K, W)>, partitions: Int? = nil
    ) -> RDD<(K, (V?, W?))> where Element == (K, V) {
        cogrouped("fullOuterJoin", other, .choose(partitions, parents: [self, other])) { entry, emit in
            let (left, right) = entry.value
            if left.isEmpty { for value in right { try emit((entry.key, (nil, value))) } }
            if right.isEmpty { for value in left { try emit((entry.key, (value, nil))) } }
            for value in left { for match in right { try emit((entry.key, (value, match))) } }
        }
    }

    @inlinable
    func joined<K: StableHashable & Sendable, V: Sendable, W: Sendable, U: Sendable>(
        _ kind: String, _ other: RDD<(K, W)>, _ target: Placement<K>, identity: LineageIdentity? = nil,
        _ combine:
            @escaping @Sendable (
                _ left: KeyedEntry<K, V>, _ right: JoinTable<K, W>, _ firstMatch: Int?, (U) throws -> Void
            ) throws -> Void
    ) -> RDD<U> where Element == (K, V) {
        let identity = identity ?? LineageIdentity(kind: kind, parents: [self, other], context: context)
        let left: KeyedSide<K, V> = keyedSide(target, reader: identity, input: 0)
        let right: KeyedSide<K, W> = other.keyedSide(target, reader: identity, input: 1)
        return keyed(target, kind: kind, identity: identity, dependencies: [left.dependency, right.dependency]) {
            partition, task, emit in
            let matches = try await right.load(partition, task)
            let probes = try await left.load(partition, task)
            let width = Swift.max(KeyedBuckets<K, W>.width(matches), KeyedBuckets<K, V>.coarseWidth(probes))
            var rightBuckets = try KeyedBuckets(matches, width: width)
            var leftBuckets = try KeyedBuckets(probes, width: width)
            for bucket in 0..<width {
                let table = try JoinTable(try rightBuckets.take(bucket), task)
                for block in try leftBuckets.take(bucket) {
                    try table.probe(block, task) { entry, first in try combine(entry, table, first, emit) }
                }
            }
        }
    }

    /// For each key of this RDD or `other`, its values in both. Source: `PairRDDFunctions.cogroup`.
    @inlinable
    public func cogroup<K: StableHashable & Sendable, V: Sendable, W: Sendable>(
        _ other: RDD<(K, W)>, partitions: Int? = nil
    ) -> RDD<(K, ([V], [W]))> where Element == (K, V) {
        cogrouped("cogroup", other, .choose(partitions, parents: [self, other])) { entry, emit in
            try emit((entry.key, entry.value))
        }
    }

    @inlinable
    func cogrouped<K: StableHashable & Sendable, V: Sendable, W: Sendable, U: Sendable>(
        _ kind: String, _ other: RDD<(K, W)>, _ target: Placement<K>,
        _ body: @escaping @Sendable (KeyedEntry<K, ([V], [W])>, (U) throws -> Void) throws -> Void
    ) -> RDD<U> where Element == (K, V) {
        let identity = LineageIdentity(kind: kind, parents: [self, other], context: context)
        let left: KeyedSide<K, V> = keyedSide(target, reader: identity, input: 0)
        let right: KeyedSide<K, W> = other.keyedSide(target, reader: identity, input: 1)
        return keyed(target, kind: kind, identity: identity, dependencies: [left.dependency, right.dependency]) {
            partition, task, emit in
            let lefts = try await left.load(partition, task)
            let rights = try await right.load(partition, task)
            let width = Swift.max(KeyedBuckets<K, V>.coarseWidth(lefts), KeyedBuckets<K, W>.coarseWidth(rights))
            var leftBuckets = try KeyedBuckets(lefts, width: width)
            var rightBuckets = try KeyedBuckets(rights, width: width)
            for bucket in 0..<width {
                var table = CombineTable<K, ([V], [W])>()
                for block in try leftBuckets.take(bucket) {
                    try table.merge(block, task, create: { ([$0], []) }, merge: { $0.0.append($1) })
                }
                for block in try rightBuckets.take(bucket) {
                    try table.merge(block, task, create: { ([], [$0]) }, merge: { $0.1.append($1) })
                }
                for entry in table.entries { try body(entry, emit) }
            }
        }
    }

    /// For each key of any of the three RDDs, its values in all of them. Source: `PairRDDFunctions.cogroup`.
    @inlinable
    public func cogroup<K: StableHashable & Sendable, V: Sendable, W: Sendable, X: Sendable>(
        _ second: RDD<(K, W)>, _ third: RDD<(K, X)>, partitions: Int? = nil
    ) -> RDD<(K, ([V], [W], [X]))> where Element == (K, V) {
        let target = Placement<K>.choose(partitions, parents: [self, second, third])
        let identity = LineageIdentity(kind: "cogroup", parents: [self, second, third], context: context)
        let a: KeyedSide<K, V> = keyedSide(target, reader: identity, input: 0)
        let b: KeyedSide<K, W> = second.keyedSide(target, reader: identity, input: 1)
        let c: KeyedSide<K, X> = third.keyedSide(target, reader: identity, input: 2)
        return keyed(
            target, kind: "cogroup", identity: identity, dependencies: [a.dependency, b.dependency, c.dependency]
        ) { partition, task, emit in
            let (first, second) = (try await a.load(partition, task), try await b.load(partition, task))
            let third = try await c.load(partition, task)
            let width = Swift.max(
                KeyedBuckets<K, V>.coarseWidth(first), KeyedBuckets<K, W>.coarseWidth(second),
                KeyedBuckets<K, X>.coarseWidth(third))
            var firsts = try KeyedBuckets(first, width: width)
            var seconds = try KeyedBuckets(second, width: width)
            var thirds = try KeyedBuckets(third, width: width)
            for bucket in 0..<width {
                var table = CombineTable<K, ([V], [W], [X])>()
                for block in try firsts.take(bucket) {
                    try table.merge(block, task, create: { ([$0], [], []) }, merge: { $0.0.append($1) })
                }
                for block in try seconds.take(bucket) {
                    try table.merge(block, task, create: { ([], [$0], []) }, merge: { $0.1.append($1) })
                }
                for block in try thirds.take(bucket) {
                    try table.merge(block, task, create: { ([], [], [$0]) }, merge: { $0.2.append($1) })
                }
                for entry in table.entries { try emit((entry.key, entry.value)) }
            }
        }
    }

    /// For each key of any of the four RDDs, its values in all of them. Source: `PairRDDFunctions.cogroup`.
    @inlinable
    public func cogroup<K: StableHashable & Sendable, V: Sendable, W: Sendable, X: Sendable, Y: Sendable>(
        _ second: RDD<(K, W)>, _ third: RDD<(K, X)>, _ fourth: RDD<(K, Y)>, partitions: Int? = nil
    ) -> RDD<(K, ([V], [W], [X], [Y]))> where Element == (K, V) {
        let target = Placement<K>.choose(partitions, parents: [self, second, third, fourth])
        return cogroup(second, third, partitions: target.partitionCount)
            .cogroup(fourth, partitions: target.partitionCount)
            .mapValues { first, fourth in
                // A key has at most one entry among the groups of the first three.
                let (a, b, c) = first.first ?? ([], [], [])
                return (a, b, c, fourth)
            }
    }

    /// The pairs whose key `other` does not have. Source: `PairRDDFunctions.subtractByKey`.
    ///
    /// - Parameters:
    ///   - other: Pairs with the keys to leave out.
    ///   - partitions: Number of partitions of the result; default: this RDD's partitioner, else its number.
    @inlinable
    public func subtractByKey<K: StableHashable & Sendable, V: Sendable, W: Sendable>(
        _ other: RDD<(K, W)>, partitions: Int? = nil
    ) -> RDD<(K, V)> where Element == (K, V) {
        subtracted("subtractByKey", other, .choose(partitions, parents: [self]))
    }

    @inlinable
    func subtracted<K: StableHashable & Sendable, V: Sendable, W: Sendable>(
        _ kind: String, _ other: RDD<(K, W)>, _ target: Placement<K>
    ) -> RDD<(K, V)> where Element == (K, V) {
        let identity = LineageIdentity(kind: kind, parents: [self, other], context: context)
        let left: KeyedSide<K, V> = keyedSide(target, reader: identity, input: 0)
        let right: KeyedSide<K, Void> = other.mapValues { _ in }.keyedSide(target, reader: identity, input: 1)
        return keyed(target, kind: kind, identity: identity, dependencies: [left.dependency, right.dependency]) {
            partition, task, emit in
            let lefts = try await left.load(partition, task)
            let rights = try await right.load(partition, task)
            let width = Swift.max(KeyedBuckets<K, V>.coarseWidth(lefts), KeyedBuckets<K, Void>.coarseWidth(rights))
            var leftBuckets = try KeyedBuckets(lefts, width: width)
            var rightBuckets = try KeyedBuckets(rights, width: width)
            for bucket in 0..<width {
                var excluded = CombineTable<K, Void>()
                for block in try rightBuckets.take(bucket) {
                    try excluded.merge(block, task, create: { _ in }, merge: { _, _ in })
                }
                for block in try leftBuckets.take(bucket) {
                    for entry in block where excluded.find(entry.key, entry.hash) == nil {
                        try emit((entry.key, entry.value))
                    }
                }
            }
        }
    }
}
