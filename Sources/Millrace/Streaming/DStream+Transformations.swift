// Millrace
// SPDX-License-Identifier: Apache-2.0

extension DStream {
    /// A stream whose RDDs an operator of the engine makes of this one's.
    @usableFromInline
    func derive<U: Sendable>(
        _ kind: String, _ transform: @escaping @Sendable (RDD<Element>, BatchTime) async throws -> RDD<U>
    ) -> DStream<U> {
        DerivedDStream(context: context, slideDuration: slideDuration, parents: [self], kind: kind) { time in
            guard let rdd = try await self.rdd(at: time) else { return nil }
            return try await transform(rdd, time)
        }
    }

    /// Applies `transform` to each batch's RDD and time. `transform` runs in the driver, when the batch runs; if it
    /// throws, the batch fails.
    public func transform<U: Sendable>(
        _ transform: @escaping @Sendable (RDD<Element>, BatchTime) async throws -> RDD<U>
    ) -> DStream<U> {
        DerivedDStream(
            context: context, slideDuration: slideDuration, parents: [self], kind: "transform", ownsRDDs: false
        ) { time in
            guard let rdd = try await self.rdd(at: time) else { return nil }
            return try await transform(rdd, time)
        }
    }

    /// Applies `transform` to each batch's RDD. `transform` runs in the driver.
    public func transform<U: Sendable>(
        _ transform: @escaping @Sendable (RDD<Element>) async throws -> RDD<U>
    ) -> DStream<U> {
        self.transform { rdd, _ in try await transform(rdd) }
    }

    /// Applies `transform` to each element.
    @inlinable
    public func map<U: Sendable>(_ transform: @escaping @Sendable (Element) throws -> U) -> DStream<U> {
        derive("map") { rdd, _ in rdd.map(transform) }
    }

    /// Keeps the elements for which `isIncluded` returns `true`.
    @inlinable
    public func filter(_ isIncluded: @escaping @Sendable (Element) throws -> Bool) -> DStream<Element> {
        derive("filter") { rdd, _ in rdd.filter(isIncluded) }
    }

    /// Replaces each element by the elements of the sequence that `transform` returns for it.
    @inlinable
    public func flatMap<Segment: Sequence & SendableMetatype>(
        _ transform: @escaping @Sendable (Element) throws -> Segment
    ) -> DStream<Segment.Element> where Segment.Element: Sendable {
        derive("flatMap") { rdd, _ in rdd.flatMap(transform) }
    }

    /// Replaces each element by the parts of the text that `transform` returns: `lines.flatMap { $0.fields(" ") }`.
    @inlinable
    public func flatMap<Text: UTF8Bytes, Field: UTF8Field>(
        _ transform: @escaping @Sendable (Element) throws -> Fields<Text, Field>
    ) -> DStream<Field> {
        derive("flatMap") { rdd, _ in rdd.flatMap(transform) }
    }

    /// Replaces each element by the values that `transform` passes to `emit`; see `RDD.flatMap`.
    @inlinable
    public func flatMap<U: Sendable>(
        _ transform: @escaping @Sendable (_ element: Element, _ emit: (U) throws -> Void) throws -> Void
    ) -> DStream<U> {
        derive("flatMap") { rdd, _ in rdd.flatMap(transform) }
    }

    /// Replaces each partition by the values that `transform` passes to `emit`; see `RDD.mapPartitions`.
    @inlinable
    public func mapPartitions<U: Sendable>(
        preservesPartitioning: Bool = false,
        _ transform:
            @escaping @Sendable (
                _ elements: PartitionElements<Element>, _ emit: (U) throws -> Void
            ) async throws -> Void
    ) -> DStream<U> {
        derive("mapPartitions") { rdd, _ in
            rdd.mapPartitions(preservesPartitioning: preservesPartitioning, transform)
        }
    }

    /// One array per partition of each batch, with its elements.
    @inlinable
    public func glom() -> DStream<[Element]> {
        mapPartitions { elements, emit in try emit(try await elements.collect()) }
    }

    /// Each batch's elements spread evenly over `partitions` partitions, at least 1; a shuffle.
    public func repartition(_ partitions: Int) -> DStream<Element> {
        derive("repartition") { rdd, _ in rdd.repartition(partitions) }
    }

    /// The number of elements of each batch: one element, 0 for an empty batch.
    public func count() -> DStream<Int> {
        derive("count") { rdd, _ in
            let counts = rdd.mapPartitions { elements, emit in
                var count = 0
                try await elements.forEach { _ in count += 1 }
                try emit((0, count))
            }
            let zero = rdd.context.parallelize([(0, 0)], partitions: 1)
            return counts.union(zero).reduceByKey(partitions: 1) { $0 + $1 }.values()
        }
    }

    /// Combines the elements of each batch by `combine`, which must be associative and commutative: one element per
    /// batch, none for an empty batch.
    @inlinable
    public func reduce(_ combine: @escaping @Sendable (Element, Element) throws -> Element) -> DStream<Element> {
        derive("reduce") { rdd, _ in rdd.map { (0, $0) }.reduceByKey(partitions: 1, combine).values() }
    }

    /// Combines the values of each key of a batch by `combine`; see `RDD.reduceByKey`.
    @inlinable
    public func reduceByKey<K: StableHashable & Sendable, V: Sendable>(
        partitions: Int? = nil, _ combine: @escaping @Sendable (V, V) throws -> V
    ) -> DStream<(K, V)> where Element == (K, V) {
        derive("reduceByKey") { rdd, _ in rdd.reduceByKey(partitions: partitions, combine) }
    }

    /// Collects the values of each key of a batch in one array; see `RDD.groupByKey`.
    @inlinable
    public func groupByKey<K: StableHashable & Sendable, V: Sendable>(
        partitions: Int? = nil
    ) -> DStream<(K, [V])> where Element == (K, V) {
        derive("groupByKey") { rdd, _ in rdd.groupByKey(partitions: partitions) }
    }

    /// Number of occurrences of each distinct element in a batch.
    @inlinable
    public func countByValue(partitions: Int? = nil) -> DStream<(Element, Int)> where Element: StableHashable {
        derive("countByValue") { rdd, _ in rdd.map { ($0, 1) }.reduceByKey(partitions: partitions) { $0 + $1 } }
    }

    /// Applies `transform` to each value; keys stay.
    @inlinable
    public func mapValues<K: Sendable, V: Sendable, U: Sendable>(
        _ transform: @escaping @Sendable (V) throws -> U
    ) -> DStream<(K, U)> where Element == (K, V) {
        derive("mapValues") { rdd, _ in rdd.mapValues(transform) }
    }

    /// Replaces each value by the values of the sequence that `transform` returns for it; keys and their partitions
    /// stay.
    @inlinable
    public func flatMapValues<K: Sendable, V: Sendable, Segment: Sequence & SendableMetatype>(
        _ transform: @escaping @Sendable (V) throws -> Segment
    ) -> DStream<(K, Segment.Element)> where Element == (K, V), Segment.Element: Sendable {
        derive("flatMapValues") { rdd, _ in rdd.flatMapValues(transform) }
    }

    /// Folds the values of each key of a batch into one combined value; see `RDD.combineByKey`.
    @inlinable
    public func combineByKey<K: StableHashable & Sendable, V: Sendable, C: Sendable>(
        partitions: Int? = nil, create: @escaping @Sendable (V) throws -> C,
        merge: @escaping @Sendable (inout C, V) throws -> Void,
        mergeCombined: @escaping @Sendable (inout C, C) throws -> Void
    ) -> DStream<(K, C)> where Element == (K, V) {
        derive("combineByKey") { rdd, _ in
            rdd.combineByKey(partitions: partitions, create: create, merge: merge, mergeCombined: mergeCombined)
        }
    }
}
