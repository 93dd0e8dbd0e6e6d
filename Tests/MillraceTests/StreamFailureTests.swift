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
        input.foreachRDD { rdd, batch in
            _ = try await rdd.count()
            if batch.time.milliseconds == 4000 { throw Boom(number: 4) }
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

    @Test func underThePolicyContinueLaterBatchesRunAndNothingIsCommittedFromTheFailedOneOn() async throws {
        let (stream, clock) = try makeStream(now: 0, configuration: StreamingConfiguration(failurePolicy: .continue))
        let done = Event()
        let recorder = Recorder(goals: [(3, done)])
        stream.addListener(recorder)
        let input = ScriptedInput(stream)
        let later = Log<Int64>()
        input.foreachRDD { rdd, batch in
            _ = try await rdd.count()
            if batch.time.milliseconds == 4000 { throw Boom() }
        }
        input.foreachRDD { rdd, batch in
            later.add(batch.time.milliseconds)
            _ = try await rdd.count()
        }
        try await stream.start()
        clock.advance(by: .seconds(6))
        await done.wait()
        await stream.stop()
        #expect(input.completed.entries == [2000])
        #expect(later.entries == [2000, 6000])
        // The operation after the failed one did not run, and says so.
        let failed = try #require(recorder.batches.entries.first { $0.failureReason != nil })
        #expect(failed.outputOperations.map { $0.failureReason != nil } == [true, true])
        #expect(failed.outputOperations.last?.failureReason?.contains("not run") == true)
        await #expect(throws: StreamingError.self) { try await stream.awaitTermination() }
    }

    @Test func aFailedBatchIsRetriedWithGrowingWaitsAndDoneOperationsAreNotRepeated() async throws {
        let (stream, clock) = try makeStream(now: 0, configuration: StreamingConfiguration(failurePolicy: .retry(3)))
        let done = Event()
        // Each retry waits by the clock: the listener moves it.
        let recorder = Recorder(goals: [(2, done)], onRetry: { clock.advance(by: .seconds(4)) })
        stream.addListener(recorder)
        let input = ScriptedInput(stream)
        let first = Log<String>()
        let second = Log<String>()
        input.foreachRDD { rdd, batch in
            _ = try await rdd.count()
            first.add("\(batch.id) \(batch.attempt)")
        }
        input.foreachRDD { rdd, batch in
            _ = try await rdd.count()
            second.add("\(batch.id) \(batch.attempt)")
            if batch.time.milliseconds == 2000, batch.attempt < 2 { throw Boom() }
        }
        try await stream.start()
        clock.advance(by: .seconds(4))
        await done.wait()
        await stream.stop(gracefully: false)
        #expect(first.entries.prefix(2) == ["2000-0 0", "4000-0 0"])
        #expect(second.entries.prefix(4) == ["2000-1 0", "2000-1 1", "2000-1 2", "4000-1 0"])
        #expect(recorder.retries.entries == [.seconds(1), .seconds(2)])
        #expect(input.completed.entries.prefix(2) == [2000, 4000])
        #expect(recorder.batches.entries.prefix(2).map(\.retryCount) == [2, 0])
        try await stream.awaitTermination()
    }

    @Test func whenRetriesAreUsedUpTheStreamStopsAndNothingLaterRuns() async throws {
        let (stream, clock) = try makeStream(now: 0, configuration: StreamingConfiguration(failurePolicy: .retry(2)))
        let recorder = Recorder(onRetry: { clock.advance(by: .seconds(4)) })
        stream.addListener(recorder)
        let input = ScriptedInput(stream, commit: { if $0.milliseconds == 4000 { throw Boom() } })
        let ran = Log<Int64>()
        input.foreachRDD { rdd, batch in
            ran.add(batch.time.milliseconds)
            _ = try await rdd.count()
        }
        try await stream.start()
        clock.advance(by: .seconds(8))
        await #expect { try await stream.awaitTermination() } throws: { error in
            (error as? StreamingError)?.code == .batchCompletionFailed
        }
        #expect(ran.entries == [2000, 4000])
        #expect(recorder.retries.entries.count == 2)
        #expect(input.completed.entries == [2000])
    }

    @Test func aStopWithoutGraceEndsTheWaitForARetry() async throws {
        let (stream, clock) = try makeStream(now: 0, configuration: StreamingConfiguration(failurePolicy: .retry(9)))
        let retried = Event()
        stream.addListener(Recorder(onRetry: { retried.signal() }))
        ScriptedInput(stream).foreachRDD { _ in throw Boom() }
        try await stream.start()
        clock.advance(by: .seconds(2))
        await retried.wait()
        await stream.stop(gracefully: false)
        #expect(stream.state == .stopped)
    }

    @Test func aCancellationErrorOfTheProgramIsAFailure() async throws {
        let (stream, clock) = try makeStream(now: 0)
        let input = ScriptedInput(stream)
        input.foreachRDD { _ in throw CancellationError() }
        try await stream.start()
        clock.advance(by: .seconds(2))
        await #expect { try await stream.awaitTermination() } throws: { error in
            guard let error = error as? StreamingError else { return false }
            return error.code == .outputFailed && error.underlyingError is CancellationError
        }
        #expect(input.completed.entries.isEmpty)
    }

    @Test func aPlanThatFailsLetsTheRunningBatchEnd() async throws {
        let (stream, clock) = try makeStream(now: 0)
        let failed = Event()
        let recorder = Recorder(failureSeen: failed)
        stream.addListener(recorder)
        let input = ScriptedInput(stream, generate: { if $0.milliseconds == 6000 { throw Boom() } })
        input.foreachRDD { rdd in
            await failed.wait()
            try Task.checkCancellation()
            _ = try await rdd.count()
        }
        try await stream.start()
        clock.advance(by: .seconds(6))
        await #expect { try await stream.awaitTermination() } throws: { error in
            (error as? StreamingError)?.batchTime == BatchTime(milliseconds: 6000)
        }
        // One ran and one was queued when the plan failed.
        #expect(input.completed.entries == [2000, 4000])
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
        #expect(steady.planned.entries == [2000, 4000])
        #expect(shaky.planned.entries == [2000, 2000, 4000])
        #expect(recorder.batches.entries.map(\.recordCount) == [4, 4])
        #expect(recorder.generationFailures.entries.count == 1)
    }
}
