// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Collects the elements of a map task by reduce partition, and writes them to disk when memory lacks room.
/// Source: Spark's `ExternalSorter` without aggregation.
@usableFromInline
struct ShuffleWriter<Element: Sendable> {
    @usableFromInline var blocks: [[Element]]
    @usableFromInline let space: SpillSpace
    private let reservation: MemoryReservation
    /// The range of an element's hash; `nil` if the elements have none.
    @usableFromInline let range: (@Sendable (Element) -> Int)?
    private var spills: [[DiskRun<Element>?]] = []
    @usableFromInline let isLimited: Bool
    /// Elements that may still be added before memory is measured.
    @usableFromInline var untilCheck = 1024

    /// A writer for `partitionCount` reduce tasks.
    @usableFromInline
    init(_ space: SpillSpace, partitionCount: Int, range: (@Sendable (Element) -> Int)? = nil) {
        blocks = Array(repeating: [], count: partitionCount)
        self.space = space
        self.range = range
        reservation = space.memory.reservation()
        isLimited = space.isLimited
    }

    /// Adds an element for a reduce task. `noteAdded` must follow at latest after a run of them.
    @inlinable
    mutating func append(_ element: Element, to partition: Int) { blocks[partition].append(element) }

    /// Notes that elements were added; spills if there is no room for more.
    /// - Throws: `StreamingError.codecMissing`, `.storageFailed`.
    @inlinable
    mutating func noteAdded(_ count: Int) throws {
        guard isLimited else { return }
        untilCheck -= count
        guard untilCheck < 0 else { return }
        if !reserve() { try spill() }
    }

    /// Asks for memory for what there is and what may come until the next check.
    @usableFromInline
    mutating func reserve() -> Bool {
        let total = blocks.reduce(0) { $0 + $1.count }
        let step = max(1024, min(65_536, total / 8))
        untilCheck = step
        var bytes = 0
        var largest = 0
        for block in blocks {
            // Elements until the next check are thought to come as those before did.
            let next = block.count + step * (block.count + 1) / (total + 1)
            let grown = next >= block.capacity ? max(next, 2 * block.capacity) : block.capacity
            if grown > block.capacity { largest = max(largest, block.capacity) }
            bytes += grown
        }
        bytes = (bytes + largest) * MemoryLayout<Element>.stride
        return space.grant(bytes + heapBytes(of: blocks.max { $0.count < $1.count } ?? [], total + step), reservation)
    }

    /// Writes all elements to disk.
    @inlinable
    mutating func spill() throws {
        let writer = try SpillWriter<Element>(space)
        var runs: [DiskRun<Element>?] = []
        for index in blocks.indices {
            if let range {
                var piece: [Element] = []
                piece.reserveCapacity(1024)
                for position in HashRange.order(blocks[index], range) {
                    piece.append(blocks[index][Int(position)])
                    if piece.count == 1024 {
                        try writer.append(piece[...])
                        piece.removeAll(keepingCapacity: true)
                    }
                }
                try writer.append(piece[...])
            } else {
                try writer.append(blocks[index][...])
            }
            runs.append(try writer.endRun())
            // The next elements take the same memory: less work, and no holes in the heap.
            blocks[index].removeAll(keepingCapacity: true)
        }
        try writer.finish()
        note(runs)
    }

    @usableFromInline
    mutating func note(_ spill: [DiskRun<Element>?]) {
        spills.append(spill)
        untilCheck = 1024
    }

    /// The elements, on disk if there is no room for outputs in memory. Ends the use of the writer.
    @inlinable
    mutating func finish() throws -> MapOutput<Element> {
        guard isLimited else { return MapOutput(blocks: blocks) }
        if let output = inMemory() { return output }
        try spill()
        blocks = Array(repeating: [], count: blocks.count)
        return output(memory: nil)
    }

    @usableFromInline
    func inMemory() -> MapOutput<Element>? {
        let largest = blocks.max { $0.count < $1.count } ?? []
        let capacity = blocks.reduce(0) { $0 + $1.capacity }
        let count = blocks.reduce(0) { $0 + $1.count }
        guard count > 0 else { return output(memory: nil) }
        let bytes = capacity * MemoryLayout<Element>.stride + heapBytes(of: largest, count)
        // The output takes the place of what the task held.
        let held = reservation.bytes
        _ = reservation.resize(to: 0)
        if let memory = space.memory.reserveOutput(bytes) { return output(memory: memory) }
        _ = reservation.resize(to: held)
        return nil
    }

    @usableFromInline
    func output(memory: OutputMemory?) -> MapOutput<Element> {
        MapOutput(blocks: blocks, spills: spills, memory: memory)
    }
}
