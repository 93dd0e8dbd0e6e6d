// Millrace
// SPDX-License-Identifier: Apache-2.0

import Logging
import Millrace
import Synchronization
import TestSupport
import Testing

@Suite struct StreamRecoveryTests {
    /// A job that counts the elements of each of three keys, and the sums over a window of three batches.
    private struct Run {
        let context: StreamingContext
        let clock: ManualClock
        let counts = Log<String>()
        let sums = Log<String>()

        init(
            _ files: FaultyFileSystem, now: Int64 = 10_000, keyed: String = "counts", inserts: Bool = false,
            policy: FailurePolicy = .stop, allowsRemovals: Bool = false,
            outputFails: (@Sendable (BatchTime) -> Bool)? = nil
        ) throws {
            clock = ManualClock(now: BatchTime(milliseconds: now))
            context = try StreamingContext(
                makeEngine(), batchDuration: .seconds(1), clock: clock,
                configuration: StreamingConfiguration(failurePolicy: policy))
            let input = NumbersInput(context: context).id("numbers")
            let plain = inserts ? input.filter { $0 >= 0 } : input
            let counted = plain.map { ($0 % 3, 1) }.mapWithState(
                StateSpec<Int, Int, Int, String> { key, value, state in
                    try state.update((state.value ?? 0) + (value ?? 0))
                    return "\(key):\(state.value ?? 0)"
                }
            ).id(keyed)
            let (counts, sums) = (counts, sums)
            counted.foreachRDD { rdd, batch in
                if outputFails?(batch.time) == true { throw Boom() }
                counts.add("\(batch.time.milliseconds) \(try await rdd.collect().sorted())")
            }
            plain.window(.seconds(3)).foreachRDD { rdd, batch in
                sums.add("\(batch.time.milliseconds) \(try await rdd.collect().reduce(0, +))")
            }
            var location = CheckpointLocation(
                store: DirectoryCheckpointStore(directory: "/job", takesOver: true, files: files))
            location.keptGenerations = 3
            location.allowsRemovals = allowsRemovals
            try context.checkpoint(location)
        }

        /// Runs `count` batches, then stops: at once, as a crash would, or in order.
        func run(_ count: Int, gracefully: Bool) async throws {
            let done = Event()
            let recorder = Recorder(goals: [(count, done)])
            context.addListener(recorder)
            try await context.start()
            clock.advance(by: .seconds(count + 1))
            await done.wait()
            await context.stop(gracefully: gracefully)
        }
    }

    /// The output of a run that nothing interrupted.
    private func uninterrupted(_ count: Int) async throws -> [String] {
        let run = try Run(FaultyFileSystem())
        try await run.run(count, gracefully: true)
        return Array(run.counts.entries.prefix(count))
    }

    @Test func aRestartAfterEveryBatchChangesNothing() async throws {
        let expected = try await uninterrupted(8)
        let files = FaultyFileSystem()
        var (counts, sums): ([String: Int], [String: Int]) = ([:], [:])
        var now: Int64 = 10_000
        while counts.count < 8 {
            let run = try Run(files, now: now)
            try await run.run(1, gracefully: true)
            for line in run.counts.entries { counts[line, default: 0] += 1 }
            for line in run.sums.entries { sums[line, default: 0] += 1 }
            now = run.clock.now.milliseconds
        }
        // Batch times differ where the clock moved on meanwhile; contents are those of the batches in order.
        func texts(_ lines: [String]) -> [String] {
            lines.sorted().map { $0.split(separator: " ", maxSplits: 1).last.map(String.init) ?? "" }
        }
        #expect(Array(texts(Array(counts.keys)).prefix(8)) == texts(expected))
        #expect(counts.values.allSatisfy { $0 == 1 }, "no output is repeated after an orderly stop")
        #expect(Set(sums.values) == [1])
    }

    @Test func aBatchWhoseOutputFailedRunsAgainWithTheSameInput() async throws {
        let files = FaultyFileSystem()
        let first = try Run(files, outputFails: { $0.milliseconds == 13_000 })
        try await first.context.start()
        first.clock.advance(by: .seconds(3))
        await #expect(throws: StreamingError.self) { try await first.context.awaitTermination() }
        #expect(first.counts.entries.map { $0.prefix(5) } == ["11000", "12000"])
        let second = try Run(files, now: 20_000)
        try await second.run(2, gracefully: true)
        let expected = try await uninterrupted(4)
        #expect(second.counts.entries.first == expected[2], "the pending batch keeps its time, input and state")
        #expect(second.counts.entries.dropFirst().first?.hasSuffix(expected[3].dropFirst(5)) == true)
    }

    @Test func underContinueTheFailedBatchAndThoseAfterItRunAgain() async throws {
        let files = FaultyFileSystem()
        let first = try Run(files, policy: .continue, outputFails: { $0.milliseconds == 12_000 })
        try await first.run(4, gracefully: true)
        #expect(first.counts.entries.map { $0.prefix(5) }.prefix(3) == ["11000", "13000", "14000"])
        let second = try Run(files, now: 20_000)
        try await second.run(3, gracefully: true)
        let expected = try await uninterrupted(4)
        #expect(Array(second.counts.entries.prefix(3)) == Array(expected.dropFirst()), "with the state before it")
    }

    @Test func stateSurvivesAnInsertedOperatorAndTellsOfARemovedOne() async throws {
        let files = FaultyFileSystem()
        try await Run(files).run(2, gracefully: true)
        let inserted = try Run(files, now: 20_000, inserts: true)
        try await inserted.run(1, gracefully: true)
        let expected = try await uninterrupted(6).map { $0.dropFirst(5) }
        #expect(inserted.counts.entries.first.map { expected.contains($0.dropFirst(5)) } == true)
        #expect(inserted.counts.entries.first?.contains(":1") == false, "the counts go on")
        let renamed = try Run(files, now: 30_000, keyed: "other")
        let error = await #expect(throws: StreamingError.self) { try await renamed.context.start() }
        #expect(error?.code == .graphChanged)
        #expect(error?.message.contains("- mapWithState 'counts', with its state") == true)
        #expect(error?.message.contains("+ mapWithState 'other'") == true)
    }

    /// Removed, added again, and the job started twice after that.
    @Test func theStateOfARemovedOperatorDoesNotComeBack() async throws {
        let files = FaultyFileSystem()
        try await Run(files).run(4, gracefully: true)
        try await Run(files, now: 20_000, keyed: "other", allowsRemovals: true).run(1, gracefully: true)
        let first = try Run(files, now: 30_000, allowsRemovals: true)
        try await first.run(1, gracefully: true)
        let second = try Run(files, now: 40_000)
        try await second.run(1, gracefully: true)
        // Two elements per batch: a key is counted again from 1 on, once per batch at most.
        for (entries, limit) in [(first.counts.entries.prefix(1), 1), (second.counts.entries.prefix(1), 3)] {
            let counts = entries.flatMap { $0.split(separator: ":").dropFirst().compactMap { Int($0.prefix(1)) } }
            #expect(!counts.isEmpty && counts.allSatisfy { $0 <= limit }, "\(entries)")
        }
    }

    @Test func batchTimesGoOnAfterAClockThatWasSetBack() async throws {
        let files = FaultyFileSystem()
        try await Run(files).run(3, gracefully: true)
        let second = try Run(files, now: 500)
        try await second.run(2, gracefully: true)
        let times = second.counts.entries.compactMap { Int($0.prefix(5)) }
        #expect(times.count >= 2 && times.allSatisfy { $0 > 13_000 } && times == times.sorted())
    }

    @Test func aDriverThatWasReplacedStopsByName() async throws {
        let files = FaultyFileSystem()
        let old = try Run(files)
        try await old.context.start()
        let new = try Run(files)
        try await new.context.start()
        old.clock.advance(by: .seconds(1))
        let error = await #expect(throws: StreamingError.self) { try await old.context.awaitTermination() }
        #expect("\(String(describing: error))".contains("must not go on"))
        #expect(old.counts.entries.isEmpty, "no output after another driver began")
        await new.context.stop(gracefully: false)
    }

    @Test func writesThatFailAgainAndAgainStopTheStream() async throws {
        let files = FaultyFileSystem()
        let run = try Run(files)
        try await run.context.start()
        files.fail(.sync, errno: 28)
        let isOver = Mutex(false)
        let end = Task {
            defer { isOver.withLock { $0 = true } }
            try await run.context.awaitTermination()
        }
        while !isOver.withLock({ $0 }) {
            run.clock.advance(by: .seconds(1))
            await Task.yield()
        }
        await #expect(throws: StreamingError.self) { try await end.value }
        #expect(run.counts.entries.isEmpty)
    }

    @Test func oneCallStartsAndRecovers() async throws {
        let files = FaultyFileSystem()
        let output = Log<[Int]>()
        for start in [10_000, 20_000] as [Int64] {
            let clock = ManualClock(now: BatchTime(milliseconds: start))
            let done = Event()
            let job = StreamingJob(
                "job", checkpoint: CheckpointLocation(store: DirectoryCheckpointStore(directory: "/j", files: files)),
                clock: clock, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            ) { job in
                job.addListener(Recorder(goals: [(1, done)]))
                NumbersInput(context: job).foreachRDD { output.add(try await $0.collect()) }
            }
            let context = try await job.makeContext()
            try await context.start()
            clock.advance(by: .seconds(1))
            await done.wait()
            await context.stop()
        }
        #expect(output.entries == [[0, 1], [2, 3]])
    }
}
