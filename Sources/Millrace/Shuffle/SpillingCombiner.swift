// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Combines values by key in memory, and on disk when memory lacks room.
///
/// A spill writes the table by reduce partition, and within each by the ranges of `HashRange`; readers combine one
/// range of all runs at a time. Source: Spark's `ExternalAppendOnlyMap`, with ranges of hashes instead of sorted runs.
@usableFromInline
struct SpillingCombiner<Key: StableHashable & Sendable, Combined: Sendable> {
    @usableFromInline typealias Entry = KeyedEntry<Key, Combined>

    @usableFromInline var table = CombineTable<Key, Combined>()
    @usableFromInline var hashes: [UInt64] = []
    @usableFromInline let space: SpillSpace
    @usableFromInline let target: Placement<Key>
    private let reservation: MemoryReservation
    @usableFromInline var spills: [[DiskRun<Entry>?]] = []
    /// Values that may still be merged before memory is measured.
    @usableFromInline var untilCheck = 1024

    /// An empty table for the reduce tasks of `target`.
    @usableFromInline
    init(_ space: SpillSpace, _ target: Placement<Key>) {
        self.space = space
        self.target = target
        reservation = space.memory.reservation()
    }

    /// Adds the values of a run of pairs to the combined values of their keys.
    /// - Throws: `StreamingError.codecMissing`, `.storageFailed`; errors of the closures.
    @inlinable
    mutating func merge<Value: Sendable>(
        _ run: ElementRun<(Key, Value)>, _ task: TaskContext, create: (Value) throws -> Combined,
        merge: (inout Combined, Value) throws -> Void
    ) throws {
        try table.merge(run, task, &hashes, create: create, merge: merge)
        guard space.isLimited else { return }
        untilCheck -= run.count
        guard untilCheck < 0 else { return }
        if !reserve() { try spill() }
    }

    /// Asks for memory for what there is and what may come until the next check.
    @usableFromInline
    mutating func reserve() -> Bool {
        let count = table.entries.count
        let step = max(1024, min(65_536, count / 8))
        untilCheck = step
        let next = count + step + 1024
        var bytes = table.entries.capacity * MemoryLayout<Entry>.stride + table.slots.count * 8
        // Arrays that grow exist twice for a moment.
        if next >= table.entries.capacity { bytes += 2 * table.entries.capacity * MemoryLayout<Entry>.stride }
        if CombineTable<Key, Combined>.needsMoreSlots(next, table.slots.count) { bytes += 2 * table.slots.count * 8 }
        return space.grant(bytes + heapBytes(of: table.entries, count + step), reservation)
    }

    /// Writes the table to disk and empties it.
    @inlinable
    mutating func spill() throws {
        let writer = try SpillWriter<Entry>(space)
        var runs: [DiskRun<Entry>?] = []
        for positions in table.positions(by: target) {
            let order = HashRange.order(positions) { HashRange.of(self.table.entries[Int($0)].hash) }
            var piece: [Entry] = []
            piece.reserveCapacity(1024)
            for index in order {
                piece.append(table.entries[Int(positions[Int(index)])])
                if piece.count == 1024 {
                    try writer.append(piece[...])
                    piece.removeAll(keepingCapacity: true)
                }
            }
            try writer.append(piece[...])
            runs.append(try writer.endRun())
        }
        try writer.finish()
        // The next keys take the same memory: less work, and no holes in the heap.
        table.removeAll()
        spills.append(runs)
        untilCheck = 1024
    }

    /// The entries for each reduce task, in the order of the table, which is empty afterwards.
    @inlinable
    mutating func split() -> [[Entry]] {
        let entries = table.entries
        // The slots are not needed beside the blocks.
        table = CombineTable()
        guard target.partitionCount > 1 else { return [entries] }
        var blocks = [[Entry]](repeating: [], count: target.partitionCount)
        for index in blocks.indices { blocks[index].reserveCapacity(entries.count / target.partitionCount) }
        for entry in entries { blocks[target.partition(for: entry.key, hash: entry.hash)].append(entry) }
        return blocks
    }

    @usableFromInline
    func release() { _ = reservation.resize(to: 0) }

    /// The entries for each reduce task, on disk if there is no room for outputs in memory. Ends the use of the table.
    @inlinable
    mutating func finish() throws -> MapOutput<Entry> {
        guard space.isLimited else { return MapOutput(blocks: split()) }
        if table.entries.isEmpty {
            return MapOutput(blocks: Array(repeating: [], count: target.partitionCount), spills: spills)
        }
        if spills.isEmpty, let memory = reserveOutput() {
            let blocks = split()
            release()
            return MapOutput(blocks: blocks, memory: memory)
        }
        try spill()
        return MapOutput(blocks: Array(repeating: [], count: target.partitionCount), spills: spills)
    }

    @usableFromInline
    func reserveOutput() -> OutputMemory? {
        let count = table.entries.count
        let bytes = count * MemoryLayout<Entry>.stride + heapBytes(of: table.entries, count)
        return space.memory.reserveOutput(bytes)
    }
}
