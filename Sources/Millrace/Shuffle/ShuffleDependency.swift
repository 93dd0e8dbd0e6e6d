// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// A shuffle and the output of its map tasks, kept in memory per (map partition, reduce partition).
///
/// Later jobs that need the shuffle find the output and skip the stage. The output lives as long as an RDD refers to
/// the shuffle, so it is freed with the RDDs of its batch. Source: Spark's `ShuffleDependency`.
@usableFromInline
final class ShuffleDependency<Key: StableHashable & Sendable, Combined: Sendable>: AnyShuffleDependency {
    @usableFromInline typealias Block = [CombineTable<Key, Combined>.Entry]

    @usableFromInline let mapSide: AnyRDD
    private let reader: LineageIdentity
    private let input: Int
    private let map: @Sendable (TaskContext) async throws -> [Block]
    private let outputs: Mutex<[[Block]?]>
    private let gauge: ShuffleGauge

    /// A shuffle of `mapSide`, whose map task `map` returns one block per reduce partition. It is input number `input`
    /// of the RDD `reader`.
    @usableFromInline
    init(
        mapSide: AnyRDD, reader: LineageIdentity, input: Int,
        map: @escaping @Sendable (TaskContext) async throws -> [Block]
    ) {
        gauge = mapSide.context.shuffleGauge
        self.mapSide = mapSide
        self.reader = reader
        self.input = input
        self.map = map
        outputs = Mutex(Array(repeating: nil, count: mapSide.partitions.count))
    }

    deinit { gauge.add(-outputs.withLock { $0.count { $0 != nil } }) }

    @usableFromInline var stage: StageID { .shuffle(reader.name, input: input) }

    @usableFromInline
    func missingMapPartitions() -> [Int] {
        outputs.withLock { outputs in outputs.indices.filter { outputs[$0] == nil } }
    }

    @usableFromInline
    func runMapTask(_ task: TaskContext) async throws -> any Sendable { try await map(task) }

    @usableFromInline
    func accept(_ output: any Sendable, of partition: Int) {
        guard let blocks = output as? [Block] else { return }
        let isFirst = outputs.withLock { outputs in
            // Two jobs may compute the same partition at once: the first output stays, as reducers may have read it.
            guard outputs[partition] == nil else { return false }
            outputs[partition] = blocks
            return true
        }
        if isFirst { gauge.add(1) }
    }

    /// Output of map partition `map` for reduce partition `reduce`.
    @usableFromInline
    func block(map: Int, reduce: Int) throws -> Block {
        guard let blocks = outputs.withLock({ $0[map] }) else {
            throw StreamingError(
                code: .shuffleOutputMissing, message: "\(stage) has no output of map partition \(map)", stage: stage)
        }
        return blocks[reduce]
    }
}
