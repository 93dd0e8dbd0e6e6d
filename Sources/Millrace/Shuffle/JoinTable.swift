// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The right side of a join in one partition: its entries, an index of their keys, and for each entry the next one of
/// the same key. No array per key. Own design.
@usableFromInline
struct JoinTable<Key: StableHashable & Sendable, Value: Sendable>: Sendable {
    @usableFromInline let entries: [KeyedEntry<Key, Value>]
    /// Position of the next entry with the same key plus one, 0 for none.
    @usableFromInline var next: [Int]
    /// Position of the first entry of each key.
    @usableFromInline var heads: CombineTable<Key, Int>

    /// Indexes the entries of all `blocks`.
    @inlinable
    init(_ blocks: [[KeyedEntry<Key, Value>]], _ task: TaskContext) throws {
        var entries = blocks.first ?? []
        if blocks.count > 1 {
            entries.reserveCapacity(blocks.reduce(0) { $0 + $1.count })
            for block in blocks.dropFirst() { entries.append(contentsOf: block) }
        }
        self.entries = entries
        next = Array(repeating: 0, count: entries.count)
        heads = CombineTable(capacity: entries.count)
        var end = entries.count
        // Backwards, so that the matches of a key come in their order.
        while end > 0 {
            let start = Swift.max(0, end - 1024)
            try task.checkCancellation()
            if heads.entries.count > CombineTable<Key, Int>.cachedCount {
                heads.readAhead(entries[start..<end].lazy.map { $0.hash })
            }
            for position in (start..<end).reversed() { link(position) }
            end = start
        }
    }

    @inlinable
    mutating func link(_ position: Int) {
        let entry = entries[position]
        if let head = heads.find(entry.key, entry.hash) {
            next[position] = heads.entries[head].value + 1
            heads.entries[head].value = position
        } else {
            heads.insert(KeyedEntry(hash: entry.hash, key: entry.key, value: position))
        }
    }

    /// Calls `body` with each entry of a block and the position of its first match, `nil` for none.
    @inlinable
    func probe<Left>(
        _ block: [KeyedEntry<Key, Left>], _ task: TaskContext, _ body: (KeyedEntry<Key, Left>, Int?) throws -> Void
    ) throws {
        var firsts: [Int?] = []
        var start = 0
        while start < block.count {
            let end = Swift.min(block.count, start + 1024)
            // All lookups of a run first: they are independent, so that the memory answers many at a time.
            firsts.removeAll(keepingCapacity: true)
            for index in start..<end {
                firsts.append(heads.find(block[index].key, block[index].hash).map { heads.entries[$0].value })
            }
            for index in start..<end {
                try task.checkCancellation()
                try body(block[index], firsts[index - start])
            }
            start = end
        }
    }

    /// Calls `body` with the values of the entries from `first` on that have its key.
    @inlinable
    func forEachMatch(from first: Int?, _ body: (Value) throws -> Void) throws {
        guard var position = first else { return }
        while true {
            try body(entries[position].value)
            guard next[position] != 0 else { return }
            position = next[position] - 1
        }
    }
}
