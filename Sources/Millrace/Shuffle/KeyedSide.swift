// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One input of an operation on keys, placed as the operation needs it: an RDD that is placed so already, or its
/// shuffle.
@usableFromInline
struct KeyedSide<Key: StableHashable & Sendable, Value: Sendable>: Sendable {
    @usableFromInline typealias Runs = [RunSource<KeyedEntry<Key, Value>>]

    @usableFromInline let dependency: Dependency
    /// The entries of a partition, in the order of the parent's partitions; those on disk by `HashRange`.
    @usableFromInline let load: @Sendable (Int, TaskContext) async throws -> Runs

    @inlinable
    init(dependency: Dependency, load: @escaping @Sendable (Int, TaskContext) async throws -> Runs) {
        self.dependency = dependency
        self.load = load
    }
}

extension RDD {
    /// This RDD as input number `input` of the operation `reader`, whose keys are placed by `target`.
    @inlinable
    func keyedSide<K: StableHashable & Sendable, V: Sendable>(
        _ target: Placement<K>, reader: LineageIdentity, input: Int
    ) -> KeyedSide<K, V> where Element == (K, V) {
        let space = context.spillSpace(reader.kind)
        let write: @Sendable (any Partition, TaskContext, Placement<K>) async throws -> MapOutput<KeyedEntry<K, V>> = {
            partition, task, target in
            var writer = ShuffleWriter<KeyedEntry<K, V>>(space, partitionCount: target.partitionCount) {
                HashRange.of($0.hash)
            }
            try await self.push(
                partition, task,
                { run in
                    try run.drain(task) { pair in
                        let hash = pair.0.stableHashValue
                        writer.append(
                            KeyedEntry(hash: hash, key: pair.0, value: pair.1),
                            to: target.partition(for: pair.0, hash: hash))
                    }
                    try writer.noteAdded(run.count)
                }, {})
            return try writer.finish()
        }
        if target.places(self) {
            let single = Placement<K>.hash(HashPartitioner(partitionCount: 1))
            return KeyedSide(dependency: .narrow(self)) { partition, task in
                try await write(self.partitions[partition], task, single).runs(for: 0)
            }
        }
        let shuffle = ShuffleDependency<MapOutput<KeyedEntry<K, V>>>(mapSide: self, reader: reader, input: input) {
            task, partition in
            try await write(partition, task, target)
        }
        return KeyedSide(dependency: .shuffle(shuffle)) { partition, _ in try shuffle.runs(for: partition) }
    }

    /// An RDD with a partition per partition of `target`, computed by `elements`, of inputs that are placed by it.
    @inlinable
    func keyed<K: StableHashable & Sendable, U: Sendable>(
        _ target: Placement<K>, kind: String, identity: LineageIdentity, dependencies: [Dependency],
        keepsPartitioner: Bool = true,
        _ elements: @escaping @Sendable (Int, TaskContext, (U) throws -> Void) async throws -> Void
    ) -> RDD<U> {
        DerivedRDD.elementwise(
            context: context, kind: kind, partitions: IndexPartition.range(target.partitionCount),
            dependencies: dependencies, partitioner: keepsPartitioner ? target.partitioner : nil, identity: identity
        ) { partition, task, sink, endOfChunk in
            var output = RunBuffer<U>()
            defer { output.free() }
            try await elements(partition.index, task) { try output.add($0, limit: task.maxRun, sink) }
            try output.flush(sink)
            try await endOfChunk()
        }
    }
}
