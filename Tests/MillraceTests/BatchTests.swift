// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct BatchTests {
    @Test(arguments: [(Int64(10_001), Int64(12_000)), (12_000, 14_000), (10_000, 12_000), (11_999, 12_000)])
    func theFirstBatchIsTheNextMultipleStrictlyAfterNow(now: Int64, first: Int64) async throws {
        let (stream, clock) = try makeStream(now: now)
        let done = Event()
        let recorder = Recorder(goals: [(2, done)])
        stream.addListener(recorder)
        let input = ScriptedInput(stream)
        input.foreachRDD { _ = try await $0.count() }
        try await stream.start()
        #expect(recorder.events.entries == ["started \(first)"])
        clock.advance(by: .milliseconds(first + 2000 - now))
        await done.wait()
        await stream.stop()
        #expect(input.planned.entries == [first, first + 2000])
    }

    @Test func missedTicksAreMadeUpForInOrderAndOneAtATime() async throws {
        let (stream, clock) = try makeStream(now: 0)
        let done = Event()
        let recorder = Recorder(goals: [(5, done)])
        stream.addListener(recorder)
        let input = ScriptedInput(stream)
        input.map { $0 * 2 }.foreachRDD { _ = try await $0.collect() }
        input.foreachRDD { _ = try await $0.count() }
        try await stream.start()
        clock.advance(by: .seconds(10))
        await done.wait()
        await stream.stop()
        let events = recorder.events.entries.filter { !$0.hasPrefix("submitted") }
        let expected = [2000, 4000, 6000, 8000, 10_000].flatMap {
            ["running \($0)", "output 0 \($0)", "output 1 \($0)", "completed \($0)"]
        }
        #expect(events == ["started 2000"] + expected + ["stopped"])
        #expect(input.completed.entries == [2000, 4000, 6000, 8000, 10_000])
        #expect(input.hooks.entries == ["start", "stop"])
    }

    @Test func listenersGetTimesDelaysAndInputs() async throws {
        let (stream, clock) = try makeStream(now: 0)
        let done = Event()
        let recorder = Recorder(goals: [(2, done)])
        stream.addListener(recorder)
        let release = Event()
        let submittedBoth = Event()
        let input = ScriptedInput(stream, generate: { if $0.milliseconds == 4000 { submittedBoth.signal() } })
        input.foreachRDD(name: "slow") { rdd, batch in
            _ = try await rdd.count()
            if batch.time.milliseconds == 2000 {
                await release.wait()
                clock.advance(by: .milliseconds(300))
            } else {
                clock.advance(by: .milliseconds(50))
            }
        }
        try await stream.start()
        clock.advance(by: .seconds(4))
        await submittedBoth.wait()
        while recorder.submitted.entries.count < 2 { await Task.yield() }
        release.signal()
        await done.wait()
        await stream.stop()
        let batches = recorder.batches.entries
        try #require(batches.count == 2)
        let second = batches[1]
        #expect(second.batchTime == BatchTime(milliseconds: 4000))
        #expect(second.submissionTime == BatchTime(milliseconds: 4000))
        #expect(second.schedulingDelay == .milliseconds(300))
        #expect(second.processingDelay == .milliseconds(50))
        #expect(second.totalDelay == .milliseconds(350))
        #expect(second.recordCount == 2)
        #expect(second.inputs.map(\.description) == ["two"])
        #expect(try #require(second.inputs.first).metadata as? String == "meta")
        #expect(second.outputOperations.map(\.name) == ["slow"])
        #expect(try #require(second.outputOperations.first).duration == .milliseconds(50))
        #expect(second.failureReason == nil)
    }

    @Test func noMoreBatchesAreQueuedThanConfigured() async throws {
        let (stream, clock) = try makeStream(now: 0, configuration: StreamingConfiguration(maxQueuedBatches: 2))
        let done = Event()
        let recorder = Recorder(goals: [(6, done)])
        stream.addListener(recorder)
        let input = ScriptedInput(stream)
        let most = Log<Int>()
        input.foreachRDD { rdd, _ in
            _ = try await rdd.count()
            // Let the generator get as far as it may before this batch ends.
            for _ in 0..<200 { await Task.yield() }
            most.add(recorder.submitted.entries.count - recorder.batches.entries.count)
        }
        try await stream.start()
        clock.advance(by: .seconds(12))
        await done.wait()
        await stream.stop()
        #expect(most.entries.allSatisfy { $0 <= 3 })  // Two queued batches, and the running one.
        #expect(input.completed.entries.count == 6)
    }

    @Test func memoryOfPastBatchesIsReleased() async throws {
        let (stream, clock) = try makeStream(now: 0)
        let done = Event()
        stream.addListener(Recorder(goals: [(20, done)]))
        let input = ScriptedInput(stream)
        let held = Log<Int>()
        input.map { ($0, 1) }.reduceByKey { $0 + $1 }.foreachRDD { rdd in
            _ = try await rdd.collect()
            held.add(rdd.context.shuffleOutputCount)
        }
        try await stream.start()
        clock.advance(by: .seconds(40))
        await done.wait()
        await stream.stop()
        #expect(held.entries.count == 20)
        #expect(held.entries.allSatisfy { $0 <= 4 })  // This batch's two map outputs, and the remembered batch's.
        #expect(stream.engine.shuffleOutputCount == 0)
    }
}
