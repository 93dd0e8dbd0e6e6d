// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct StreamLifecycleTests {
    private func code(_ error: any Error) -> StreamingError.Code? { (error as? StreamingError)?.code }

    @Test func aStreamWithoutOutputIsRefused() async throws {
        let (stream, _) = try makeStream()
        _ = ScriptedInput(stream)
        await #expect { try await stream.start() } throws: { code($0) == .invalidGraph }
        #expect(stream.state == .initialized)
        await stream.stop()
    }

    @Test func statesOnlyGoForward() async throws {
        let (stream, _) = try makeStream()
        ScriptedInput(stream).foreachRDD { _ = try await $0.count() }
        #expect(stream.state == .initialized)
        await #expect { try await stream.awaitTermination() } throws: { code($0) == .invalidState }
        try await stream.start()
        try await stream.start()
        #expect(stream.state == .active)
        await stream.stop()
        #expect(stream.state == .stopped)
        await #expect { try await stream.start() } throws: { code($0) == .invalidState }
        try await stream.awaitTermination()
    }

    @Test func onlyOneStreamOfAnEngineIsActive() async throws {
        let engine = makeEngine()
        func make() throws -> StreamingContext {
            let stream = try StreamingContext(engine, batchDuration: .seconds(1), clock: ManualClock())
            ScriptedInput(stream).foreachRDD { _ = try await $0.count() }
            return stream
        }
        let first = try make()
        let second = try make()
        try await first.start()
        await #expect { try await second.start() } throws: { code($0) == .invalidState }
        await first.stop(stoppingEngine: false)
        try await second.start()
        await second.stop()
        #expect(engine.isStopped)
    }

    @Test func outputAddedAfterTheStartFailsTheStream() async throws {
        let (stream, _) = try makeStream()
        let input = ScriptedInput(stream)
        input.foreachRDD { _ = try await $0.count() }
        try await stream.start()
        input.foreachRDD { _ = try await $0.count() }
        await #expect { try await stream.awaitTermination() } throws: { code($0) == .invalidGraph }
    }

    @Test func aFailingInputStartStopsTheOthers() async throws {
        // `@unchecked Sendable`: it has no stored properties.
        final class Broken: InputDStream<Int, Int>, @unchecked Sendable {
            override func start() async throws { throw Boom() }
        }
        let (stream, _) = try makeStream()
        let good = ScriptedInput(stream)
        good.union(Broken(context: stream)).foreachRDD { _ = try await $0.count() }
        await #expect(throws: Boom()) { try await stream.start() }
        #expect(good.hooks.entries == ["start", "stop"])
        #expect(stream.state == .stopped)
    }

    @Test func aGracefulStopRunsQueuedBatchesAndNothingMore() async throws {
        let (stream, clock) = try makeStream(now: 0)
        let recorder = Recorder()
        stream.addListener(recorder)
        let release = Event()
        let input = ScriptedInput(stream)
        input.foreachRDD { rdd in
            await release.wait()
            _ = try await rdd.count()
        }
        try await stream.start()
        clock.advance(by: .seconds(6))
        while recorder.submitted.entries.count < 3 { await Task.yield() }
        stream.requestStop(gracefully: true)
        clock.advance(by: .seconds(20))
        release.signal()
        try await stream.awaitTermination()
        #expect(input.planned.entries == [2000, 4000, 6000])
        #expect(input.completed.entries == [2000, 4000, 6000])
        #expect(recorder.events.entries.last == "stopped")
        clock.advance(by: .seconds(20))
        #expect(input.planned.entries.count == 3)
    }

    @Test func aStopWithoutGraceCancelsTheRunningBatch() async throws {
        let (stream, clock) = try makeStream(now: 0)
        let started = Event()
        let never = ManualClock()
        let input = ScriptedInput(stream)
        input.foreachRDD { rdd in
            try await rdd.foreachPartition { _ in
                started.signal()
                try await never.sleep(until: .seconds(1))
            }
        }
        try await stream.start()
        clock.advance(by: .seconds(6))
        await started.wait()
        await stream.stop(gracefully: false)
        try await stream.awaitTermination()
        #expect(input.completed.entries.isEmpty)
    }

    @Test func stopInsideAnOutputOperationDoesNotDeadlock() async throws {
        let (stream, clock) = try makeStream(now: 0)
        let input = ScriptedInput(stream)
        input.foreachRDD { rdd, batch in
            _ = try await rdd.count()
            if batch.time.milliseconds == 4000 { await stream.stop(gracefully: true) }
        }
        try await stream.start()
        clock.advance(by: .seconds(4))
        try await stream.awaitTermination()
        #expect(input.completed.entries == [2000, 4000])
    }

    @Test func stopInTransformAndHooksDoesNotWaitForItself() async throws {
        for place in ["start", "transform", "plan", "completed"] {
            let (stream, clock) = try makeStream(now: 0)
            @Sendable func stop(at here: String) async {
                if here == place { await stream.stop(gracefully: true) }
            }
            let input = ScriptedInput(
                stream, begin: { await stop(at: "start") }, generate: { _ in await stop(at: "plan") },
                commit: { _ in await stop(at: "completed") })
            let transformed = input.transform { rdd, _ -> RDD<Int> in
                await stop(at: "transform")
                return rdd
            }
            transformed.foreachRDD { _ = try await $0.count() }
            if place == "start" {
                await #expect { try await stream.start() } throws: { code($0) == .invalidState }
            } else {
                try await stream.start()
                clock.advance(by: .seconds(2))
                try await stream.awaitTermination()
                #expect(input.completed.entries == [2000], "\(place)")
            }
            #expect(stream.state == .stopped)
        }
    }

    @Test func stopDuringTheStartEndsIt() async throws {
        let (stream, _) = try makeStream()
        let never = ManualClock()
        let entered = Event()
        let good = ScriptedInput(stream)
        let slow = ScriptedInput(
            stream,
            begin: {
                entered.signal()
                try await never.sleep(until: .seconds(1))
            })
        good.union(slow).foreachRDD { _ = try await $0.count() }
        let start = Task { try await stream.start() }
        await entered.wait()
        await stream.stop()
        #expect(stream.state == .stopped)
        await #expect { try await start.value } throws: { code($0) == .invalidState }
        #expect(good.hooks.entries == ["start", "stop"])
        #expect(slow.hooks.entries == ["start"])
    }

    @Test func aGracefulStopHasATimeLimit() async throws {
        let (stream, clock) = try makeStream(
            now: 0, configuration: StreamingConfiguration(gracefulStopTimeout: .seconds(5)))
        let started = Event()
        let never = ManualClock()
        let input = ScriptedInput(stream)
        input.foreachRDD { _ in
            started.signal()
            try await never.sleep(until: .seconds(1))
        }
        try await stream.start()
        clock.advance(by: .seconds(2))
        await started.wait()
        stream.requestStop(gracefully: true)
        clock.advance(by: .seconds(5))
        try await stream.awaitTermination()
        #expect(input.completed.entries.isEmpty)
    }

    @Test func aListenerCanEndTheStream() async throws {
        final class Ender: StreamingListener {
            let stream: StreamingContext
            init(_ stream: StreamingContext) { self.stream = stream }
            func batchCompleted(_ batch: BatchInfo) { stream.requestStop() }
        }
        let (stream, clock) = try makeStream(now: 0)
        stream.addListener(Ender(stream))
        let input = ScriptedInput(stream)
        input.foreachRDD { _ = try await $0.count() }
        try await stream.start()
        clock.advance(by: .seconds(2))
        try await stream.awaitTermination()
        #expect(input.completed.entries == [2000])
    }

    @Test func cancellingRunStopsTheStream() async throws {
        let (stream, _) = try makeStream()
        ScriptedInput(stream).foreachRDD { _ = try await $0.count() }
        let run = Task { try await stream.run() }
        while stream.state != .active { await Task.yield() }
        run.cancel()
        await #expect(throws: CancellationError.self) { try await run.value }
        #expect(stream.state == .stopped)
    }

    @Test(arguments: [Duration.zero, .seconds(-1), .microseconds(1500)])
    func batchDurationsMustBePositiveWholeMilliseconds(duration: Duration) {
        #expect { try StreamingContext(makeEngine(), batchDuration: duration) } throws: {
            code($0) == .invalidConfiguration
        }
    }

    /// A batch changes threads only for its jobs: each change costs two wake-ups of threads.
    @Test func theStreamsOwnCodeRunsOnTheSharedPool() async throws {
        final class Observer: StreamingListener {
            let executors = Log<Bool>()
            func batchSubmitted(_ batch: BatchInfo) { note() }
            func batchStarted(_ batch: BatchInfo) { note() }
            func batchCompleted(_ batch: BatchInfo) { note() }
            /// Notes whether the current task prefers an executor of its own.
            func note() { executors.add(withUnsafeCurrentTask { $0?.unownedTaskExecutor } != nil) }
        }
        let (stream, clock) = try makeStream(now: 0)
        let observer = Observer()
        let recorder = Recorder()
        stream.addListener(observer)
        stream.addListener(recorder)
        let input = ScriptedInput(
            stream, generate: { _ in observer.note() }, commit: { _ in observer.note() })
        input.foreachRDD { rdd in
            observer.note()
            _ = try await rdd.count()
            observer.note()
        }
        try await stream.start()
        clock.advance(by: .seconds(2))
        while recorder.batches.entries.isEmpty { await Task.yield() }
        await stream.stop()
        #expect(observer.executors.entries == Array(repeating: false, count: 7))
    }

    @Test func aLateGeneratorDoesNotSleep() async throws {
        struct CountingClock: StreamingClock {
            let clock: ManualClock
            let sleeps = Counter()
            var now: BatchTime { clock.now }
            var uptime: Duration { clock.uptime }
            func sleep(until deadline: Duration) async throws {
                sleeps.increment()
                try await clock.sleep(until: deadline)
            }
        }
        let clock = CountingClock(clock: ManualClock())
        let stream = try StreamingContext(makeEngine(), batchDuration: .seconds(1), clock: clock)
        let input = ScriptedInput(stream)
        input.foreachRDD { rdd, batch in
            _ = try await rdd.count()
            if batch.time.milliseconds == 9000 { stream.requestStop() }
        }
        try await stream.start()
        clock.clock.advance(by: .seconds(9))
        try await stream.awaitTermination()
        #expect(input.completed.entries.count == 9)
        // For the first batch, if it came before the clock was moved, for the tenth, and for the limit of the stop.
        #expect(clock.sleeps.value <= 3)
    }

    /// Otherwise each start of a job in a long-lived process would leave its memory and its disk's threads.
    @Test(arguments: ["plain", "checkpoint", "state", "mapWithState", "window"])
    func aStoppedStreamIsFreed(kind: String) async throws {
        weak var freedStream: StreamingContext?
        weak var freedEngine: MillraceContext?
        weak var freedStore: DirectoryCheckpointStore?
        func live() async throws {
            let (stream, clock) = try makeStream(now: 0)
            let store = DirectoryCheckpointStore(directory: "/job", files: FaultyFileSystem())
            (freedStream, freedEngine, freedStore) = (stream, stream.engine, store)
            let recorder = Recorder()
            stream.addListener(recorder)
            let pairs = ScriptedInput(stream).map { ($0, 1) }
            switch kind {
            case "state":
                pairs.updateStateByKey { values, state in values.reduce(state ?? 0, +) }
                    .foreachRDD { _ = try await $0.count() }
            case "mapWithState":
                let counts = pairs.mapWithState(
                    StateSpec<Int, Int, Int, Int> { _, value, state in
                        try state.update((state.value ?? 0) + (value ?? 0))
                        return state.value
                    })
                counts.foreachRDD { _ = try await $0.count() }
                counts.stateSnapshots().foreachRDD { _ = try await $0.count() }
            case "window":
                pairs.reduceByKeyAndWindow(.seconds(4), +).foreachRDD { _ = try await $0.count() }
            default: pairs.foreachRDD { _ = try await $0.count() }
            }
            if kind != "plain" { try stream.checkpoint(CheckpointLocation(store: store)) }
            try await stream.start()
            clock.advance(by: .seconds(2))
            while recorder.batches.entries.isEmpty { await Task.yield() }
            await stream.stop()
        }
        try await live()
        // The tasks of its end may have it for a moment.
        while freedStream != nil || freedEngine != nil || freedStore != nil { await Task.yield() }
    }
}
