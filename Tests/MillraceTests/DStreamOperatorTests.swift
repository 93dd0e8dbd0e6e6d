// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct DStreamOperatorTests {
    /// Runs the stream that `build` returns on `batches`, and returns the output of each batch.
    private func run<Output: Sendable>(
        _ batches: [[Int]], _ build: (DStream<Int>) -> DStream<Output>
    ) async throws -> [[Output]] {
        let (stream, clock) = try makeStream(now: 0, interval: .seconds(1))
        let done = Event()
        stream.addListener(Recorder(goals: [(batches.count, done)]))
        let input = stream.queueStream(of: Int.self, partitions: 2)
        for batch in batches { input.push(batch) }
        let results = Log<[Output]>()
        build(input).foreachRDD { results.add(try await $0.collect()) }
        try await stream.start()
        clock.advance(by: .seconds(batches.count))
        await done.wait()
        await stream.stop()
        return results.entries
    }

    @Test func elementwiseOperators() async throws {
        #expect(try await run([[1, 2], [], [3]]) { $0.map { $0 * 10 } } == [[10, 20], [], [30]])
        #expect(try await run([[1, 2], [3, 4]]) { $0.filter { $0 % 2 == 0 } } == [[2], [4]])
        #expect(try await run([[1, 2]]) { $0.flatMap { [$0, $0] } } == [[1, 1, 2, 2]])
        let emitted = try await run([[1, 2]]) { stream -> DStream<Int> in
            stream.flatMap { element, emit in try emit(-element) }
        }
        #expect(emitted == [[-1, -2]])
        let sizes = try await run([[1, 2, 3]]) { stream -> DStream<Int> in
            stream.mapPartitions { elements, emit in try emit(try await elements.collect().count) }
        }
        #expect(sizes == [[1, 2]])
    }

    @Test func countOfAnEmptyBatchIsZeroAndReduceYieldsNothing() async throws {
        #expect(try await run([[5, 6, 7], []]) { $0.count() } == [[3], [0]])
        #expect(try await run([[5, 6, 7], []]) { $0.reduce { $0 + $1 } } == [[18], []])
    }

    @Test func keyedOperators() async throws {
        let sums = try await run([[1, 2, 3, 4], [5]]) { stream in
            stream.map { ($0 % 2, $0) }.reduceByKey { $0 + $1 }.mapValues { -$0 }
        }
        #expect(try sums.map { try dictionary($0) } == [[1: -4, 0: -6], [1: -5]])
        let groups = try await run([[1, 2, 3]]) { $0.map { ($0 % 2, $0) }.groupByKey() }
        #expect(try dictionary(try #require(groups.first)) == [1: [1, 3], 0: [2]])
        let counts = try await run([[7, 7, 8]]) { $0.countByValue() }
        #expect(try dictionary(try #require(counts.first)) == [7: 2, 8: 1])
    }

    @Test func unionAndTransform() async throws {
        #expect(try await run([[1], [2]]) { $0.union($0.map { $0 + 10 }) } == [[1, 11], [2, 12]])
        let times = try await run([[1], [2]]) { stream -> DStream<Int64> in
            stream.transform { rdd, time in rdd.map { _ in time.milliseconds } }
        }
        #expect(times == [[1000], [2000]])
    }

    @Test func printShowsTheFirstElementsAndThatThereAreMore() async throws {
        let (stream, clock) = try makeStream(now: 0, interval: .seconds(1))
        let done = Event()
        stream.addListener(Recorder(goals: [(2, done)]))
        let input = stream.queueStream(of: Int.self)
        input.push([1, 2, 3])
        let texts = Log<String>()
        input.print(2) { texts.add($0) }
        try await stream.start()
        clock.advance(by: .seconds(2))
        await done.wait()
        await stream.stop()
        #expect(texts.entries == ["--- batch 1000 ms ---\n1\n2\n...", "--- batch 2000 ms ---"])
    }

    @Test func aStreamIsComputedOncePerBatchForAllItsOutputs() async throws {
        let (stream, clock) = try makeStream(now: 0)
        let done = Event()
        stream.addListener(Recorder(goals: [(1, done)]))
        let calls = Counter()
        let input = ScriptedInput(stream)
        let mapped = input.map { element in
            calls.increment()
            return element
        }.cache()
        mapped.foreachRDD { _ = try await $0.count() }
        mapped.foreachRDD { _ = try await $0.collect() }
        try await stream.start()
        clock.advance(by: .seconds(2))
        await done.wait()
        await stream.stop()
        #expect(input.planned.entries == [2000])
        #expect(calls.value == 2)
    }

    @Test func printTakesAnyCount() async throws {
        let (stream, clock) = try makeStream(now: 0, interval: .seconds(1))
        let done = Event()
        stream.addListener(Recorder(goals: [(1, done)]))
        let input = stream.queueStream(of: Int.self)
        input.push([1, 2])
        let texts = Log<String>()
        input.print(.max) { texts.add($0) }
        input.print(-1) { texts.add($0) }
        try await stream.start()
        clock.advance(by: .seconds(1))
        await done.wait()
        await stream.stop()
        #expect(texts.entries == ["--- batch 1000 ms ---\n1\n2", "--- batch 1000 ms ---\n..."])
    }

    @Test func onlyABatchWithRecordsThatRunsNoActionIsWarnedOf() async throws {
        let lines = LogLines()
        let engine = MillraceContext(
            EngineConfiguration(appName: "test", master: .local(threads: 2)), logger: lines.logger)
        let clock = ManualClock()
        let stream = try StreamingContext(engine, batchDuration: .seconds(1), clock: clock)
        let done = Event()
        stream.addListener(Recorder(goals: [(3, done)]))
        let input = stream.queueStream(of: Int.self)
        input.push([])
        input.push([1])
        input.push([2])
        input.foreachRDD(name: "idle") { _ in }
        input.foreachRDD(name: "busy") { _ = try await $0.count() }
        try await stream.start()
        clock.advance(by: .seconds(3))
        await done.wait()
        await stream.stop()
        let warnings = lines.all.filter { $0.contains("ran no action") }
        #expect(warnings.count == 1)
        #expect(warnings.first?.contains("idle") == true && warnings.first?.contains("2000 ms") == true)
    }

    @Test func askingForABatchTwiceOrAtOnceTakesNoNewInput() async throws {
        let (stream, clock) = try makeStream(now: 0, interval: .seconds(1))
        let done = Event()
        stream.addListener(Recorder(goals: [(2, done)]))
        let input = stream.queueStream(of: Int.self, partitions: 1)
        for number in 1...4 { input.push([number]) }
        let slow = input.transform { rdd, _ -> RDD<Int> in
            for _ in 0..<50 { await Task.yield() }
            return rdd.map { $0 * 10 }
        }
        let seen = Log<[Int]>()
        let same = Log<Bool>()
        slow.foreachRDD { rdd, batch in
            async let again = slow.rdd(at: batch.time)
            async let atOnce = slow.rdd(at: batch.time)
            let others = [try await again, try await atOnce]
            same.add(others.allSatisfy { $0 === rdd })
            seen.add(try await rdd.collect())
        }
        try await stream.start()
        clock.advance(by: .seconds(2))
        await done.wait()
        await stream.stop()
        #expect(seen.entries == [[10], [20]])
        #expect(same.entries == [true, true])
    }

    @Test func cacheOfATransformLeavesTheProgramsRDDAlone() async throws {
        let (stream, clock) = try makeStream(now: 0, interval: .seconds(1))
        let done = Event()
        stream.addListener(Recorder(goals: [(3, done)]))
        let fixed = stream.engine.parallelize([1, 2, 3], partitions: 1).cache()
        _ = try await fixed.count()
        let sums = Log<Int>()
        ScriptedInput(stream).transform { _ in fixed }.cache()
            .foreachRDD { sums.add(try await $0.collect().reduce(0, +)) }
        try await stream.start()
        clock.advance(by: .seconds(3))
        await done.wait()
        await stream.stop(stoppingEngine: false)
        #expect(sums.entries == [6, 6, 6])
        #expect(fixed.isPersisted && fixed.persistedPartitions == [0])
        await stream.engine.stop()
    }

    @Test func operatorIDsDependOnTheirAncestorsOnly() throws {
        func ids(extra: Bool) throws -> [OperatorID] {
            let (stream, _) = try makeStream()
            let input = stream.queueStream(of: Int.self)
            if extra { _ = stream.queueStream(of: String.self).map { $0 + "x" }.filter { _ in true } }
            let mapped = input.map { $0 + 1 }
            if extra { _ = mapped.count() }
            let second = input.map { $0 + 2 }
            return [input.operatorID, mapped.operatorID, second.operatorID, mapped.filter { $0 > 1 }.operatorID]
        }
        let plain = try ids(extra: false)
        #expect(try ids(extra: true) == plain)
        #expect(Set(plain).count == 4)
        let (stream, _) = try makeStream()
        let named = stream.queueStream(of: Int.self).id("orders")
        #expect(named.operatorID.name == "orders")
    }

    @Test func oneIDForTwoStreamsIsRefused() async throws {
        let (stream, _) = try makeStream()
        let input = stream.queueStream(of: Int.self)
        let a = input.map { $0 }.id("same")
        let b = input.map { $0 }.id("same")
        a.union(b).foreachRDD { _ = try await $0.count() }
        await #expect { try await stream.start() } throws: { error in
            (error as? StreamingError)?.code == .invalidGraph && "\(error)".contains("same")
        }
        await stream.stop()
    }
}
