// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The partitioner of one shuffle, for keys of one type.
@usableFromInline
enum Placement<Key: StableHashable & Sendable>: Sendable {
    case hash(HashPartitioner)
    case custom(any KeyPartitioner<Key>)

    @usableFromInline var partitioner: any Partitioner {
        switch self {
        case .hash(let partitioner): partitioner
        case .custom(let partitioner): partitioner
        }
    }

    @usableFromInline var partitionCount: Int { partitioner.partitionCount }

    /// The partition of a key whose stable hash is known.
    @inlinable
    func partition(for key: Key, hash: UInt64) -> Int {
        switch self {
        case .hash(let partitioner): return partitioner.partition(forHash: hash)
        case .custom(let partitioner):
            let partition = partitioner.partition(for: key)
            precondition(
                partition >= 0 && partition < partitioner.partitionCount, "a partitioner named an unknown partition")
            return partition
        }
    }

    /// The placement that a keyed operation on `parents` uses: `partitions` by hash if the program sets it, else the
    /// parents' largest partitioner if it has at least the default number of partitions or is within one order of
    /// magnitude of the largest parent; else the default number of partitions by hash. Source: Spark 3.5
    /// `Partitioner.defaultPartitioner`.
    @usableFromInline
    static func choose(_ partitions: Int?, parents: [AnyRDD]) -> Placement {
        if let partitions { return .hash(HashPartitioner(partitionCount: partitions)) }
        let largest = parents.map(\.partitionCount).max() ?? 1
        let fallback = HashPartitioner(
            partitionCount: parents.first?.context.configuration.defaultParallelism ?? largest)
        let existing = parents.compactMap { parent in parent.partitioner.flatMap(Placement.init) }
            .max { $0.partitionCount < $1.partitionCount }
        guard let existing else { return .hash(fallback) }
        let isNear = existing.partitionCount * 10 > largest
        return isNear || fallback.partitionCount <= existing.partitionCount ? existing : .hash(fallback)
    }

    /// `nil` if the partitioner places keys of another type.
    @usableFromInline
    init?(_ partitioner: any Partitioner) {
        if let hash = partitioner as? HashPartitioner {
            self = .hash(hash)
        } else if let custom = partitioner as? any KeyPartitioner<Key> {
            self = .custom(custom)
        } else {
            return nil
        }
    }

    /// Whether the elements of `rdd` are placed like this already.
    @usableFromInline
    func places(_ rdd: AnyRDD) -> Bool { partitioner.places(like: rdd.partitioner) }
}
