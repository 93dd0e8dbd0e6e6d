// Millrace
// SPDX-License-Identifier: Apache-2.0

import Logging
import Millrace
import TestSupport
import Testing

/// Restarts of inputs other than receivers and Kafka.
@Suite(.timeLimit(.minutes(10))) struct SourceRecoveryTests {
    /// A job whose input `build` makes, with a checkpoint.
    private final class Job<Element: Sendable>: Sendable, StreamingListener {
        let context: StreamingContext
        let clock: ManualClock
        let outputs = Inbox<(time: Int64, elements: [Element])>()
        let ended = Inbox<Bool>()

        init(
            _ files: FaultyFileSystem, now: Int64, fails: Bool = false, logger: Logger? = nil,
            _ build: (StreamingContext) -> DStream<Element>
        ) throws {
            clock = ManualClock(now: BatchTime(milliseconds: now))
            let engine = MillraceContext(
                EngineConfiguration(appName: "job", master: .local(threads: 2)),
                logger: logger ?? Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            context = try StreamingContext(
                engine, batchDuration: .seconds(1), clock: clock,
                configuration: StreamingConfiguration(failurePolicy: .stop))
            let outputs = outputs
            build(context).foreachRDD { rdd, batch in
                let elements = try await rdd.collect()
                if fails { throw Boom() }
                outputs.add((batch.time.milliseconds, elements))
            }
            try context.checkpoint(
                CheckpointLocation(
                    store: DirectoryCheckpointStore(directory: "/job", takesOver: true, files: files)))
            context.addListener(self)
        }

        func batchCompleted(_ batch: BatchInfo) { ended.add(batch.failureReason == nil) }

        /// The output of the next batch, whose end is in the checkpoint.
        func next() async -> (time: Int64, elements: [Element]) {
            clock.advance(by: .seconds(1))
            _ = await ended.next()
            return await outputs.next()
        }
    }

    private func job(
        _ files: FaultyFileSystem, _ folder: TemporaryFolder, now: Int64, fails: Bool = false
    ) throws -> Job<String> {
        try Job(files, now: now, fails: fails) { $0.textFileStream(folder.path) }
    }

    @Test func filesThatCameWhileTheJobWasDownAreReadOnce() async throws {
        let (files, folder) = (FaultyFileSystem(), try TemporaryFolder())
        _ = try folder.write("old".utf8, "old")
        let first = try job(files, folder, now: 10_000)
        try await first.context.start()
        _ = try folder.write("a".utf8, "a")
        #expect(await first.next().elements == ["a"])
        await first.context.stop()
        _ = try folder.write("b".utf8, "b")
        let second = try job(files, folder, now: 20_000)
        try await second.context.start()
        #expect(await second.next().elements == ["b"])
        #expect(await second.next().elements == [])
        _ = try folder.write("c".utf8, "c")
        #expect(await second.next().elements == ["c"])
        await second.context.stop()
        let third = try job(files, folder, now: 30_000)
        try await third.context.start()
        #expect(await third.next().elements == [])
        await third.context.stop()
    }

    @Test func aBatchThatFailedReadsItsFilesAgain() async throws {
        let (files, folder) = (FaultyFileSystem(), try TemporaryFolder())
        let first = try job(files, folder, now: 10_000, fails: true)
        try await first.context.start()
        _ = try folder.write("a".utf8, "a")
        first.clock.advance(by: .seconds(1))
        await #expect(throws: StreamingError.self) { try await first.context.awaitTermination() }
        _ = try folder.write("b".utf8, "b")
        let second = try job(files, folder, now: 20_000)
        try await second.context.start()
        _ = await second.ended.next()
        let again = await second.outputs.next()
        #expect(again.time == 11_000 && again.elements == ["a"])
        #expect(await second.next().elements == ["b"])
        await second.context.stop()
    }

    @Test func elementsThatWereInMemoryAloneAreCountedAndTold() async throws {
        let files = FaultyFileSystem()
        let (sequence, continuation) = AsyncStream.makeStream(of: Int.self)
        for number in 0..<5 { continuation.yield(number) }
        let input = Log<BufferedInputDStream<Int>>()
        let first = try Job<Int>(files, now: 10_000, fails: true) { context in
            let stream = context.stream(of: sequence)
            if let stream = stream as? BufferedInputDStream<Int> { input.add(stream) }
            return stream
        }
        try await first.context.start()
        while input.entries.last?.waitingCount != 5 { await Task.yield() }
        first.clock.advance(by: .seconds(1))
        await #expect(throws: StreamingError.self) { try await first.context.awaitTermination() }
        let lines = LogLines()
        let (rest, end) = AsyncStream.makeStream(of: Int.self)
        end.yield(5)
        let second = try Job<Int>(files, now: 20_000, logger: lines.logger) { context in
            let stream = context.stream(of: rest)
            if let stream = stream as? BufferedInputDStream<Int> { input.add(stream) }
            return stream
        }
        try await second.context.start()
        while input.entries.last?.waitingCount != 1 { await Task.yield() }
        _ = await second.ended.next()
        #expect(await second.outputs.next().elements == [])
        #expect(await second.next().elements == [5])
        #expect(input.entries.last?.lostElementCount == 5)
        #expect(lines.all.filter { $0.contains("elements of an earlier run are lost") }.count == 1)
        await second.context.stop()
    }
}
