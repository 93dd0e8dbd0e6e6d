// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport
import Testing

@Suite struct SchedulerTests {
    @Test func aTaskThatFailsOnceIsRepeated() async throws {
        let engine = makeEngine(maxFailures: 3)
        let calls = Counter()
        let rdd = engine.parallelize(0..<4, partitions: 2).map { element in
            if element == 3 && calls.increment() < 3 { throw Boom() }
            return element
        }
        #expect(try await rdd.collect() == [0, 1, 2, 3])
        #expect(calls.value == 3)
    }

    @Test func aTaskThatKeepsFailingFailsTheJobWithItsPlace() async throws {
        let engine = makeEngine(maxFailures: 3)
        let calls = Counter()
        let rdd = engine.parallelize(0..<4, partitions: 2).map { element in
            if element == 3 {
                calls.increment()
                throw Boom(number: 7)
            }
            return element
        }
        await #expect {
            try await rdd.count()
        } throws: { error in
            guard let error = error as? StreamingError else { return false }
            return error.code == .taskFailed && error.stage == .result(rdd.name, action: 0) && error.partition == 1
                && error.attempt == 2
                && error.underlyingError as? Boom == Boom(number: 7)
                && error.description.contains("partition 1, attempt 2")
        }
        #expect(calls.value == 3)
    }

    @Test func aFailingMapTaskFailsTheJob() async throws {
        let engine = makeEngine(maxFailures: 1)
        let rdd = engine.parallelize([1, 2]).map { _ -> (Int, Int) in throw Boom() }.reduceByKey { $0 + $1 }
        await #expect { try await rdd.count() } throws: { ($0 as? StreamingError)?.code == .taskFailed }
    }

    @Test func anActionInsideATaskIsAnError() async throws {
        let engine = makeEngine(threads: 1, maxFailures: 1)
        let inner = engine.parallelize([1])
        await #expect {
            try await engine.parallelize([1]).foreachPartition { _ in _ = try await inner.count() }
        } throws: { error in
            let cause = (error as? StreamingError)?.underlyingError as? StreamingError
            return cause?.code == .nestedJob
        }
    }

    @Test func cancellingTheCallerCancelsTheTasks() async throws {
        let engine = makeEngine(threads: 1)
        let started = Event()
        let never = ManualClock()
        let cancelled = Counter()
        let job = Task {
            try await engine.parallelize([1], partitions: 1).foreachPartition { _ in
                started.signal()
                do {
                    try await never.sleep(until: BatchTime(milliseconds: 1))
                } catch {
                    cancelled.increment()
                    throw error
                }
            }
        }
        await started.wait()
        job.cancel()
        await #expect(throws: CancellationError.self) { try await job.value }
        #expect(cancelled.value == 1)
        #expect(try await engine.parallelize([1, 2]).count() == 2)
    }

    @Test func stopCancelsJobsAndRefusesNewOnes() async throws {
        let engine = makeEngine()
        let started = Event()
        let never = ManualClock()
        let job = Task {
            try await engine.parallelize([1], partitions: 1).foreachPartition { _ in
                started.signal()
                try await never.sleep(until: BatchTime(milliseconds: 1))
            }
        }
        await started.wait()
        await engine.stop()
        await #expect(throws: CancellationError.self) { try await job.value }
        await #expect { try await engine.parallelize([1]).count() } throws: {
            ($0 as? StreamingError)?.code == .contextStopped
        }
    }

    @Test func noMoreTasksRunAtATimeThanThereAreThreads() async throws {
        let engine = makeEngine(threads: 2)
        let clock = ManualClock()
        let running = Log<Int>()
        let first = Event()
        let job = Task {
            try await engine.parallelize(0..<4, partitions: 4).foreachPartition { elements in
                running.add(elements.index)
                if running.entries.count == 2 { first.signal() }
                try await clock.sleep(until: BatchTime(milliseconds: 10))
            }
        }
        await first.wait()
        #expect(running.entries.count == 2)
        clock.advance(by: .milliseconds(10))
        try await job.value
        #expect(running.entries.sorted() == [0, 1, 2, 3])
    }

    @Test func mastersAreParsed() throws {
        #expect(try Master(parsing: "local") == .local(threads: 1))
        #expect(try Master(parsing: "local[4]") == .local(threads: 4, maxFailures: 4))
        #expect(try Master(parsing: "local[4,3]") == .local(threads: 4, maxFailures: 3))
        #expect(try Master(parsing: "local[4, 3]") == .local(threads: 4, maxFailures: 3))
        #expect(try Master(parsing: "local[*]").threads == Platform.processorCount)
    }

    @Test(arguments: [
        "", "local[", "local[]", "local[0]", "local[x]", "local[2,0]", "local[2,*]", "local[1,2,3]", "yarn",
    ])
    func malformedMastersAreRefused(text: String) {
        #expect { try Master(parsing: text) } throws: { error in
            guard let error = error as? StreamingError else { return false }
            return error.code == .invalidConfiguration && error.message.contains("'\(text)'")
        }
    }
}
