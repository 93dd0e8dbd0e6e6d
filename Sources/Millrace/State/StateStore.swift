// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// The state of one partition: keys with values, changed in place, batch by batch.
///
/// `begin` starts a batch, and `commit` or `rollback` ends it; between them every change is recorded, so that a batch
/// that failed leaves no trace. Memory and time follow the keys that a batch touches, not those that there are: keys
/// are spread over 256 groups with a table each, so no table is rebuilt as a whole. Beside key and value an entry takes
/// about 12 bytes, and 16 more if times are kept (`tracksTimes`).
///
/// Used by one task at a time; `begin` refuses a second one. Own design; semantics of Spark's `StateMap`.
///
/// `@unchecked Sendable`: the task that holds the batch (`begin` to `commit` or `rollback`, guarded by an atomic flag)
/// is the only one that touches the tables; others call `committedValue(for:)` and the persistence functions only
/// between batches, as their contracts say.
public final class StateStore<Key: StableHashable & Sendable, Value: Sendable>: @unchecked Sendable {
    /// The key groups that the partition has keys of. The first and the last one may be shared with a neighbour.
    public let groups: Range<Int>
    /// The upper 32 bits of the hashes of the partition's keys.
    let top: Range<UInt64>
    /// Whether the time at which a key was touched last is kept, for `expire`.
    public let tracksTimes: Bool

    @usableFromInline var tables: [StateTable<Key, Value>]
    @usableFromInline var undo: [Undo] = []
    @usableFromInline var stamp: UInt32 = 0
    @usableFromInline var time: Int64 = 0
    /// Groups that were written to the log as a whole.
    var rotation: StateRotation
    /// `rotation` before the batch.
    private var oldRotation: StateRotation
    /// Bytes that an entry of the last record took.
    var bytesPerEntry = 16
    private let isInUse = Atomic(false)

    /// A key as it was before a batch changed it.
    @usableFromInline
    struct Undo {
        @usableFromInline let key: Key
        @usableFromInline let hash: UInt64
        @usableFromInline let value: Value?
        @usableFromInline let time: Int64

        @usableFromInline
        init(key: Key, hash: UInt64, value: Value?, time: Int64) {
            self.key = key
            self.hash = hash
            self.value = value
            self.time = time
        }
    }

    /// An empty state of all keys of one of `partitionCount` partitions, as `HashPartitioner` places them.
    public init(partition: Int = 0, of partitionCount: Int = 1, tracksTimes: Bool = false) {
        precondition((0..<partitionCount).contains(partition), "partition outside of the partitions")
        // The first upper half whose product with the count reaches a partition's first multiple of 2^32.
        let first = { (partition: Int) -> UInt64 in
            let (count, part) = (UInt64(partitionCount), UInt64(partition))
            return ((part << 32) + count - 1) / count
        }
        top = first(partition)..<first(partition + 1)
        groups = top.isEmpty ? 0..<0 : Int(top.lowerBound >> 24)..<Int((top.upperBound - 1) >> 24) + 1
        self.tracksTimes = tracksTimes
        tables = Array(repeating: StateTable(hasTimes: tracksTimes), count: groups.count)
        rotation = StateRotation(groupCount: groups.count)
        oldRotation = rotation
    }

    /// Number of keys.
    public var count: Int { tables.reduce(0) { $0 + $1.count } }

    /// Bytes of the tables, without what keys and values refer to (the bytes of long strings, arrays).
    public var byteCount: Int { tables.reduce(0) { $0 + $1.byteCount } }

    // MARK: Batches

    /// Starts a batch, whose time touched keys get.
    ///
    /// - Throws: `StreamingError.invalidState` if another batch, or another attempt of this one, has not ended.
    public func begin(_ batch: BatchTime) throws {
        guard !isInUse.exchange(true, ordering: .acquiring) else {
            throw StreamingError(
                code: .invalidState,
                message: "the state is in use by another task: end it by commit() or rollback() before the next batch",
                batchTime: batch)
        }
        time = batch.milliseconds
        oldRotation = rotation
        if stamp == .max { resetStamps() }
        stamp += 1
    }

    /// Gives the running batch a later time: it goes on with the changes of one that failed, as one batch.
    public func advance(to batch: BatchTime) { time = max(time, batch.milliseconds) }

    private func resetStamps() {
        stamp = 0
        for group in tables.indices {
            for position in tables[group].stamps.indices { tables[group].stamps[position] = 0 }
        }
    }

    /// The keys that the running batch has changed or touched; a key may occur twice.
    var changedKeys: [Key] { undo.map(\.key) }

    /// Ends the batch and keeps its changes.
    public func commit() {
        undo.removeAll(keepingCapacity: undo.count < 1 << 16)
        isInUse.store(false, ordering: .releasing)
    }

    /// Ends the batch and takes its changes back.
    public func rollback() {
        var changed: Set<Int> = []
        for entry in undo.reversed() {
            let group = index(entry.hash)
            changed.insert(group)
            let position = tables[group].find(entry.key, entry.hash)
            if let value = entry.value {
                if position < 0 {
                    tables[group].insert(entry.key, entry.hash, value, stamp: 0, time: entry.time)
                } else {
                    tables[group].values[position] = value
                    if tracksTimes { tables[group].links[position].time = entry.time }
                }
            } else if position >= 0 {
                tables[group].remove(at: position, entry.hash)
            }
        }
        for group in changed { tables[group].relink() }
        rotation = oldRotation
        commit()
    }

    // MARK: Keys

    /// Index of the table of keys with this hash.
    @inlinable
    func index(_ hash: UInt64) -> Int {
        let group = KeyGroup(hash: hash).index
        precondition(groups.contains(group), "a key of another partition: route keys by HashPartitioner")
        return group - groups.lowerBound
    }

    /// The value of `key`, as the running batch sees it.
    @inlinable
    public func get(_ key: Key) -> Value? {
        let hash = key.stableHashValue
        let group = index(hash)
        let position = tables[group].find(key, hash)
        return position < 0 ? nil : tables[group].values[position]
    }

    /// Sets the value of `key`, and its time to the batch's.
    @inlinable
    public func put(_ value: Value, for key: Key) { update(key) { $0 = value } }

    /// Removes `key`. Returns its value.
    @inlinable
    @discardableResult
    public func remove(_ key: Key) -> Value? {
        update(key) { value in
            defer { value = nil }
            return value
        }
    }

    /// Changes the value of `key` in place: `nil` means that there is none, before and after. The key's time is set to
    /// the batch's. If `body` throws, nothing changes.
    @inlinable
    public func update<Result>(_ key: Key, _ body: (inout Value?) throws -> Result) rethrows -> Result {
        let hash = key.stableHashValue
        let group = index(hash)
        let position = tables[group].find(key, hash)
        guard position >= 0 else {
            var value: Value?
            let result = try body(&value)
            if let value {
                undo.append(Undo(key: key, hash: hash, value: nil, time: 0))
                tables[group].insert(key, hash, value, stamp: stamp, time: time)
            }
            return result
        }
        var value: Value? = tables[group].values[position]
        let result = try body(&value)
        record(group, position, hash)
        if let value {
            tables[group].values[position] = value
            tables[group].touch(position, time: time)
        } else {
            tables[group].remove(at: position, hash)
        }
        return result
    }

    /// Sets the time of `key` to the batch's. Returns whether the key exists.
    @inlinable
    @discardableResult
    public func touch(_ key: Key) -> Bool {
        let hash = key.stableHashValue
        let group = index(hash)
        let position = tables[group].find(key, hash)
        guard position >= 0 else { return false }
        record(group, position, hash)
        tables[group].touch(position, time: time)
        return true
    }

    /// Records how an entry was before the batch, unless that is done.
    @inlinable
    func record(_ group: Int, _ position: Int, _ hash: UInt64) {
        guard tables[group].stamps[position] != stamp else { return }
        tables[group].stamps[position] = stamp
        undo.append(
            Undo(
                key: tables[group].keys[position], hash: hash, value: tables[group].values[position],
                time: tracksTimes ? tables[group].links[position].time : 0))
    }

    /// Calls `body` with each key and value, in no particular order.
    @inlinable
    public func forEach(_ body: (Key, Value) throws -> Void) rethrows {
        for group in tables.indices {
            for position in 0..<tables[group].count {
                try body(tables[group].keys[position], tables[group].values[position])
            }
        }
    }

    /// Removes the keys that were touched last before `limit` (strictly), the longest idle ones of a group first, and
    /// calls `body` with each. Needs `tracksTimes`. Takes time for those keys only.
    @inlinable
    public func expire(before limit: BatchTime, _ body: (Key, Value) throws -> Void) rethrows {
        precondition(tracksTimes, "expire() needs a state that tracks times")
        for group in tables.indices {
            while tables[group].oldest != StateTable<Key, Value>.none {
                let position = Int(tables[group].oldest)
                guard tables[group].links[position].time < limit.milliseconds else { break }
                let key = tables[group].keys[position]
                let value = tables[group].values[position]
                let hash = key.stableHashValue
                record(group, position, hash)
                tables[group].remove(at: position, hash)
                try body(key, value)
            }
        }
    }

    /// The keys that were touched last before `limit` (strictly), oldest first, with their values. Needs `tracksTimes`.
    /// Takes time for those keys only.
    public func idle(before limit: BatchTime) -> [(Key, Value)] {
        precondition(tracksTimes, "idle() needs a state that tracks times")
        var found: [(time: Int64, key: Key, value: Value)] = []
        for table in tables {
            var next = table.oldest
            while next != StateTable<Key, Value>.none, table.links[Int(next)].time < limit.milliseconds {
                let position = Int(next)
                found.append((table.links[position].time, table.keys[position], table.values[position]))
                next = table.links[position].next
            }
        }
        // Stable, so that equal times keep the order of the groups.
        return found.sorted { $0.time < $1.time }.map { ($0.key, $0.value) }
    }

    /// The value that `key` had before the batch that runs; without one, the current value.
    ///
    /// Takes time for the changes of the batch only if it touched the key. Call it while no task changes the state.
    public func committedValue(for key: Key) -> Value? {
        let hash = key.stableHashValue
        let group = index(hash)
        let position = tables[group].find(key, hash)
        if position >= 0, tables[group].stamps[position] != stamp { return tables[group].values[position] }
        if let entry = undo.first(where: { $0.hash == hash && $0.key == key }) { return entry.value }
        return position < 0 ? nil : tables[group].values[position]
    }

    /// All keys and values as they were before the batch that runs.
    public func committedValues() -> [(Key, Value)] {
        var old: [Key: Value?] = [:]
        for entry in undo.reversed() { old.updateValue(entry.value, forKey: entry.key) }
        var values: [(Key, Value)] = []
        forEach { key, value in if old[key] == nil { values.append((key, value)) } }
        return values + old.compactMap { key, value in value.map { (key, $0) } }
    }
}
