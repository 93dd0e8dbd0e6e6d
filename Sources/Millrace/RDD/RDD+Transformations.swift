// Millrace
// SPDX-License-Identifier: Apache-2.0

extension RDD {
    /// An elementwise RDD with this one's partitions.
    @inlinable
    func elementwise<U: Sendable>(
        _ kind: String, preservesPartitioning: Bool = false, _ elements: @escaping RDD<U>.Elements
    ) -> RDD<U> {
        DerivedRDD.elementwise(
            context: context, kind: kind, partitions: partitions, dependencies: [.narrow(self)],
            partitioner: preservesPartitioning ? partitioner : nil, elements)
    }

    /// Applies `transform` to each element.
    @inlinable
    public func map<U: Sendable>(_ transform: @escaping @Sendable (Element) throws -> U) -> RDD<U> {
        mapped("map", transform)
    }

    @inlinable
    func mapped<U: Sendable>(
        _ kind: String, preservesPartitioning: Bool = false,
        _ transform: @escaping @Sendable (Element) throws -> U
    ) -> RDD<U> {
        let kernel: @Sendable (ElementRun<Element>, TaskContext, inout RunBuffer<U>) throws -> Void = {
            run, task, output in
            try run.map(task, into: &output, transform)
        }
        return elementwise(kind, preservesPartitioning: preservesPartitioning) { partition, task, sink, endOfChunk in
            var output = RunBuffer<U>()
            defer { output.free() }
            try await self.push(
                partition, task,
                { run in
                    try kernel(run, task, &output)
                    try output.flush(sink)
                }, endOfChunk)
        }
    }

    /// Keeps the elements for which `isIncluded` returns `true`.
    @inlinable
    public func filter(_ isIncluded: @escaping @Sendable (Element) throws -> Bool) -> RDD<Element> {
        let kernel: @Sendable (ElementRun<Element>, TaskContext) throws -> ElementRun<Element> = { run, task in
            try run.keep(task, isIncluded)
        }
        return elementwise("filter", preservesPartitioning: true) { partition, task, sink, endOfChunk in
            try await self.push(
                partition, task,
                { run in
                    let kept = try kernel(run, task)
                    if kept.count > 0 { try sink(kept) }
                }, endOfChunk)
        }
    }

    /// Replaces each element by the elements of the sequence that `transform` returns for it.
    @inlinable
    public func flatMap<Segment: Sequence & SendableMetatype>(
        _ transform: @escaping @Sendable (Element) throws -> Segment
    ) -> RDD<Segment.Element> where Segment.Element: Sendable {
        flatMapped("flatMap") { element, emit in
            for part in try transform(element) { try emit(part) }
        }
    }

    /// Replaces each element by the parts of the text that `transform` returns: `lines.flatMap { $0.fields(" ") }`.
    ///
    /// Faster than with other sequences, as each text is asked for its bytes only once.
    @inlinable
    public func flatMap<Text: UTF8Bytes, Field: UTF8Field>(
        _ transform: @escaping @Sendable (Element) throws -> Fields<Text, Field>
    ) -> RDD<Field> {
        flatMapped("flatMap") { element, emit in try transform(element).forEach(emit) }
    }

    /// Replaces each element by the values that `transform` passes to `emit`, without a sequence in between:
    /// `lines.flatMap { line, emit in for word in words(of: line) { try emit(word) } }`.
    ///
    /// `transform` must pass on errors that `emit` throws.
    @inlinable
    public func flatMap<U: Sendable>(
        _ transform: @escaping @Sendable (_ element: Element, _ emit: (U) throws -> Void) throws -> Void
    ) -> RDD<U> {
        flatMapped("flatMap", transform)
    }

    @inlinable
    func flatMapped<U: Sendable>(
        _ kind: String, preservesPartitioning: Bool = false,
        _ transform: @escaping @Sendable (_ element: Element, _ emit: (U) throws -> Void) throws -> Void
    ) -> RDD<U> {
        let kernel:
            @Sendable (
                ElementRun<Element>, TaskContext, inout RunBuffer<U>, (ElementRun<U>) throws -> Void
            ) throws -> Void = { run, task, output, sink in
                try run.expand(task, into: &output, transform, sink)
            }
        return elementwise(kind, preservesPartitioning: preservesPartitioning) { partition, task, sink, endOfChunk in
            var output = RunBuffer<U>()
            defer { output.free() }
            try await self.push(
                partition, task,
                { run in
                    try kernel(run, task, &output, sink)
                    try output.flush(sink)
                }, endOfChunk)
        }
    }

    /// Replaces each partition by the values that `transform` passes to `emit`; for set-up once per partition.
    ///
    /// `transform` may await; its thread runs other tasks meanwhile. Where the next operator takes whole chunks (a
    /// cache, `forEachChunk`), the values of a partition are collected in one chunk.
    @inlinable
    public func mapPartitions<U: Sendable>(
        preservesPartitioning: Bool = false,
        _ transform:
            @escaping @Sendable (
                _ elements: PartitionElements<Element>, _ emit: (U) throws -> Void
            ) async throws -> Void
    ) -> RDD<U> {
        elementwise("mapPartitions", preservesPartitioning: preservesPartitioning) {
            partition, task, sink, endOfChunk in
            var output = RunBuffer<U>()
            defer { output.free() }
            try await transform(PartitionElements(rdd: self, partition: partition, task: task)) { value in
                try output.add(value, limit: task.maxRun, sink)
            }
            try output.flush(sink)
            try await endOfChunk()
        }
    }

    /// `mapPartitions`, with the index of the partition as the first argument.
    @inlinable
    public func mapPartitionsWithIndex<U: Sendable>(
        preservesPartitioning: Bool = false,
        _ transform:
            @escaping @Sendable (
                _ index: Int, _ elements: PartitionElements<Element>, _ emit: (U) throws -> Void
            ) async throws -> Void
    ) -> RDD<U> {
        mapPartitions(preservesPartitioning: preservesPartitioning) { elements, emit in
            try await transform(elements.index, elements, emit)
        }
    }

    /// One array per partition, with its elements. Source: `RDD.glom`.
    @inlinable
    public func glom() -> RDD<[Element]> {
        mapPartitions { elements, emit in try emit(try await elements.collect()) }
    }

    /// Pairs of each element's key, which `key` computes, and the element. Source: `RDD.keyBy`.
    @inlinable
    public func keyBy<K: Sendable>(_ key: @escaping @Sendable (Element) throws -> K) -> RDD<(K, Element)> {
        mapped("keyBy") { (try key($0), $0) }
    }

    /// The partitions of this RDD, then those of `other`, without a shuffle.
    public func union(_ other: RDD<Element>) -> RDD<Element> { context.union([self, other]) }
}
