// Millrace
// SPDX-License-Identifier: Apache-2.0

extension MillraceContext {
    /// An RDD of the elements of `collection`, split into `partitions` runs of nearly equal length.
    ///
    /// Default of `partitions`: the configuration's `defaultParallelism`, else the number of threads. Values below 1
    /// count as 1. Source: `SparkContext.parallelize`.
    @inlinable
    public func parallelize<Element: Sendable>(
        _ collection: some Sequence<Element>, partitions: Int? = nil
    ) -> RDD<Element> {
        let elements = Array(collection)
        let count = max(1, partitions ?? configuration.defaultParallelism ?? configuration.master.threads)
        return DerivedRDD(context: self, partitions: IndexPartition.range(count), dependencies: []) {
            partition, task, yield in
            let index = partition.index
            let range = elements.count * index / count..<elements.count * (index + 1) / count
            for position in range {
                if position & 1023 == 0 { try task.checkCancellation() }
                try yield(elements[position])
            }
        }
    }

    /// An RDD without elements and without partitions.
    public func emptyRDD<Element: Sendable>(of type: Element.Type = Element.self) -> RDD<Element> {
        DerivedRDD(context: self, partitions: [], dependencies: []) { _, _, _ in }
    }

    /// The partitions of all `rdds` in order, without a shuffle.
    ///
    /// All must belong to this context. Source: `SparkContext.union`.
    public func union<Element: Sendable>(_ rdds: [RDD<Element>]) -> RDD<Element> {
        var partitions: [any Partition] = []
        for (position, rdd) in rdds.enumerated() {
            precondition(rdd.context === self, "union needs RDDs of one context")
            for parent in rdd.partitions {
                partitions.append(UnionPartition(index: partitions.count, position: position, parent: parent))
            }
        }
        return DerivedRDD(context: self, partitions: partitions, dependencies: rdds.map { .narrow($0) }) {
            partition, task, yield in
            guard let own = partition as? UnionPartition else { preconditionFailure("not a partition of a union") }
            try await rdds[own.position].forEachElement(of: own.parent, task, yield)
        }
    }
}

/// A partition of a union: the position of its parent RDD, and the partition there.
private struct UnionPartition: Partition {
    let index: Int
    let position: Int
    let parent: any Partition
}
