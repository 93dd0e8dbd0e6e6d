// Millrace
// SPDX-License-Identifier: Apache-2.0

public import Millrace

/// Runs `operation` on a stream of the batches of `input`, and checks what it yields, batch by batch; then again, with
/// a restart of the program after every batch.
///
/// The stream runs under a manual clock, so a test takes as long as its work. Elements of a batch are compared in order
/// unless `ordered` is `false`. A restart goes on from a checkpoint in memory, so the output must be the same: what an
/// operator keeps between batches outside of its state is lost, as it is when a process ends. Own design.
///
/// - Parameters:
///   - input: Elements of each batch.
///   - batchDuration: The batch duration; default 1 s. Windows are multiples of it.
///   - partitions: Number of partitions of each input batch; default 2.
///   - ordered: Whether the order in a batch counts; leave it out for operators with a shuffle.
///   - restarts: Whether to run it again with restarts; default true. They need state that can be stored, and call
///     `operation` once more per batch.
///   - operation: Builds the stream to test.
///   - expected: Elements of each batch for which the stream has an RDD.
/// - Throws: `StreamMismatch` with the first batch that differs; the failure of the stream, such as
///   `StreamingError.codecMissing` for a state that cannot be stored.
public func expectStream<Input: Sendable, Output: Sendable & Equatable>(
    _ input: [[Input]], batchDuration: Duration = .seconds(1), partitions: Int = 2, ordered: Bool = true,
    restarts: Bool = true, _ operation: (DStream<Input>) throws -> DStream<Output>, yields expected: [[Output]]
) async throws {
    for restarts in restarts && input.count > 1 ? [false, true] : [false] {
        let output = try await runStream(
            input, batchDuration: batchDuration, partitions: partitions, restarts: restarts, operation)
        for index in 0..<max(output.count, expected.count) {
            let found = index < output.count ? output[index] : nil
            let wanted = index < expected.count ? expected[index] : nil
            guard let found, let wanted, ordered ? found.elements == wanted : found.elements.isPermutation(of: wanted)
            else {
                throw StreamMismatch(
                    batch: index, time: found?.time, expected: wanted.map { "\($0)" },
                    found: found.map { "\($0.elements)" }, hadRestarts: restarts)
            }
        }
    }
}

/// Runs `operation` on a stream of the batches of `input` under a manual clock that starts at 0, and returns its
/// output.
///
/// - Parameters:
///   - input: Elements of each batch.
///   - batchDuration: The batch duration; default 1 s.
///   - partitions: Number of partitions of each input batch; default 2.
///   - batchCount: Number of batches to run; default: those of `input`. Further ones are empty.
///   - restarts: Whether the program ends after every batch and starts again from its checkpoint; default false.
///   - operation: Builds the stream to run.
/// - Returns: Time and elements of each batch for which the stream has an RDD.
/// - Throws: The failure of the stream.
public func runStream<Input: Sendable, Output: Sendable>(
    _ input: [[Input]], batchDuration: Duration = .seconds(1), partitions: Int = 2, batchCount: Int? = nil,
    restarts: Bool = false, _ operation: (DStream<Input>) throws -> DStream<Output>
) async throws -> [StreamOutput<Output>] {
    let count = batchCount ?? input.count
    let lives = restarts ? (0..<count).map { $0..<$0 + 1 } : [0..<count]
    let disk = restarts ? MemoryDisk() : nil
    var output: [StreamOutput<Output>] = []
    for batches in lives {
        let clock = ManualClock(now: BatchTime(milliseconds: 0) + batchDuration * batches.lowerBound)
        let streaming = try StreamingContext(
            MillraceContext(EngineConfiguration(appName: "test", master: .local(threads: 2, maxFailures: 1))),
            batchDuration: batchDuration, clock: clock,
            configuration: StreamingConfiguration(maxQueuedBatches: max(count, 1)))
        let source = streaming.queueStream(of: Input.self, partitions: partitions)
        for batch in input { source.push(batch) }
        let collector = BatchCollector<Output>(expecting: batches.count)
        streaming.addListener(collector)
        try operation(source).foreachRDD { rdd, batch in
            collector.add(StreamOutput(time: batch.time, elements: try await rdd.collect()))
        }
        if let disk {
            try streaming.checkpoint(
                CheckpointLocation(store: DirectoryCheckpointStore(directory: "/test", files: disk)))
        }
        try await streaming.start()
        clock.advance(by: batchDuration * batches.count)
        await collector.end()
        await streaming.stop()
        try await streaming.awaitTermination()
        output += collector.output
    }
    return output
}

extension Array where Element: Equatable {
    fileprivate func isPermutation(of other: [Element]) -> Bool {
        guard count == other.count else { return false }
        var rest = other
        for element in self {
            guard let index = rest.firstIndex(of: element) else { return false }
            rest.remove(at: index)
        }
        return true
    }
}
