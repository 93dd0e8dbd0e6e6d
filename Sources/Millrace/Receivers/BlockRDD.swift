// Millrace
// SPDX-License-Identifier: Apache-2.0

/// An RDD of received blocks: partition i is block i; no blocks, no partitions. Source: Spark's `BlockRDD`.
///
/// `@unchecked Sendable`: the stored properties are immutable `Sendable` values, as `RDD` asks.
public final class BlockRDD<Element: Sendable>: RDD<Element>, @unchecked Sendable {
    /// The blocks.
    public let blocks: [ReceivedBlock]

    init(_ context: MillraceContext, _ blocks: [ReceivedBlock]) {
        self.blocks = blocks
        super.init(
            context: context, kind: "blocks",
            partitions: blocks.enumerated().map { BlockPartition(index: $0, block: $1) })
    }

    /// Reads a block.
    /// - Throws: `StreamingError.blockMissing` if it is not kept any more.
    public override func compute(
        _ partition: any Partition, _ task: TaskContext, _ yield: (Chunk<Element>) async throws -> Void
    ) async throws {
        let block = blocks[partition.index]
        var elements: [Element] = []
        let isKept = try context.blocks.forEachRun(of: block.id, as: Element.self) { run in
            if elements.isEmpty { elements = run } else { elements += run }
        }
        guard isKept else {
            throw StreamingError(
                code: .blockMissing,
                message: "the received block \(block) is not kept any more: its batch was forgotten (see remember), or "
                    + "memory lacked room and its storage level has no disk")
        }
        for start in stride(from: 0, to: elements.count, by: Chunk<Element>.standardCount) {
            let end = Swift.min(elements.count, start + Chunk<Element>.standardCount)
            try await yield(Chunk(elements[start..<end]))
        }
    }
}
