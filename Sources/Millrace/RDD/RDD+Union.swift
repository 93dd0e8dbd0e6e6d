// Millrace
// SPDX-License-Identifier: Apache-2.0

extension MillraceContext {
    /// The partitions of all `rdds` in order, without a shuffle.
    ///
    /// All must belong to this context. Source: `SparkContext.union`.
    public func union<Element: Sendable>(_ rdds: [RDD<Element>]) -> RDD<Element> {
        var partitions: [any Partition] = []
        for (position, rdd) in rdds.enumerated() {
            precondition(rdd.context === self, "union needs RDDs of one context")
            for parent in rdd.partitions {
                partitions.append(GroupedPartition(index: partitions.count, parent: position, members: [parent]))
            }
        }
        return DerivedRDD.elementwise(
            context: self, kind: "union", partitions: partitions, dependencies: rdds.map { .narrow($0) }
        ) { partition, task, sink, endOfChunk in
            let own = GroupedPartition.of(partition)
            for member in own.members { try await rdds[own.parent].push(member, task, sink, endOfChunk) }
        }
    }
}
