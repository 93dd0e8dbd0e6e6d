// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The output of a map task: the elements for each reduce task, in memory or on disk.
///
/// Of one reduce task, runs on disk come first, in the order in which they were written. Source: the map output files
/// of Spark's `SortShuffleWriter`; Spark keeps none in memory.
@usableFromInline
struct MapOutput<Element: Sendable>: Sendable {
    /// Elements in memory, by reduce partition.
    @usableFromInline let blocks: [[Element]]
    /// Runs on disk, by spill and reduce partition.
    @usableFromInline let spills: [[DiskRun<Element>?]]
    /// Keeps the memory of `blocks` reserved.
    private let memory: OutputMemory?

    @usableFromInline
    init(blocks: [[Element]], spills: [[DiskRun<Element>?]] = [], memory: OutputMemory? = nil) {
        self.blocks = blocks
        self.spills = spills
        self.memory = memory
    }

    /// The runs for one reduce task.
    @usableFromInline
    func runs(for partition: Int) -> [RunSource<Element>] {
        var runs: [RunSource<Element>] = spills.compactMap { $0[partition].map { .disk($0) } }
        if !blocks[partition].isEmpty { runs.append(.memory(blocks[partition])) }
        return runs
    }
}

extension MapOutput: StoredAsLists {
    init(lists: [[Element]]) { self.init(blocks: lists) }

    func lists() throws -> [[Element]] {
        try blocks.indices.map { try runs(for: $0).flatMap { try $0.elements() } }
    }
}

extension ShuffleDependency {
    /// The runs for one reduce task, in the order of the map partitions.
    @usableFromInline
    func runs<Element>(for partition: Int) throws -> [RunSource<Element>] where Output == MapOutput<Element> {
        try allOutputs().flatMap { $0.runs(for: partition) }
    }
}
