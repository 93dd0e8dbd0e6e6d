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
    init(partitions: Int, tracksTouches: Bool, initial: [(Key, Value)], time: BatchTime) {
        partitioner = HashPartitioner(partitionCount: partitions)
        var tables = [[Key: Entry]](repeating: [:], count: partitioner.partitionCount)
        for (key, value) in initial {
            tables[partitioner.partition(for: key)][key] = Entry(value: value, touched: time)
        }
        parts = tables.map { StatePartition($0, tracksTouches: tracksTouches, time: time) }
    }

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
