// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import Synchronization
import TestSupport
import Testing

/// A sink in memory that records its calls.
private final class CallLog: Sink {
    let place = "a list"
    let calls = Log<String>()
    let rewrites: Mutex<Int>

    init(rewrites: Int = 0) { self.rewrites = Mutex(rewrites) }

    func recover(as owner: SinkOwner) async throws { calls.add("recover") }
    func prepare(_ batch: Batch) async throws -> SinkPreparation {
        calls.add("prepare \(batch.id)")
        return .needsWrite
    }
    func write(_ elements: PartitionElements<Int>, of batch: Batch) async throws -> [Int] {
        try await elements.collect()
    }
    func commit(_ batch: Batch, _ receipts: [[Int]]) async throws {
        let repeats = rewrites.withLock { rewrites in
            rewrites -= 1
            return rewrites >= 0
        }
        if repeats { throw SinkRewrite("once more") }
        calls.add("commit \(receipts)")
    }
    func abort(_ batch: Batch) async { calls.add("abort \(batch.id)") }
    func close() async { calls.add("close") }
}

@Suite(.timeLimit(.minutes(5))) struct SinkContractTests {
    @Test func callsComeInTheirOrder() async throws {
        let sink = CallLog()
        let job = try SinkJob(FaultyFileSystem()) { $0.write(to: sink) }
        #expect(await job.run(2) == nil)
        #expect(
            Array(sink.calls.entries.prefix(5)) == [
                "recover", "prepare 11000-0", "commit [[0], [1]]", "prepare 12000-0", "commit [[2], [3]]",
            ])
        #expect(sink.calls.entries.last == "close")
        #expect(sink.calls.entries.filter { $0 == "close" }.count == 1)
    }

    @Test func aSinkMayHaveAllPartitionsWrittenAgain() async throws {
        let sink = CallLog(rewrites: 1)
        let job = try SinkJob(FaultyFileSystem()) { $0.write(to: sink) }
        #expect(await job.run(1) == nil)
        #expect(
            Array(sink.calls.entries.prefix(5)) == [
                "recover", "prepare 11000-0", "abort 11000-0", "prepare 11000-0", "commit [[0], [1]]",
            ])
        // As often as a task may fail, not for ever.
        let never = CallLog(rewrites: .max)
        let failing = try SinkJob(FaultyFileSystem()) { $0.write(to: never) }
        #expect("\(String(describing: await failing.run(1)))".contains("once more"))
        #expect(never.calls.entries.filter { $0 == "abort 11000-0" }.count == 2)
    }

    /// A later batch in the sink would make the failed one look committed after a restart.
    @Test func noBatchIsCommittedAfterOneThatFailed() async throws {
        let sink = CallLog()
        var goesOn = StreamingConfiguration()
        goesOn.failurePolicy = .continue
        let job = try SinkJob(FaultyFileSystem(), configuration: goesOn) { input in
            input.foreachRDD { _, batch in if batch.time.milliseconds == 12_000 { throw Boom() } }
            input.write(to: sink)
        }
        #expect(await job.run(3) != nil)
        #expect(sink.calls.entries.filter { $0.hasPrefix("commit") } == ["commit [[0], [1]]"])
    }

    @Test func aBatchOfAnEarlierRunHasItsInputs() async throws {
        struct Stop: Error {}
        let files = FaultyFileSystem()
        let seen = Log<String>()
        func job(_ now: Int64, fails: Bool) throws -> SinkJob {
            try SinkJob(files, now: now) { input in
                input.foreachRDD { _, batch in
                    let ranges = batch.sourceRanges.map { "\($0.source) \($0.firstPosition)-\($0.endPosition)" }
                    seen.add("\(batch.id) epoch \(batch.epoch) \(ranges) \(batch.elementID(1, 2))")
                    if fails { throw Stop() }
                }
            }
        }
        #expect(await (try job(10_000, fails: true)).run(1) != nil)
        #expect(await (try job(20_000, fails: false)).run(1) == nil)
        #expect(
            Array(seen.entries.prefix(2)) == [
                "11000-0 epoch 1 [\"numbers 0-2\"] 11000-0-1-2", "11000-0 epoch 2 [\"numbers 0-2\"] 11000-0-1-2",
            ])
    }
}
