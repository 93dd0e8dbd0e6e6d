// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct StreamFailureTests {
    @Test func aFailedOutputOperationStopsTheStreamAndIsNotCompleted() async throws {
        let (stream, clock) = try makeStream(now: 0)
        let recorder = Recorder()
        stream.addListener(recorder)
        let input = ScriptedInput(stream)
        let later = Counter()
        input.foreachRDD { rdd, time in
            _ = try await rdd.count()
            if time.milliseconds == 4000 { throw Boom(number: 4) }
        }
        input.foreachRDD { rdd in
            later.increment()
            _ = try await rdd.count()
        }
        try await stream.start()
        clock.advance(by: .seconds(10))
        await #expect {
            try await stream.awaitTermination()
        } throws: { error in
            guard let error = error as? StreamingError else { return false }
            return error.code == .outputFailed && error.batchTime == BatchTime(milliseconds: 4000)
                && error.underlyingError as? Boom == Boom(number: 4)
        }
        #expect(input.completed.entries == [2000])
        #expect(later.value == 1)
        #expect(recorder.batches.entries.count == 2)
        let failed = try #require(recorder.batches.entries.last)
        #expect(failed.batchTime == BatchTime(milliseconds: 4000))
        #expect(failed.failureReason?.contains("Boom") == true)
        #expect(try #require(failed.outputOperations.first).failureReason != nil)
    }

    @Test func underThePolicyContinueLaterBatchesRun() async throws {
        let (stream, clock) = try makeStream(now: 0, configuration: StreamingConfiguration(failurePolicy: .continue))
        let done = Event()
        stream.addListener(Recorder(goals: [(3, done)]))
        let input = ScriptedInput(stream)
        input.foreachRDD { rdd, time in
            _ = try await rdd.count()
            if time.milliseconds == 4000 { throw Boom() }
        }
        try await stream.start()
        clock.advance(by: .seconds(6))
        await done.wait()
        await stream.stop()
        #expect(input.completed.entries == [2000, 6000])
        await #expect(throws: StreamingError.self) { try await stream.awaitTermination() }
    }

    @Test func aFailedCompletionFailsTheBatch() async throws {
        let (stream, clock) = try makeStream(now: 0)
        let input = ScriptedInput(stream, commit: { _ in throw Boom() })
        input.foreachRDD { _ = try await $0.count() }
        try await stream.start()
        clock.advance(by: .seconds(2))
        await #expect { try await stream.awaitTermination() } throws: { error in
            guard let error = error as? StreamingError else { return false }
            return error.code == .batchCompletionFailed && error.streamID == input.id
        }
    }

    @Test func aBatchThatCannotBeGeneratedStopsTheStreamWithTimeAndStream() async throws {
        let (stream, clock) = try makeStream(now: 0)
        let input = ScriptedInput(stream, generate: { if $0.milliseconds == 4000 { throw Boom() } })
        input.map { $0 }.foreachRDD { _ = try await $0.count() }
        try await stream.start()
        clock.advance(by: .seconds(4))
        await #expect { try await stream.awaitTermination() } throws: { error in
            guard let error = error as? StreamingError else { return false }
            return error.code == .generationFailed && error.batchTime == BatchTime(milliseconds: 4000)
                && error.streamID == input.id
        }
        #expect(!input.completed.entries.contains(4000))
    }

    @Test func underContinueABatchIsGeneratedAgainAndNoInputIsAskedTwice() async throws {
        let (stream, clock) = try makeStream(now: 0, configuration: StreamingConfiguration(failurePolicy: .continue))
        let failed = Event()
        let done = Event()
        let recorder = Recorder(goals: [(2, done)], failureSeen: failed)
        stream.addListener(recorder)
        let attempts = Counter()
        let steady = ScriptedInput(stream)
        let shaky = ScriptedInput(stream, generate: { _ in if attempts.increment() == 1 { throw Boom() } })
        steady.union(shaky).foreachRDD { _ = try await $0.count() }
        try await stream.start()
        clock.advance(by: .seconds(2))
        await failed.wait()
        clock.advance(by: .seconds(2))
        await done.wait()
        await stream.stop()
        #expect(steady.computed.entries == [2000, 4000])
        #expect(shaky.computed.entries == [2000, 2000, 4000])
        #expect(recorder.batches.entries.map(\.recordCount) == [4, 4])
        #expect(recorder.generationFailures.entries.count == 1)
    }
}
