// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport
import Testing

/// Threads that the system refuses.
@Suite struct TaskThreadTests {
    /// EAGAIN on Linux: too many threads.
    private static let refusal: Int32 = 11

    @Test func refusedThreadFailsTheJobAndTheNextJobTriesAgain() async throws {
        let calls = Counter()
        let engine = makeEngine(threads: 3) { body in
            calls.increment() == 2 ? Self.refusal : TaskThread.start(body)
        }
        #expect(calls.value == 0)
        let rdd = engine.parallelize(0..<10, partitions: 3)
        let error = await #expect(throws: StreamingError.self) { try await rdd.count() }
        #expect(error?.code == .threadsUnavailable)
        #expect(error?.message.contains("task thread 2 of 3") == true)
        #expect(error?.message.contains("EngineConfiguration.master") == true)
        #expect(try await rdd.count() == 10)
        // Threads 1 and 2, the second twice, then 3 and the driver's.
        #expect(calls.value == 5)
        #expect(try await rdd.count() == 10)
        #expect(calls.value == 5)
        await engine.stop()
    }

    @Test func refusedThreadFailsTheStartOfAStreamWhichCanBeTriedAgain() async throws {
        let calls = Counter()
        let engine = makeEngine { body in calls.increment() == 1 ? Self.refusal : TaskThread.start(body) }
        let stream = try StreamingContext(engine, batchDuration: .seconds(1), clock: ManualClock())
        let input = ScriptedInput(stream)
        input.foreachRDD { _ = try await $0.count() }
        let error = await #expect(throws: StreamingError.self) { try await stream.start() }
        #expect(error?.code == .threadsUnavailable)
        #expect(stream.state == .initialized)
        #expect(input.hooks.entries == [])
        try await stream.start()
        #expect(stream.state == .active)
        await stream.stop()
    }

    @Test func taskThatOutlivesThePoolEndsWithoutAThreadOfItsOwn() async throws {
        let calls = Counter()
        let engine = makeEngine(threads: 1) { body in
            calls.increment() <= 2 ? TaskThread.start(body) : Self.refusal
        }
        let ended = Counter()
        let job = Task {
            try await engine.parallelize([1], partitions: 1).foreachPartition { _ in
                await engine.stop()
                // The rest of the task reaches a pool that is closed.
                await Task.yield()
                ended.increment()
            }
        }
        _ = await job.result
        #expect(ended.value == 1)
        #expect(calls.value > 2)
    }
}
