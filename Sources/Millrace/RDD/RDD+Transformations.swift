// Millrace
// SPDX-License-Identifier: Apache-2.0

extension RDD {
    /// An RDD with this one's partitions, whose elements `compute` yields.
    @inlinable
    func derive<U: Sendable>(
        preservesPartitioning: Bool = false, _ compute: @escaping DerivedRDD<U>.Compute
    ) -> RDD<U> {
        DerivedRDD(
            context: context, partitions: partitions, dependencies: [.narrow(self)],
            partitioner: preservesPartitioning ? partitioner : nil, compute: compute)
    }

    /// Applies `transform` to each element.
    @inlinable
    public func map<U: Sendable>(_ transform: @escaping @Sendable (Element) throws -> U) -> RDD<U> {
        derive { partition, task, yield in
            try await self.forEachElement(of: partition, task) { try yield(transform($0)) }
        }
    }

    /// Keeps the elements for which `isIncluded` returns `true`.
    @inlinable
    public func filter(_ isIncluded: @escaping @Sendable (Element) throws -> Bool) -> RDD<Element> {
        derive(preservesPartitioning: true) { partition, task, yield in
            try await self.forEachElement(of: partition, task) { if try isIncluded($0) { try yield($0) } }
        }
    }

    /// Replaces each element by the elements of the sequence that `transform` returns for it.
    @inlinable
    public func flatMap<Segment: Sequence & SendableMetatype>(
        _ transform: @escaping @Sendable (Element) throws -> Segment
    ) -> RDD<Segment.Element> where Segment.Element: Sendable {
        derive { partition, task, yield in
            try await self.forEachElement(of: partition, task) { element in
                for part in try transform(element) { try yield(part) }
            }
        }
    }

    /// Replaces each element by the values that `transform` passes to `emit`, without a sequence in between:
    /// `lines.flatMap { line, emit in for word in words(of: line) { try emit(word) } }`.
    ///
    /// `transform` must pass on errors that `emit` throws.
    @inlinable
    public func flatMap<U: Sendable>(
        _ transform: @escaping @Sendable (_ element: Element, _ emit: (U) throws -> Void) throws -> Void
    ) -> RDD<U> {
        derive { partition, task, yield in
            try await self.forEachElement(of: partition, task) { try transform($0, yield) }
        }
    }

    /// Replaces each partition by the values that `transform` passes to `emit`; for set-up once per partition.
    ///
    /// `transform` may await; its thread runs other tasks meanwhile.
    @inlinable
    public func mapPartitions<U: Sendable>(
        preservesPartitioning: Bool = false,
        _ transform:
            @escaping @Sendable (
                _ elements: PartitionElements<Element>, _ emit: (U) throws -> Void
            ) async throws -> Void
    ) -> RDD<U> {
        derive(preservesPartitioning: preservesPartitioning) { partition, task, yield in
            try await transform(PartitionElements(rdd: self, partition: partition, task: task), yield)
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
        derive(preservesPartitioning: preservesPartitioning) { partition, task, yield in
            let elements = PartitionElements(rdd: self, partition: partition, task: task)
            try await transform(partition.index, elements, yield)
        }
    }

    /// The partitions of this RDD, then those of `other`, without a shuffle.
    public func union(_ other: RDD<Element>) -> RDD<Element> { context.union([self, other]) }
}
