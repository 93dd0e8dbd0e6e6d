// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import Synchronization
import TestSupport
import Testing

/// A clock that does not wait, and records how long it was asked to.
private final class RecordingClock: Clock, Sendable {
    private let asked = Log<Duration>()
    private let base = ContinuousClock.now

    var sleeps: [Duration] { asked.entries }
    var now: ContinuousClock.Instant { base }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        asked.add(deadline - base)
    }
}

/// Failure, cancellation and waits of jobs.
@Suite struct JobTests {
    /// Waits until the task is cancelled.
    private func waitForCancellation() async throws {
        try await ManualClock().sleep(until: BatchTime(milliseconds: 1))
    }

    @Test func theFirstFailureCancelsTheOtherTasks() async throws {
        let engine = makeEngine(threads: 2, maxFailures: 1)
        let otherRuns = Event()
        let cancelled = Counter()
        let error = await #expect(throws: StreamingError.self) {
            try await engine.range(0..<9, partitions: 3).foreachPartition { elements in
                if elements.index == 1 {
                    await otherRuns.wait()
                    throw Boom(number: 4)
                }
                otherRuns.signal()
                do { try await waitForCancellation() } catch {
                    cancelled.increment()
                    throw error
                }
            }
        }
        #expect(error?.partition == 1)
        #expect(error?.underlyingError as? Boom == Boom(number: 4))
        #expect(cancelled.value >= 1)
    }

    /// A task that computes without awaiting ends with the element that it is at.
    @Test func aFailureEndsTasksThatCompute() async throws {
        let engine = makeEngine(threads: 2, maxFailures: 1)
        let otherRuns = Event()
        let after = Counter()
        _ = await #expect(throws: StreamingError.self) {
            try await engine.range(0..<2000, partitions: 2).map { element -> Int in
                if element == 1000 { otherRuns.signal() }
                if element > 1000 {
                    // Runs until the other task has failed and this one is cancelled, however busy the machine is.
                    while TaskContext.current?.isCancelled == false {}
                    after.increment()
                }
                return element
            }.foreachPartition { elements in
                if elements.index == 0 {
                    await otherRuns.wait()
                    throw Boom()
                }
                _ = try await elements.collect()
            }
        }
        #expect(after.value <= 1)
    }

    @Test func outputsOfCancelledTasksAreNotTaken() async throws {
        let engine = makeEngine(threads: 2, maxFailures: 1)
        let sum = engine.longAccumulator("sum")
        let otherRuns = Event()
        _ = await #expect(throws: StreamingError.self) {
            try await engine.range(0..<2, partitions: 2).foreachPartition { elements in
                if elements.index == 1 {
                    await otherRuns.wait()
                    throw Boom()
                }
                sum.add(1)
                otherRuns.signal()
                // Ends with success, though late.
                try? await waitForCancellation()
            }
        }
        #expect(sum.value == 0)
    }

    @Test func accumulatorsCountTheWinningAttemptOnly() async throws {
        let engine = makeEngine(maxFailures: 3)
        let seen = engine.longAccumulator("seen")
        let names = engine.collectionAccumulator(of: Int.self)
        let failures = Counter()
        let rdd = engine.range(0..<100, partitions: 4).map { element in
            seen.add(1)
            if element % 25 == 24 { names.add([element]) }
            if element == 60 && failures.increment() < 3 { throw Boom() }
            return element
        }
        #expect(try await rdd.count() == 100)
        #expect(failures.value == 3)
        #expect(seen.value == 100)
        #expect(names.value.sorted() == [24, 49, 74, 99])
        seen.add(5)
        #expect(seen.value == 105)
        seen.reset()
        #expect(seen.value == 0)
    }

    @Test func attemptsBackOff() async throws {
        let clock = RecordingClock()
        let engine = makeEngine(
            threads: 1, maxFailures: 5,
            configure: {
                $0.retryClock = clock
                $0.retryBackoff = RetryBackoff(initial: .milliseconds(50), max: .milliseconds(150))
            })
        let calls = Counter()
        let rdd = engine.parallelize([1], partitions: 1).map { element in
            if calls.increment() < 5 { throw Boom() }
            return element
        }
        #expect(try await rdd.collect() == [1])
        #expect(clock.sleeps == [50, 100, 150, 150].map { .milliseconds($0) })
    }

    @Test func aCancellationErrorOfTheUserIsAFailure() async throws {
        let engine = makeEngine(maxFailures: 2)
        let calls = Counter()
        let rdd = engine.parallelize([1], partitions: 1).map { element -> Int in
            calls.increment()
            throw CancellationError()
        }
        let error = await #expect(throws: StreamingError.self) { try await rdd.count() }
        #expect(error?.code == .taskFailed)
        #expect(error?.underlyingError is CancellationError)
        #expect(calls.value == 2)
    }

    @Test func aJobGroupIsCancelledAlone() async throws {
        let engine = makeEngine(threads: 2)
        let bothRun = Log<String>()
        let ready = Event()
        let release = Event()
        @Sendable func job(_ name: String) async throws -> Int {
            try await engine.withJobGroup(name) {
                try await engine.range(0..<1, partitions: 1).foreachPartition { _ in
                    bothRun.add(name)
                    if bothRun.entries.count == 2 { ready.signal() }
                    if name == "a" { try await waitForCancellation() } else { await release.wait() }
                }
                return 1
            }
        }
        let a = Task { try await job("a") }
        let b = Task { try await job("b") }
        await ready.wait()
        engine.cancelJobGroup("a")
        let error = await #expect(throws: StreamingError.self) { try await a.value }
        #expect(error?.code == .jobCancelled)
        #expect(error?.message.contains("'a'") == true)
        release.signal()
        #expect(try await b.value == 1)
        #expect(try await engine.withJobGroup("a") { try await engine.range(0..<3).count() } == 3)
    }

    /// With one thread and no place for waits the second task would never run.
    @Test func aTaskThatWaitsForIOLetsOthersCompute() async throws {
        let engine = makeEngine(threads: 1)
        let arrived = Event()
        try await engine.range(0..<2, partitions: 2).foreachPartition { elements in
            if elements.index == 0 {
                try await elements.task.waitingForIO { await arrived.wait() }
            } else {
                arrived.signal()
            }
        }
    }

    /// Each of them asks for another worker: the last task would never run otherwise.
    @Test func manyTasksWaitForIOAtATime() async throws {
        let engine = makeEngine(threads: 2)
        let arrived = Event()
        let numbers: RDD<Int> = engine.range(0..<40, partitions: 40).mapPartitions { elements, emit in
            if elements.index < 39 {
                try await elements.task.waitingForIO { await arrived.wait() }
            } else {
                arrived.signal()
            }
            try await elements.forEach { try emit($0) }
        }
        #expect(try await numbers.reduce(+) == 780)
    }

    /// A task that nobody waits for may still ask for a worker when the stage fails.
    @Test func aFailureEndsAStageWhoseTasksWait() async throws {
        let engine = makeEngine(threads: 1, maxFailures: 1)
        let failing = Event()
        let error = await #expect(throws: StreamingError.self) {
            try await engine.range(0..<10, partitions: 10).foreachPartition { elements in
                if elements.index < 3 { return try await elements.task.waitingForIO { await failing.wait() } }
                failing.signal()
                throw CancellationError()
            }
        }
        #expect(error?.code == .taskFailed)
        #expect(try await engine.range(0..<3).count() == 3)
    }

    /// The only task thread is blocked, so a job that needs none can end only if scheduling has a thread of its own.
    @Test func userCodeCannotBlockTheDriver() async throws {
        let engine = makeEngine(threads: 1)
        let runs = Event()
        let isReleased = Atomic(false)
        let job = Task {
            try await engine.range(0..<1, partitions: 1).foreach { _ in
                runs.signal()
                while !isReleased.load(ordering: .relaxed) {}
            }
        }
        await runs.wait()
        #expect(try await engine.emptyRDD(of: Int.self).collect() == [])
        isReleased.store(true, ordering: .relaxed)
        try await job.value
    }

    @Test func aBroadcastIsReadUntilDestroyed() async throws {
        let engine = makeEngine()
        let table = engine.broadcast([1: "a", 2: "b"])
        #expect(try await engine.parallelize([2, 1]).map { try table.value()[$0] }.collect() == ["b", "a"])
        table.destroy()
        #expect(throws: StreamingError.self) { try table.value() }
    }
}
