// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A partition made of whole partitions of one parent: its position among the parents, and the members there.
@usableFromInline
struct GroupedPartition: Partition {
    @usableFromInline let index: Int
    @usableFromInline let parent: Int
    @usableFromInline let members: [any Partition]

    static func of(_ partition: any Partition) -> GroupedPartition {
        guard let own = partition as? GroupedPartition else {
            preconditionFailure("partition \(partition.index) belongs to another RDD")
        }
        return own
    }
}
