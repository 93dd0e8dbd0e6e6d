// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One input of an operation on keys, placed as the operation needs it: an RDD that is placed so already, or its
/// shuffle.
@usableFromInline
struct KeyedSide<Key: StableHashable & Sendable, Value: Sendable>: Sendable {
    @usableFromInline typealias Block = [KeyedEntry<Key, Value>]

    @usableFromInline let dependency: Dependency
    /// Calls a closure with all entries of a partition, block by block, in the order of the parent's partitions.
    @usableFromInline let read: @Sendable (Int, TaskContext, (Block) throws -> Void) async throws -> Void

    @inlinable
    init(
        dependency: Dependency,
        read: @escaping @Sendable (Int, TaskContext, (Block) throws -> Void) async throws -> Void
    ) {
        self.dependency = dependency
        self.read = read
    }
}

extension RDD {
    /// This RDD as input number `input` of the operation `reader`, whose keys are placed by `target`.
    @inlinable
    func keyedSide<K: StableHashable & Sendable, V: Sendable>(
        _ target: Placement<K>, reader: LineageIdentity, input: Int
    ) -> KeyedSide<K, V> where Element == (K, V) {
        if target.places(self) {
            return KeyedSide(dependency: .narrow(self)) { partition, task, body in
                try await self.push(
                    self.partitions[partition], task,
                    { run in
                        var block: KeyedSide<K, V>.Block = []
                        block.reserveCapacity(run.count)
                        try run.drain(task) { pair in
                            block.append(KeyedEntry(hash: pair.0.stableHashValue, key: pair.0, value: pair.1))
                        }
                        try body(block)
                    }, {})
            }
        }
        let shuffle = ShuffleDependency<[KeyedSide<K, V>.Block]>(mapSide: self, reader: reader, input: input) {
            task, partition in
            var blocks = [KeyedSide<K, V>.Block](repeating: [], count: target.partitionCount)
            try await self.forEachElement(of: partition, task) { pair in
                let hash = pair.0.stableHashValue
                blocks[target.partition(for: pair.0, hash: hash)].append(
                    KeyedEntry(hash: hash, key: pair.0, value: pair.1))
            }
            return blocks
        }
        return KeyedSide(dependency: .shuffle(shuffle)) { partition, task, body in
            for output in try shuffle.allOutputs() { try body(output[partition]) }
        }
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
