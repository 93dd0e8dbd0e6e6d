// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport
import Testing

/// Windows with an inverse function where batch times jump: the job was down, or the wall clock was set forward.
@Suite(.timeLimit(.minutes(10))) struct WindowGapTests {
    struct Gap: Sendable {
        let window: Int64
        let slide: Int64
        /// Seconds of the batches, run by run.
        let runs: [[Int64]]
    }

    /// Counts batches in a window: each has one element of one key.
    private struct Run {
        let context: StreamingContext
        let clock: ManualClock
        let counts = Log<(time: Int64, count: Int)>()

        init(_ files: FaultyFileSystem, now: Int64, _ gap: Gap, filtered: Bool) throws {
            clock = ManualClock(now: BatchTime(milliseconds: now * 1000))
            context = try StreamingContext(makeEngine(), batchDuration: .seconds(1), clock: clock)
            let pairs = NumbersInput(context: context).id("numbers").filter { $0 % 2 == 0 }.map { _ in ("a", 1) }
            let (window, slide) = (Duration.seconds(gap.window), Duration.seconds(gap.slide))
            let counted =
                filtered
                ? pairs.reduceByKeyAndWindow(window, slide: slide, keep: { $1 != 0 }, inverse: -, +)
                : pairs.reduceByKeyAndWindow(window, slide: slide, inverse: -, +)
            let counts = counts
            counted.foreachRDD { rdd, batch in
                let count = try await rdd.collect().reduce(0) { $0 + $1.1 }
                counts.add((batch.time.milliseconds / 1000, count))
            }
            try context.checkpoint(
                CheckpointLocation(store: DirectoryCheckpointStore(directory: "/job", takesOver: true, files: files)))
        }

        /// Runs the batches of these times, in seconds; the wall clock is set where they jump.
        func run(_ times: [Int64]) async throws {
            let ended = Inbox<BatchTime>()
            context.addListener(Ends(ended: ended))
            try await context.start()
            for time in times {
                clock.setWallClock(to: BatchTime(milliseconds: (time - 1) * 1000))
                clock.advance(by: .seconds(1))
                #expect(await ended.next() == BatchTime(milliseconds: time * 1000))
            }
            await context.stop(gracefully: true)
        }
    }

    private struct Ends: StreamingListener {
        let ended: Inbox<BatchTime>

        func batchCompleted(_ batch: BatchInfo) { ended.add(batch.batchTime) }
    }

    @Test(
        arguments: [
            // Longer than the window, first label no time of a window: by a restart, and in a run.
            Gap(window: 6, slide: 3, runs: [Array(1...10), Array(100...108)]),
            Gap(window: 6, slide: 3, runs: [Array(1...10) + Array(100...108)]),
            // The last window is before the gap, and the checkpoint has forgotten its batch.
            Gap(window: 6, slide: 3, runs: [Array(1...10), Array(100...101), Array(102...108)]),
            Gap(window: 6, slide: 3, runs: [Array(1...10) + Array(100...101), Array(102...108)]),
            // First label the time of a window.
            Gap(window: 6, slide: 3, runs: [Array(1...10), Array(99...108)]),
            // Windows on both sides of the gap have batches in common.
            Gap(window: 6, slide: 3, runs: [Array(1...10) + Array(14...24)]),
            Gap(window: 12, slide: 3, runs: [Array(1...10) + Array(20...40)]),
            Gap(window: 12, slide: 3, runs: [Array(1...10), Array(20...20), Array(21...40)]),
            Gap(window: 4, slide: 1, runs: [Array(1...10), Array(13...20)]),
        ], [true, false])
    func aGapInTheBatchTimesChangesNoWindow(_ gap: Gap, filtered: Bool) async throws {
        let files = FaultyFileSystem()
        var counts: [Int64: Int] = [:]
        for times in gap.runs {
            let run = try Run(files, now: (times.first ?? 1) - 1, gap, filtered: filtered)
            try await run.run(times)
            for (time, count) in run.counts.entries { counts[time] = count }
        }
        let all = gap.runs.joined()
        let expected = all.filter { $0 % gap.slide == 0 }.map { end in
            (end, all.count { $0 > end - gap.window && $0 <= end })
        }
        #expect(counts == Dictionary(uniqueKeysWithValues: expected))
    }
}
