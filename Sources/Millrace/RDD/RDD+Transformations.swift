// Millrace
// SPDX-License-Identifier: Apache-2.0

extension RDD {
    /// An RDD with this one's partitions, computed by `compute` from the elements that it asks for.
    @inlinable
    func derive<U: Sendable>(
        preservesPartitioning: Bool = false, _ compute: @escaping DerivedRDD<U>.Compute
    ) -> RDD<U> {
        DerivedRDD(
            context: context, partitions: partitions, dependencies: [.narrow(self)],
            partitioner: preservesPartitioning ? partitioner : nil, compute: compute)
    }

    /// Each element replaced by what `transform` makes of it.
    @inlinable
    public func map<U: Sendable>(_ transform: @escaping @Sendable (Element) throws -> U) -> RDD<U> {
        derive { partition, task, yield in
            try await self.forEachElement(of: partition, task) { try yield(transform($0)) }
        }
    }

    /// The elements that `isIncluded` holds for.
    @inlinable
    public func filter(_ isIncluded: @escaping @Sendable (Element) throws -> Bool) -> RDD<Element> {
        derive(preservesPartitioning: true) { partition, task, yield in
            try await self.forEachElement(of: partition, task) { if try isIncluded($0) { try yield($0) } }
        }
    }

    /// Each element replaced by the elements of the sequence that `transform` makes of it.
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

    /// Each element replaced by what `transform` passes to its second argument, without a sequence in between:
    /// `lines.flatMap { line, emit in for word in words(of: line) { try emit(word) } }`.
    ///
    /// Errors that the second argument throws must be passed on.
    @inlinable
    public func flatMap<U: Sendable>(
        _ transform: @escaping @Sendable (_ element: Element, _ emit: (U) throws -> Void) throws -> Void
    ) -> RDD<U> {
        derive { partition, task, yield in
            try await self.forEachElement(of: partition, task) { try transform($0, yield) }
        }
    }

    /// A whole partition replaced by what `transform` passes to its second argument: for set-up per partition.
    ///
    /// `transform` may await; the thread runs other tasks meanwhile.
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

    /// The elements of this RDD, then those of `other`: the partitions of both, without a shuffle.
    public func union(_ other: RDD<Element>) -> RDD<Element> { context.union([self, other]) }
}
