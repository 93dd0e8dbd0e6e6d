// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// A shuffle and the output of its map tasks, one value per map partition, kept in memory.
///
/// Later jobs that need the shuffle find the output and skip the stage. The output lives as long as an RDD refers to
/// the shuffle, so it is freed with the RDDs of its batch. Source: Spark's `ShuffleDependency`.
@usableFromInline
final class ShuffleDependency<Output: Sendable>: AnyShuffleDependency {
    @usableFromInline let mapSide: AnyRDD
    private let reader: LineageIdentity
    private let input: Int
    private let map: @Sendable (TaskContext, any Partition) async throws -> Output
    private let outputs: Mutex<[Output?]>
    private let gauge: ShuffleGauge

    /// A shuffle of `mapSide`; `map` computes the output of one of its partitions. It is input number `input` of the
    /// RDD `reader`.
    @usableFromInline
    init(
        mapSide: AnyRDD, reader: LineageIdentity, input: Int = 0,
        map: @escaping @Sendable (TaskContext, any Partition) async throws -> Output
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

    @usableFromInline var outputCodec: TaskResultCodec? { TaskResultCodec(Output.self) }

    @usableFromInline
    func missingMapPartitions() -> [Int] {
        outputs.withLock { outputs in outputs.indices.filter { outputs[$0] == nil } }
    }

    @usableFromInline
    func runMapTask(_ task: TaskContext) async throws -> any Sendable {
        try await map(task, mapSide.partitions[task.partition])
    }

    @usableFromInline
    func accept(_ output: any Sendable, of partition: Int) throws {
        guard let output = output as? Output else {
            throw StreamingError(
                code: .invalidState, message: "the task backend returned \(type(of: output)) for \(stage)")
        }
        let isFirst = outputs.withLock { outputs in
            // Two jobs may compute the same partition at once: the first output stays, as reducers may have read it.
            guard outputs[partition] == nil else { return false }
            outputs[partition] = output
            return true
        }
        if isFirst { gauge.add(1) }
    }

    /// Output of map partition `map`.
    @usableFromInline
    func output(of map: Int) throws -> Output {
        guard let output = outputs.withLock({ $0[map] }) else {
            throw StreamingError(
                code: .shuffleOutputMissing, message: "\(stage) has no output of map partition \(map)", stage: stage)
        }
        return output
    }

    /// The outputs of all map partitions, in their order.
    @usableFromInline
    func allOutputs() throws -> [Output] { try mapSide.partitions.indices.map(output) }
}
