// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Keys with their combined values in order of first appearance: an open-addressing hash table over an array.
///
/// A slot holds the upper half of a key's stable hash and the position of its entry plus one; 0 is a free slot.
/// Slots are probed linearly from the lower half of the hash and are at most three quarters full.
/// Holds fewer than 2^32 keys; more are a precondition failure.
///
/// A table that has outgrown the processor's caches is filled run by run: first the slots and entries that a run needs
/// are read, all independent of each other, so that the memory answers many reads at a time; then the run is merged.
/// Own design.
@usableFromInline
struct CombineTable<Key: StableHashable & Sendable, Combined: Sendable>: Sendable {
    @usableFromInline typealias Entry = KeyedEntry<Key, Combined>

    @usableFromInline var entries: [Entry] = []
    @usableFromInline var slots: [UInt64]
    /// Keeps the reads ahead from being optimized away.
    @usableFromInline var readAhead: UInt64 = 0

    /// A table with room for `capacity` keys before it grows.
    @inlinable
    init(capacity: Int = 0) {
        var count = 64
        while Self.needsMoreSlots(capacity, count) { count *= 2 }
        slots = Array(repeating: 0, count: count)
        entries.reserveCapacity(capacity)
    }

    /// Whether so many entries leave less than a quarter of the slots free.
    @inlinable
    static func needsMoreSlots(_ entries: Int, _ slots: Int) -> Bool { entries * 4 > slots * 3 }

    /// Number of entries from which on reading ahead pays.
    @inlinable static var cachedCount: Int { 8192 }

    /// Adds `value` to the combined value of `key`.
    @inlinable
    mutating func merge<Value: Sendable>(
        _ key: Key, _ value: Value, create: (Value) throws -> Combined, merge: (inout Combined, Value) throws -> Void
    ) throws {
        try self.merge(KeyedEntry(hash: key.stableHashValue, key: key, value: value), create: create, merge: merge)
    }

    /// Adds what another table combined for one key.
    @inlinable
    mutating func merge(_ entry: Entry, mergeCombined: (inout Combined, Combined) throws -> Void) throws {
        try merge(entry, create: { $0 }, merge: mergeCombined)
    }

    @inlinable
    mutating func merge<Value: Sendable>(
        _ entry: KeyedEntry<Key, Value>, create: (Value) throws -> Combined,
        merge: (inout Combined, Value) throws -> Void
    ) throws {
        if let position = find(entry.key, entry.hash) {
            try merge(&entries[position].value, entry.value)
        } else {
            insert(Entry(hash: entry.hash, key: entry.key, value: try create(entry.value)))
        }
    }

    /// Adds the values of a run of pairs to the combined values of their keys.
    @inlinable
    mutating func merge<Value: Sendable>(
        _ run: ElementRun<(Key, Value)>, _ task: TaskContext, _ hashes: inout [UInt64],
        create: (Value) throws -> Combined, merge: (inout Combined, Value) throws -> Void
    ) throws {
        hashes.removeAll(keepingCapacity: true)
        for index in 0..<run.count { unsafe hashes.append((run.base + index).pointee.0.stableHashValue) }
        if entries.count > Self.cachedCount { readAhead(hashes) }
        var index = 0
        try run.drain(task) { pair in
            let hash = hashes[index]
            index += 1
            if let position = find(pair.0, hash) {
                try merge(&entries[position].value, pair.1)
            } else {
                insert(Entry(hash: hash, key: pair.0, value: try create(pair.1)))
            }
        }
    }

    /// Adds entries; `create` makes a combined value of the first one of a key.
    @inlinable
    mutating func merge<Value: Sendable>(
        _ block: [KeyedEntry<Key, Value>], _ task: TaskContext, create: (Value) throws -> Combined,
        merge: (inout Combined, Value) throws -> Void
    ) throws {
        var start = 0
        while start < block.count {
            let end = Swift.min(block.count, start + 1024)
            if entries.count > Self.cachedCount { readAhead(block[start..<end].lazy.map { $0.hash }) }
            for index in start..<end {
                try task.checkCancellation()
                try self.merge(block[index], create: create, merge: merge)
            }
            start = end
        }
    }

    /// Adds what another table combined.
    @inlinable
    mutating func merge(
        _ block: [Entry], _ task: TaskContext, mergeCombined: (inout Combined, Combined) throws -> Void
    ) throws {
        try merge(block, task, create: { $0 }, merge: mergeCombined)
    }

    /// Reads the slots of the hashes, then the entries that these name.
    @inlinable
    mutating func readAhead(_ hashes: some Sequence<UInt64>) {
        let mask = slots.count - 1
        var seen: UInt64 = 0
        for hash in hashes { seen ^= slots[Int(truncatingIfNeeded: hash) & mask] }
        for hash in hashes {
            let content = slots[Int(truncatingIfNeeded: hash) & mask]
            if content != 0 { seen ^= entries[Int(content & 0xffff_ffff) - 1].hash }
        }
        readAhead ^= seen
    }

    /// Position of the entry of `key`, `nil` if there is none.
    @inlinable
    func find(_ key: Key, _ hash: UInt64) -> Int? {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let content = slots[slot]
            if (content ^ hash) >> 32 == 0 {
                let position = Int(content & 0xffff_ffff) - 1
                if entries[position].key == key { return position }
            }
            slot = (slot + 1) & mask
        }
        return nil
    }

    @inlinable
    mutating func insert(_ entry: Entry) {
        precondition(entries.count < 0xffff_fffe, "more than 2^32 keys in one partition")
        entries.append(entry)
        if Self.needsMoreSlots(entries.count, slots.count) {
            slots = Array(repeating: 0, count: slots.count * 2)
            for position in entries.indices { place(position) }
        } else {
            place(entries.count - 1)
        }
    }

    @inlinable
    mutating func place(_ position: Int) {
        let hash = entries[position].hash
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = hash & 0xffff_ffff_0000_0000 | UInt64(position + 1)
    }

    /// Positions of the entries of each of the placement's partitions, in the order of the table.
    @inlinable
    func positions(by target: Placement<Key>) -> [[UInt32]] {
        var positions = [[UInt32]](repeating: [], count: target.partitionCount)
        for index in entries.indices {
            let partition = target.partition(for: entries[index].key, hash: entries[index].hash)
            positions[partition].append(UInt32(truncatingIfNeeded: index))
        }
        return positions
    }

    /// Removes all entries and keeps the memory.
    @inlinable
    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        for slot in slots.indices { slots[slot] = 0 }
    }
}
