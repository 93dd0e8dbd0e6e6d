// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// The state of a stateful stream: a table per partition, which moves on batch by batch. Own design.
///
/// A batch reads the table and collects its changes aside; they enter the table at once when all of the partition's
/// elements have passed. A function that throws half-way leaves no trace, and a second task for the same batch
/// finds it done. The cost of a batch follows the keys that it touches.
///
/// Queries see the state after the last batch that has ended: until then the replaced values are kept.
final class KeyedState<Key: StableHashable & Sendable, Value: Sendable, Output: Sendable>: Sendable {
    typealias Entry = StateEntry<Value>
    typealias Changes = StateChanges<Key, Value, Output>

    let partitioner: HashPartitioner
    private let parts: [StatePartition<Key, Value, Output>]

    /// A state of `partitions` partitions that holds `initial`, touched at `time`. Of equal keys the last one counts.
    init(partitions: Int, tracksTouches: Bool, initial: [(Key, Value)], time: BatchTime) throws {
        let partitioner = HashPartitioner(partitionCount: partitions)
        var parts = [[(Key, Value)]](repeating: [], count: partitioner.partitionCount)
        for (key, value) in initial { parts[partitioner.partition(for: key)].append((key, value)) }
        self.partitioner = partitioner
        self.parts = try parts.enumerated().map { index, initial in
            let store = StateStore<Key, Value>(
                partition: index, of: partitioner.partitionCount, tracksTimes: tracksTouches)
            let part = StatePartition<Key, Value, Output>(store, batch: nil)
            try part.begin(with: initial, at: time)
            return part
        }
    }

    /// A state of `partitions` partitions as the records of a log have it, as of the batch `time`. Records of later
    /// batches are only noted, as they are in the log too.
    init(
        partitions: Int, tracksTouches: Bool, records: [StateRecord], time: BatchTime, keys: StorageCodec<Key>,
        values: StorageCodec<Value>
    ) throws {
        let partitioner = HashPartitioner(partitionCount: partitions)
        self.partitioner = partitioner
        parts = try (0..<partitioner.partitionCount).map { index in
            let store = StateStore<Key, Value>(
                partition: index, of: partitioner.partitionCount, tracksTimes: tracksTouches)
            for record in records {
                if record.batch <= time {
                    try store.restore(record, keys: keys, values: values)
                } else {
                    store.note(record)
                }
            }
            store.finishRestoring()
            return StatePartition(store, batch: time)
        }
    }

    /// Notes records of changes that will be made again.
    func note(_ records: [StateRecord]) { for part in parts { part.note(records) } }

    /// Records of the changes that have not been committed.
    func makeRecords(operatorID: String, keys: StorageCodec<Key>, values: StorageCodec<Value>) throws -> [StoredBytes] {
        try parts.compactMap { try $0.makeRecord(operatorID: operatorID, keys: keys, values: values) }
    }

    /// The earliest batch whose record is needed; `nil` if none is.
    var oldestNeededBatch: BatchTime? { parts.compactMap(\.oldestNeededBatch).min() }

    subscript(partition: Int) -> StatePartition<Key, Value, Output> { parts[partition] }

    /// Whether the changes of the batch `time` are in all tables.
    func isApplied(_ time: BatchTime) -> Bool { parts.allSatisfy { $0.isApplied(time) } }

    /// The batch has ended: queries see its values.
    func commit() { for part in parts { part.commit() } }

    /// Drops the output of batches up to `time`.
    func forget(through time: BatchTime) { for part in parts { part.forget(through: time) } }

    /// The value of `key` after the last batch that has ended.
    func committedValue(of key: Key) -> Value? { parts[partitioner.partition(for: key)].committedValue(of: key) }

    /// All keys and values after the last batch that has ended.
    func committedValues() -> [(Key, Value)] { parts.flatMap { $0.committedValues() } }
}
