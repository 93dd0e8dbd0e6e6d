// Millrace
// SPDX-License-Identifier: Apache-2.0

extension RDD where Element: StableHashable {
    /// Each element once. Needs a shuffle, unless there is one partition. Source: `RDD.distinct`.
    ///
    /// - Parameter partitions: Number of partitions of the result; default: this RDD's.
    @inlinable
    public func distinct(partitions: Int? = nil) -> RDD<Element> {
        mapped("distinct") { ($0, ()) }
            .combined(
                "distinct", .choose(partitions ?? partitionCount, parents: []), create: { $0 }, merge: { _, _ in },
                mergeCombined: { _, _ in }
            ).keys()
    }

    /// The elements that both RDDs have, each once. Source: `RDD.intersection`.
    ///
    /// - Parameters:
    ///   - other: The other RDD.
    ///   - partitions: Number of partitions of the result; default: see `reduceByKey`.
    @inlinable
    public func intersection(_ other: RDD<Element>, partitions: Int? = nil) -> RDD<Element> {
        let keyed = mapped("intersection") { ($0, ()) }
        return keyed.cogrouped(
            "intersection", other.mapped("intersection") { ($0, ()) },
            .choose(partitions, parents: [self, other])
        ) { entry, emit in
            if !entry.value.0.isEmpty && !entry.value.1.isEmpty { try emit(entry.key) }
        }
    }

    /// The elements of this RDD, repeated ones included, that `other` does not have. Source: `RDD.subtract`.
    ///
    /// - Parameters:
    ///   - other: Elements to leave out.
    ///   - partitions: Number of partitions of the result; default: this RDD's.
    @inlinable
    public func subtract(_ other: RDD<Element>, partitions: Int? = nil) -> RDD<Element> {
        mapped("subtract") { ($0, ()) }
            .subtracted(
                "subtract", other.mapped("subtract") { ($0, ()) },
                .choose(partitions ?? partitionCount, parents: [])
            ).keys()
    }

    /// Number of occurrences of each distinct element, in the driver's memory.
    /// - Throws: `StreamingError` as every action does.
    @inlinable
    public func countByValue() async throws -> [Element: Int] {
        Dictionary(uniqueKeysWithValues: try await map { ($0, 1) }.reduceByKey { $0 + $1 }.collect())
    }
}

extension RDD {
    /// All pairs of an element of this RDD and one of `other`. Partition i · m + j has those of partition i here and of
    /// partition j of the m there, which must fit in memory. Source: `RDD.cartesian`.
    @inlinable
    public func cartesian<U: Sendable>(_ other: RDD<U>) -> RDD<(Element, U)> {
        let width = other.partitionCount
        return DerivedRDD.elementwise(
            context: context, kind: "cartesian", partitions: IndexPartition.range(partitionCount * width),
            dependencies: [.narrow(self), .narrow(other)]
        ) { partition, task, sink, endOfChunk in
            var output = RunBuffer<(Element, U)>()
            defer { output.free() }
            var right: [U] = []
            try await other.forEachElement(of: other.partitions[partition.index % width], task) { right.append($0) }
            let left = self.partitions[partition.index / width]
            try await self.forEachElement(of: left, task) { element in
                for match in right { try output.add((element, match), limit: task.maxRun, sink) }
            }
            try output.flush(sink)
            try await endOfChunk()
        }
    }

    /// Pairs of elements at the same place of this RDD and `other`, which must have as many partitions, with as many
    /// elements in each. Source: `RDD.zip`.
    ///
    /// Tasks fail with `StreamingError.invalidOperation` if the numbers differ.
    @inlinable
    public func zip<U: Sendable>(_ other: RDD<U>) -> RDD<(Element, U)> {
        zipPartitions(other) { left, right, emit in
            let matches = try await right.collect()
            var position = 0
            try await left.forEach { element in
                if position < matches.count { try emit((element, matches[position])) }
                position += 1
            }
            guard position == matches.count else {
                throw StreamingError(
                    code: .invalidOperation,
                    message: "zip: partition \(left.index) has \(position) elements on the left and \(matches.count) "
                        + "on the right")
            }
        }
    }

    /// Values that `transform` makes of the partitions with the same index of this RDD and `other`, which must have as
    /// many; otherwise tasks fail with `StreamingError.invalidOperation`. Source: `RDD.zipPartitions`.
    @inlinable
    public func zipPartitions<U: Sendable, R: Sendable>(
        _ other: RDD<U>,
        _ transform:
            @escaping @Sendable (PartitionElements<Element>, PartitionElements<U>, (R) throws -> Void) async throws ->
            Void
    ) -> RDD<R> {
        DerivedRDD.elementwise(
            context: context, kind: "zipPartitions", partitions: partitions,
            dependencies: [.narrow(self), .narrow(other)]
        ) { partition, task, sink, endOfChunk in
            guard self.partitionCount == other.partitionCount else {
                throw StreamingError(
                    code: .invalidOperation,
                    message: "zip: \(self.partitionCount) partitions on the left and \(other.partitionCount) on the "
                        + "right; repartition one of them")
            }
            var output = RunBuffer<R>()
            defer { output.free() }
            let left = PartitionElements(rdd: self, partition: partition, task: task)
            let right = PartitionElements(rdd: other, partition: other.partitions[partition.index], task: task)
            try await transform(left, right) { try output.add($0, limit: task.maxRun, sink) }
            try output.flush(sink)
            try await endOfChunk()
        }
    }

    /// Pairs of each element and its place in the RDD, counted from 0. A stage of its own counts the partitions first,
    /// if there are several. Source: `RDD.zipWithIndex`.
    @inlinable
    public func zipWithIndex() -> RDD<(Element, Int)> {
        let identity = LineageIdentity(kind: "zipWithIndex", parents: [self], context: context)
        let counts = ShuffleDependency<Int>(mapSide: self, reader: identity) { task, partition in
            var count = 0
            try await self.push(
                partition, task,
                { run in
                    run.drop()
                    count += run.count
                }, {})
            return count
        }
        let needsCounts = partitionCount > 1
        return numbered(
            "zipWithIndex", identity: identity, dependencies: needsCounts ? [.shuffle(counts)] : [], step: 1
        ) { partition in
            guard needsCounts else { return 0 }
            return try (0..<partition).reduce(0) { try $0 + counts.output(of: $1) }
        }
    }

    /// Pairs of each element and a number of its own: its place in the partition, times the number of partitions, plus
    /// the partition's index. Needs no job. Source: `RDD.zipWithUniqueId`.
    @inlinable
    public func zipWithUniqueID() -> RDD<(Element, Int)> {
        numbered("zipWithUniqueID", identity: nil, dependencies: [], step: partitionCount) { $0 }
    }

    @inlinable
    func numbered(
        _ kind: String, identity: LineageIdentity?, dependencies: [Dependency], step: Int,
        _ first: @escaping @Sendable (Int) throws -> Int
    ) -> RDD<(Element, Int)> {
        DerivedRDD.elementwise(
            context: context, kind: kind, partitions: partitions, dependencies: [.narrow(self)] + dependencies,
            identity: identity
        ) { partition, task, sink, endOfChunk in
            var output = RunBuffer<(Element, Int)>()
            defer { output.free() }
            var number = try first(partition.index)
            try await self.push(
                partition, task,
                { run in
                    try run.drain(task) { element in
                        try output.add((element, number), limit: task.maxRun, sink)
                        number += step
                    }
                    try output.flush(sink)
                }, endOfChunk)
        }
    }
}
