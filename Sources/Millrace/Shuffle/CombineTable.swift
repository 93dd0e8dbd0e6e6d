// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Keys with their combined values in order of first appearance: an open-addressing hash table over an array.
///
/// A slot holds the upper half of a key's stable hash and the position of its entry plus one; 0 is a free slot.
/// Slots are probed linearly from the lower half of the hash and stay at most half full.
/// Holds fewer than 2^32 keys; more are a precondition failure. Own design.
@usableFromInline
struct CombineTable<Key: StableHashable & Sendable, Combined> {
    @usableFromInline
    struct Entry {
        @usableFromInline let hash: UInt64
        @usableFromInline let key: Key
        @usableFromInline var combined: Combined

        @inlinable
        init(hash: UInt64, key: Key, combined: Combined) {
            self.hash = hash
            self.key = key
            self.combined = combined
        }
    }

    @usableFromInline var entries: [Entry] = []
    @usableFromInline var slots: [UInt64]

    @inlinable
    init() { slots = Array(repeating: 0, count: 64) }

    /// Adds `value` to the combined value of `key`.
    @inlinable
    mutating func merge<Value>(
        _ key: Key, _ value: Value, create: (Value) throws -> Combined, merge: (inout Combined, Value) throws -> Void
    ) throws {
        let hash = key.stableHashValue
        if let position = find(key, hash) {
            try merge(&entries[position].combined, value)
        } else {
            insert(Entry(hash: hash, key: key, combined: try create(value)))
        }
    }

    /// Adds an entry of another table.
    @inlinable
    mutating func merge(_ entry: Entry, mergeCombined: (inout Combined, Combined) throws -> Void) throws {
        if let position = find(entry.key, entry.hash) {
            try mergeCombined(&entries[position].combined, entry.combined)
        } else {
            insert(entry)
        }
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
        if entries.count * 2 > slots.count {
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

    /// The entries of each of the partitioner's partitions, in the order of the table.
    @inlinable
    consuming func split(by target: Placement<Key>) -> [[Entry]] {
        guard target.partitionCount > 1 else { return [entries] }
        var blocks = [[Entry]](repeating: [], count: target.partitionCount)
        for entry in entries { blocks[target.partition(for: entry.key, hash: entry.hash)].append(entry) }
        return blocks
    }
}

extension CombineTable.Entry: Sendable where Combined: Sendable {}
extension CombineTable: Sendable where Combined: Sendable {}
