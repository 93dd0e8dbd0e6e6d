// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// One partition of a `KeyedState`.
final class StatePartition<Key: StableHashable & Sendable, Value: Sendable, Output: Sendable>: Sendable {
    typealias Entry = StateEntry<Value>
    typealias Changes = StateChanges<Key, Value, Output>

    private struct Touch: Sendable {
        var time: BatchTime
        var key: Key
    }

    private struct Content: Sendable {
        var table: [Key: Entry]
        /// The last batch whose changes are in the table.
        var batch: BatchTime?
        /// Entries that batches replaced which have not ended.
        var replaced: [Key: Entry?] = [:]
        /// The table before batches that have not ended, if one of them replaced it.
        var former: [Key: Entry]?
        /// Touched keys, oldest first; those that were touched again later are passed over.
        var touches: [Touch] = []
        var firstTouch = 0
        var outputs: [BatchTime: [Output]] = [:]
    }

    private let tracksTouches: Bool
    private let content: Mutex<Content>

    init(_ table: [Key: Entry], tracksTouches: Bool, time: BatchTime) {
        self.tracksTouches = tracksTouches
        var content = Content(table: table)
        if tracksTouches { content.touches = table.keys.map { Touch(time: time, key: $0) } }
        self.content = Mutex(content)
    }

    // MARK: Batches

    /// Whether the changes of the batch `time` are in the table.
    func isApplied(_ time: BatchTime) -> Bool { content.withLock { $0.batch.map { $0 >= time } ?? false } }

    /// The entry of a key.
    func entry(of key: Key) -> Entry? { content.withLock { $0.table[key] } }

    /// The table before the batch `time` is applied.
    var table: [Key: Entry] { content.withLock { $0.table } }

    /// The table after the batch `time`.
    /// - Throws: `StreamingError.generationFailed` if a later batch has changed it.
    func table(after time: BatchTime) throws -> [Key: Entry] {
        let (table, batch) = content.withLock { ($0.table, $0.batch) }
        guard batch == time else {
            throw StreamingError(
                code: .generationFailed,
                message: "the state of this batch is gone, as a later batch has run: cache() the stream, and let it "
                    + "remember() long enough",
                batchTime: time)
        }
        return table
    }

    /// The keys that no batch has touched since before `limit`, with their entries, oldest first.
    func untouched(since limit: BatchTime) -> [(Key, Entry)] {
        content.withLock { content in
            var found: [(Key, Entry)] = []
            for touch in content.touches[content.firstTouch...] {
                guard touch.time < limit else { break }
                if let entry = content.table[touch.key], entry.touched == touch.time {
                    found.append((touch.key, entry))
                }
            }
            return found
        }
    }

    /// Puts the changes of a batch into the table, unless another task did so before.
    func apply(_ changes: Changes, of time: BatchTime) {
        content.withLock { content in
            if let batch = content.batch, batch >= time { return }
            content.batch = time
            content.outputs[time] = changes.output
            if let table = changes.table {
                if content.former == nil { content.former = content.table }
                content.table = table
                return
            }
            for (key, entry) in changes.entries {
                let old = content.table[key]
                if content.replaced[key] == nil { content.replaced.updateValue(old, forKey: key) }
                content.table[key] = entry
                if tracksTouches, let entry, entry.touched != old?.touched {
                    content.touches.append(Touch(time: entry.touched, key: key))
                }
            }
            Self.dropOldTouches(&content)
        }
    }

    /// Lets go of touches that no longer count, once they are half of all.
    private static func dropOldTouches(_ content: inout Content) {
        while content.firstTouch < content.touches.count {
            let touch = content.touches[content.firstTouch]
            if content.table[touch.key]?.touched == touch.time { break }
            content.firstTouch += 1
        }
        guard content.firstTouch > 1024, content.firstTouch * 2 > content.touches.count else { return }
        content.touches.removeFirst(content.firstTouch)
        content.firstTouch = 0
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
            content.replaced = [:]
            content.former = nil
        }
    }

    func forget(through time: BatchTime) {
        content.withLock { content in
            for key in content.outputs.keys where key <= time { content.outputs[key] = nil }
        }
    }

    // MARK: Queries

    func committedValue(of key: Key) -> Value? {
        content.withLock { content in
            if let old = content.replaced[key] { return old?.value }
            return (content.former ?? content.table)[key]?.value
        }
    }

    func committedValues() -> [(Key, Value)] {
        let (table, replaced) = content.withLock { ($0.former ?? $0.table, $0.replaced) }
        let unchanged = table.filter { replaced[$0.key] == nil }.map { ($0.key, $0.value.value) }
        return unchanged + replaced.compactMap { key, old in old.map { (key, $0.value) } }
    }
}
