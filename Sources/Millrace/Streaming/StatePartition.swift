// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// One partition of a `KeyedState`.
final class StatePartition<Key: StableHashable & Sendable, Value: Sendable, Output: Sendable>: Sendable {
    typealias Entry = StateEntry<Value>
    typealias Changes = StateChanges<Key, Value, Output>

    private struct Content: Sendable {
        let store: StateStore<Key, Value>
        /// The last batch whose changes are in the store.
        var batch: BatchTime?
        /// Whether the store has changes of a batch that has not ended.
        var isOpen = false
        var outputs: [BatchTime: [Output]] = [:]
    }

    private let content: Mutex<Content>

    /// The partition `index` of `count`, with the state in `store`, as of `batch`.
    init(_ store: StateStore<Key, Value>, batch: BatchTime?) {
        content = Mutex(Content(store: store, batch: batch))
    }

    // MARK: Batches

    /// Puts the initial state, as a change of the first batch.
    func begin(with initial: [(Key, Value)], at time: BatchTime) throws {
        try content.withLock { content in
            try Self.open(&content, time)
            for (key, value) in initial { content.store.put(value, for: key) }
        }
    }

    private static func open(_ content: inout Content, _ time: BatchTime) throws {
        // A batch that failed while the stream went on: its changes are stored with those of the next one.
        guard !content.isOpen else { return content.store.advance(to: time) }
        try content.store.begin(time)
        content.isOpen = true
    }

    /// Whether the changes of the batch `time` are in the table.
    func isApplied(_ time: BatchTime) -> Bool { content.withLock { $0.batch.map { $0 >= time } ?? false } }

    /// The value of a key.
    func value(of key: Key) -> Value? { content.withLock { $0.store.get(key) } }

    /// All keys and values before the batch `time` is applied.
    var values: [(Key, Value)] { content.withLock { Self.values($0.store) } }

    private static func values(_ store: StateStore<Key, Value>) -> [(Key, Value)] {
        var values: [(Key, Value)] = []
        values.reserveCapacity(store.count)
        store.forEach { values.append(($0, $1)) }
        return values
    }

    /// All keys and values after the batch `time`.
    /// - Throws: `StreamingError.generationFailed` if a later batch has changed it.
    func values(after time: BatchTime) throws -> [(Key, Value)] {
        let values = content.withLock { content in content.batch == time ? Self.values(content.store) : nil }
        if let values { return values }
        throw StreamingError(
            code: .generationFailed,
            message: "the state of this batch is gone, as a later batch has run: cache() the stream, and let it "
                + "remember() long enough",
            batchTime: time)
    }

    /// The keys that no batch has touched since before `limit`, with their values, oldest first.
    func untouched(since limit: BatchTime) -> [(Key, Value)] { content.withLock { $0.store.idle(before: limit) } }

    /// Puts the changes of a batch into the table, unless another task did so before.
    ///
    /// - Parameter keepsOutput: Whether `output(of:)` has the elements; `false` if they are in another process.
    func apply(_ changes: Changes, of time: BatchTime, keepsOutput: Bool = true) throws {
        try content.withLock { content in
            if let batch = content.batch, batch >= time { return }
            try Self.open(&content, time)
            content.batch = time
            if keepsOutput { content.outputs[time] = changes.output }
            let store = content.store
            if let table = changes.table {
                for (key, _) in Self.values(store) where table[key] == nil { store.remove(key) }
                for (key, entry) in table { store.put(entry.value, for: key) }
            }
            for (key, entry) in changes.entries { store.update(key) { $0 = entry?.value } }
        }
    }

    /// The elements that the batch `time` gave its stream.
    /// - Throws: `StreamingError.generationFailed` if they are forgotten.
    func output(of time: BatchTime) throws -> [Output] {
        if let output = content.withLock({ $0.outputs[time] }) { return output }
        throw StreamingError(
            code: .generationFailed,
            message: "the output of this batch is forgotten: let the stream remember() it for longer", batchTime: time)
    }

    func commit() {
        content.withLock { content in
            guard content.isOpen else { return }
            content.store.commit()
            content.isOpen = false
        }
    }

    func forget(through time: BatchTime) {
        content.withLock { content in
            for key in content.outputs.keys where key <= time { content.outputs[key] = nil }
        }
    }

    // MARK: Other processes

    /// The changes of the batch `time`, stored; `nil` unless it is the last one and has not ended.
    func changes(of time: BatchTime, keys: StorageCodec<Key>, values: StorageCodec<Value>) throws -> [UInt8]? {
        try content.withLock { content in
            guard content.isOpen, content.batch == time else { return nil }
            let changed = content.store.changedKeys
            let new = changed.map { content.store.get($0) }
            var writer = StoreWriter(capacity: 64)
            writer.writeCount(changed.count)
            try keys.store(changed[...], into: &writer)
            for value in new { writer.writeInteger(UInt8(value == nil ? 0 : 1)) }
            try values.store(new.compactMap { $0 }[...], into: &writer)
            return unsafe writer.withWritten { unsafe Array($0) }
        }
    }

    /// Applies what `changes(of:keys:values:)` stored in another process.
    func apply(
        _ bytes: [UInt8], of time: BatchTime, keys: StorageCodec<Key>, values: StorageCodec<Value>
    ) throws {
        var reader = StoreReader(StoredBytes(bytes))
        let count = try reader.readCount()
        let changed = try keys.restore(count: count, from: &reader)
        var flags: [Bool] = []
        for _ in 0..<count { flags.append(try reader.readInteger(UInt8.self) != 0) }
        var present = try values.restore(count: flags.count { $0 }, from: &reader).makeIterator()
        try reader.expectEnd()
        var changes = Changes()
        for (key, isPresent) in zip(changed, flags) {
            let value = isPresent ? present.next() : nil
            changes.entries.updateValue(value.map { StateEntry(value: $0, touched: time) }, forKey: key)
        }
        try apply(changes, of: time, keepsOutput: false)
    }

    // MARK: Checkpoints

    func note(_ records: [StateRecord]) {
        content.withLock { content in for record in records { content.store.note(record) } }
    }

    /// The record of the changes that have not been committed; `nil` if there are none.
    func makeRecord(
        operatorID: String, keys: StorageCodec<Key>, values: StorageCodec<Value>
    ) throws -> StoredBytes? {
        try content.withLock { content in
            guard content.isOpen else { return nil }
            return try content.store.makeRecord(operatorID: operatorID, keys: keys, values: values)
        }
    }

    /// The earliest batch whose record is needed; `nil` if none is.
    var oldestNeededBatch: BatchTime? { content.withLock { $0.store.oldestNeededBatch } }

    // MARK: Queries

    func committedValue(of key: Key) -> Value? { content.withLock { $0.store.committedValue(for: key) } }

    func committedValues() -> [(Key, Value)] { content.withLock { $0.store.committedValues() } }
}
