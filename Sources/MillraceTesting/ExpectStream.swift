// Millrace
// SPDX-License-Identifier: Apache-2.0

public import Millrace

/// Runs `operation` on a stream of the batches of `input`, and checks what it yields, batch by batch.
///
/// The stream runs under a manual clock, so a test takes as long as its work. Elements of a batch are compared in order
/// unless `ordered` is `false`. Own design.
///
/// - Parameters:
///   - input: Elements of each batch.
///   - batchDuration: The batch duration; default 1 s. Windows are multiples of it.
///   - partitions: Number of partitions of each input batch; default 2.
///   - ordered: Whether the order in a batch counts; leave it out for operators with a shuffle.
///   - operation: Builds the stream to test.
///   - expected: Elements of each batch for which the stream has an RDD.
/// - Throws: `StreamMismatch` with the first batch that differs; the failure of the stream.
public func expectStream<Input: Sendable, Output: Sendable & Equatable>(
    _ input: [[Input]], batchDuration: Duration = .seconds(1), partitions: Int = 2, ordered: Bool = true,
    _ operation: (DStream<Input>) throws -> DStream<Output>, yields expected: [[Output]]
) async throws {
    let output = try await runStream(input, batchDuration: batchDuration, partitions: partitions, operation)
    for index in 0..<max(output.count, expected.count) {
        let found = index < output.count ? output[index] : nil
        let wanted = index < expected.count ? expected[index] : nil
        guard let found, let wanted, ordered ? found.elements == wanted : found.elements.isPermutation(of: wanted)
        else {
            throw StreamMismatch(
                batch: index, time: found?.time, expected: wanted.map { "\($0)" }, found: found.map { "\($0.elements)" }
            )
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
///   - operation: Builds the stream to run.
/// - Returns: Time and elements of each batch for which the stream has an RDD.
/// - Throws: The failure of the stream.
public func runStream<Input: Sendable, Output: Sendable>(
    _ input: [[Input]], batchDuration: Duration = .seconds(1), partitions: Int = 2, batchCount: Int? = nil,
    _ operation: (DStream<Input>) throws -> DStream<Output>
) async throws -> [StreamOutput<Output>] {
    let engine = MillraceContext(EngineConfiguration(appName: "test", master: .local(threads: 2, maxFailures: 1)))
    let clock = ManualClock()
    let count = batchCount ?? input.count
    let streaming = try StreamingContext(
        engine, batchDuration: batchDuration, clock: clock,
        configuration: StreamingConfiguration(maxQueuedBatches: max(count, 1)))
    let source = streaming.queueStream(of: Input.self, partitions: partitions)
    for batch in input { source.push(batch) }
    let collector = BatchCollector<Output>(expecting: count)
    streaming.addListener(collector)
    try operation(source).foreachRDD { rdd, batch in
        collector.add(StreamOutput(time: batch.time, elements: try await rdd.collect()))
    }
    try await streaming.start()
    clock.advance(by: batchDuration * count)
    await collector.end()
    await streaming.stop()
    try await streaming.awaitTermination()
    return collector.output
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
