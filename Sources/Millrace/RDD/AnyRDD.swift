// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// An RDD without its element type, as the scheduler sees it. `RDD` is its only direct subclass.
///
/// `@unchecked Sendable`: every stored property is an immutable `Sendable` value, except the dependencies, which a
/// `Mutex` guards. Subclasses must keep it so.
open class AnyRDD: @unchecked Sendable {
    /// The context that the RDD belongs to.
    public let context: MillraceContext
    /// Parts of the RDD; element `i` has index `i`.
    public let partitions: [any Partition]
    private let lineage: Mutex<[Dependency]>
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
        lineage = Mutex(dependencies)
        self.partitioner = partitioner
    }

    /// Name of the RDD, the same in every process that runs the same program.
    public final var name: LineageName { identity.name }

    /// RDDs and shuffles that this RDD is computed from; empty for a source, and once it has a checkpoint.
    public final var dependencies: [Dependency] { lineage.withLock { $0 } }

    /// Forgets the parents, as the elements are in files.
    final func forgetDependencies() {
        let old = lineage.withLock { dependencies in
            defer { dependencies = [] }
            return dependencies
        }
        withExtendedLifetime(old) {}  // Freed outside the lock.
    }

    /// Writes the elements to files if `checkpoint()` asked for it. Returns whether it did so, now or before.
    func writeCheckpoint() async throws -> Bool { false }

    /// Number of partitions. Source: `RDD.getNumPartitions`.
    public final var partitionCount: Int { partitions.count }

    /// Whether every partition can be had without computing the parents: stages below are skipped then.
    var isMaterialized: Bool { false }

    /// Storage of computed partitions for `toDebugString`; empty unless the RDD is persisted.
    var storageDescription: String { "" }
}
