// Millrace
// SPDX-License-Identifier: Apache-2.0

/// An RDD without its element type, as the scheduler sees it. `RDD` is its only direct subclass.
///
/// `@unchecked Sendable`: every stored property is an immutable `Sendable` value. Subclasses must keep it so.
open class AnyRDD: @unchecked Sendable {
    /// The context that the RDD belongs to.
    public let context: MillraceContext
    /// Parts of the RDD; element `i` has index `i`.
    public let partitions: [any Partition]
    /// RDDs and shuffles that this RDD is computed from; empty for a source.
    public let dependencies: [Dependency]
    /// Placement of keys in the partitions, if the elements are pairs and it is known; else `nil`.
    public let partitioner: (any Partitioner)?
    /// The name, shared with the shuffles that the RDD reads.
    @usableFromInline let identity: LineageIdentity

    init(
        context: MillraceContext, identity: LineageIdentity, partitions: [any Partition], dependencies: [Dependency],
        partitioner: (any Partitioner)?
    ) {
        self.context = context
        self.identity = identity
        self.partitions = partitions
        self.dependencies = dependencies
        self.partitioner = partitioner
    }

    /// Name of the RDD, the same in every process that runs the same program.
    public final var name: LineageName { identity.name }

    /// Number of partitions. Source: `RDD.getNumPartitions`.
    public final var partitionCount: Int { partitions.count }

    /// Whether every partition can be had without computing the parents: stages below are skipped then.
    var isMaterialized: Bool { false }

    /// Storage of computed partitions for `toDebugString`; empty unless the RDD is persisted.
    var storageDescription: String { "" }
}
