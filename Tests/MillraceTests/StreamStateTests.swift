// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import MillraceTesting
import TestSupport
import Testing

/// State and windows where Spark's behaviour is not to be copied, and what Spark lacks.
@Suite(.timeLimit(.minutes(10))) struct StreamStateTests {
    private func sorted(_ output: [StreamOutput<(String, Int)>]) -> [[String]] {
        output.map { $0.elements.map { "\($0.0)=\($0.1)" }.sorted() }
    }

    @Test func aKeyWhoseValuesCancelOutStaysInTheWindow() async throws {
        // Spark ends the job here: "Neither previous window has value for key".
        let output = try await runStream([[("a", 5)], [("a", -5)], [("a", 7)], [], [], []]) {
            $0.reduceByKeyAndWindow(.seconds(2), keep: { $1 != 0 }, inverse: -, +)
        }
        #expect(sorted(output) == [["a=5"], [], ["a=2"], ["a=7"], [], []])
    }

    @Test func aSlideLongerThanTheWindowGivesTheWindowsSums() async throws {
        let output = try await runStream([[("a", 1)], [("a", 2)], [("a", 4)], [("a", 8)], [], [("a", 32)]]) {
            $0.reduceByKeyAndWindow(.seconds(1), slide: .seconds(2), keep: { $1 != 0 }, inverse: -, +)
        }
        #expect(output.map(\.time.milliseconds) == [2000, 4000, 6000])
        #expect(sorted(output) == [["a=2"], ["a=8"], ["a=32"]])
    }

    @Test func windowsFireAtMultiplesOfTheirSlide() async throws {
        let output = try await runStream((1...6).map { [$0] }, partitions: 1) {
            $0.window(.seconds(3), slide: .seconds(2))
        }
        #expect(output.map(\.time.milliseconds) == [2000, 4000, 6000])
        #expect(output.map(\.elements) == [[1, 2], [2, 3, 4], [4, 5, 6]])
    }

    @Test(arguments: [
        (Duration.milliseconds(1500), Duration.seconds(1)), (.seconds(2), .milliseconds(500)), (.zero, .seconds(1)),
    ])
    func windowsThatAreNoMultiplesAreRefused(window: Duration, slide: Duration) async throws {
        await #expect {
            _ = try await runStream([[1]]) { $0.window(window, slide: slide) }
        } throws: { ($0 as? StreamingError)?.code == .invalidGraph }
    }

    @Test func timeoutsAreExactAndARecordSavesTheKey() async throws {
        let spec = StateSpec<String, Int, Int, String> { key, value, state in
            guard let value else { return "\(key) gone with \(try state.get())" }
            try state.update((state.value ?? 0) + value)
            return nil
        }
        let output = try await runStream([[("a", 1), ("b", 1)], [], [("b", 1)], [], [], []]) {
            $0.mapWithState(spec.timeout(.seconds(2)).initialState([("c", 9)])).map { $0 }
        }
        // Touched at 1 s, so gone at the first batch after 3 s; b at 3 s, so at the first after 5 s.
        #expect(
            output.map { $0.elements.sorted() } == [
                [], [], [], ["a gone with 1", "c gone with 9"], [], ["b gone with 2"],
            ])
    }

    @Test func aFunctionThatThrowsLeavesNoTraceAndARetryCountsOnce() async throws {
        let (stream, clock) = try makeStream(
            now: 0, interval: .seconds(1),
            configuration: StreamingConfiguration(failurePolicy: .retry(3), retryBackoff: .zero))
        let done = Event()
        stream.addListener(Recorder(goals: [(2, done)]))
        let input = stream.queueStream(of: (String, Int).self, partitions: 1)
        input.push([("a", 1), ("b", 2)])
        input.push([("a", 10)])
        let calls = Counter()
        let spec = StateSpec<String, Int, Int, Int> { key, value, state in
            try state.update((state.value ?? 0) + (value ?? 0))
            // Fails half-way, on all attempts of the task.
            if key == "b", calls.increment() <= 2 { throw Boom() }
            return state.value
        }.partitions(1)
        let mapped = input.mapWithState(spec)
        let outputs = Counter()
        mapped.foreachRDD { rdd in
            _ = try await rdd.collect()
            // The state has moved on, and the output is repeated.
            if outputs.increment() == 1 { throw Boom() }
        }
        try await stream.start()
        clock.advance(by: .seconds(2))
        await done.wait()
        #expect(await mapped["a"] == 11)
        #expect(await mapped["b"] == 2)
        #expect(await mapped["c"] == nil)
        await stream.stop()
    }

    @Test func queriesSeeTheLastBatchThatHasEnded() async throws {
        let (stream, clock) = try makeStream(now: 0, interval: .seconds(1))
        let one = Event()
        stream.addListener(Recorder(goals: [(1, one)]))
        let input = stream.queueStream(of: (String, Int).self)
        input.push([("a", 1)])
        input.push([("a", 10), ("b", 5)])
        let totals = input.updateStateByKey { values, state in values.reduce(state ?? 0, +) }
        let applied = Event()
        let release = Event()
        totals.foreachRDD { rdd, batch in
            _ = try await rdd.collect()
            guard batch.time.milliseconds == 2000 else { return }
            applied.signal()
            await release.wait()
        }
        try await stream.start()
        #expect(await totals["a"] == nil)
        clock.advance(by: .seconds(1))
        await one.wait()
        while await totals["a"] != 1 { await Task.yield() }
        clock.advance(by: .seconds(1))
        await applied.wait()
        // The second batch has changed the table, but has not ended.
        #expect(await totals["a"] == 1)
        #expect(await totals["b"] == nil)
        release.signal()
        await stream.stop()
        #expect(await totals["a"] == 11)
        #expect(try dictionary(await totals.snapshot()) == ["a": 11, "b": 5])
    }

    @Test func stateMovesOnAlthoughNoOutputReadsIt() async throws {
        let output = try await runStream([[("a", 1)], [("a", 2)], [("a", 4)], []]) { input in
            input.updateStateByKey { values, state in values.reduce(state ?? 0, +) }.transform { rdd, time in
                // Reads every third batch only.
                time.milliseconds == 3000 ? rdd : rdd.context.parallelize([], partitions: 1)
            }
        }
        #expect(sorted(output) == [[], [], ["a=7"], []])
    }

    @Test func keysWithoutValuesCanBeLeftAlone() async throws {
        let calls = Counter()
        let output = try await runStream([[("a", 1), ("b", 1)], [("a", 1)]]) { input in
            input.updateStateByKey(callsEveryKey: false) { (values: [Int], state: Int?) in
                calls.increment()
                return values.reduce(state ?? 0, +)
            }.map { $0 }
        }
        #expect(sorted(output) == [["a=1", "b=1"], ["a=2", "b=1"]])
        #expect(calls.value == 3)
    }

    @Test func updatesThatAreNotAllowedAreNamed() throws {
        var state = State(1, isTimingOut: true)
        #expect(throws: StreamingError.self) { try state.update(2) }
        var other = State(1)
        try other.remove()
        #expect(!other.exists)
        #expect(throws: StreamingError.self) { try other.update(2) }
        #expect(throws: StreamingError.self) { try other.get() }
    }
}
