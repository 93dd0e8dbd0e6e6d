// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import MillraceTesting
import Synchronization
import TestSupport
import Testing

/// `mapAsync` and operators that go on past bad records.
@Suite(.timeLimit(.minutes(10))) struct CheckedStreamTests {
    @Test func resultsKeepTheirOrderAndNoMoreCallsRunThanAllowed() async throws {
        let running = Mutex((now: 0, most: 0))
        let doubled: @Sendable (Int) async throws -> Int = { number in
            running.withLock {
                $0.now += 1
                $0.most = max($0.most, $0.now)
            }
            // Later calls end first.
            for _ in 0..<(number % 4 == 0 ? 50 : 1) { await Task.yield() }
            running.withLock { $0.now -= 1 }
            return number * 2
        }
        try await expectStream(
            [Array(0..<100), [], [7]], partitions: 1, { $0.mapAsync(inFlight: 4, doubled) },
            yields: [(0..<100).map { $0 * 2 }, [], [14]])
        let most = running.withLock { $0.most }
        #expect(most > 1 && most <= 4)
    }

    @Test func unorderedASlowCallHoldsUpNoOther() async throws {
        let last = Event()
        let wait: @Sendable (Int) async throws -> Int = { number in
            // The first call waits for the last one.
            if number == 0 { await last.wait() } else if number == 19 { last.signal() }
            return number
        }
        try await expectStream(
            [Array(0..<20)], partitions: 1, { $0.mapAsync(inFlight: 2, ordered: false, wait) },
            yields: [Array(1..<20) + [0]])
    }

    @Test(arguments: [RecordErrorPolicy.skip, .deadLetter])
    func badRecordsAreLeftOutCountedAndHandedOn(policy: RecordErrorPolicy) async throws {
        let (stream, clock) = try makeStream(now: 0, interval: .seconds(1))
        let done = Event()
        stream.addListener(Recorder(goals: [(1, done)]))
        let input = stream.queueStream(of: Int.self, partitions: 2)
        input.push(Array(0..<10))
        let calls = Counter()
        let results = input.mapAsync(onError: policy) { number in
            calls.increment()
            if number % 5 == 3 { throw Boom(number: number) }
            return number
        }
        let good = Log<[Int]>()
        let bad = Log<[String]>()
        results.foreachRDD { good.add(try await $0.collect()) }
        if policy == .deadLetter {
            results.deadLetters.foreachRDD { rdd in
                bad.add(try await rdd.collect().map { "\($0.record) \($0.partition) \($0.reason)" })
            }
        }
        try await stream.start()
        clock.advance(by: .seconds(1))
        await done.wait()
        await stream.stop()
        #expect(good.entries == [[0, 1, 2, 4, 5, 6, 7, 9]])
        #expect(results.failedRecordCount == 2)
        #expect(calls.value == 10)
        #expect(bad.entries == (policy == .skip ? [] : [["3 0 Boom(number: 3)", "8 1 Boom(number: 8)"]]))
    }

    @Test func byDefaultABadRecordFailsTheBatch() async throws {
        await #expect(throws: StreamingError.self) {
            _ = try await runStream([[1]]) { $0.mapAsync { _ -> Int in throw Boom() } }
        }
        let odd: @Sendable (Int) throws -> Int = { number in
            if number == 2 { throw Boom() }
            return number
        }
        try await expectStream([[1, 2, 3]], partitions: 1, { $0.map(onError: .skip, odd) }, yields: [[1, 3]])
    }

    @Test func aMismatchNamesTheBatch() async throws {
        let error = await #expect(throws: StreamMismatch.self) {
            try await expectStream([[1], [2]], { $0.map { $0 + 1 } }, yields: [[2], [4]])
        }
        #expect(error?.batch == 1)
        #expect(error?.description == "batch 1 at 2000 ms: expected [4], found [3]")
        try await expectStream([[1, 2]], ordered: false, { $0.map { $0 } }, yields: [[2, 1]])
    }

    @Test func whatAnOperatorForgetsAtARestartIsFound() async throws {
        // Counts in the program's memory, in place of a state.
        let counting: (DStream<Int>) -> DStream<Int> = { input in
            let count = Counter()
            return input.repartition(1).mapPartitions { elements, emit in
                try await elements.forEach { _ in count.increment() }
                try emit(count.value)
            }
        }
        try await expectStream([[5], [6, 7]], restarts: false, counting, yields: [[1], [3]])
        let error = await #expect(throws: StreamMismatch.self) {
            try await expectStream([[5], [6, 7]], counting, yields: [[1], [3]])
        }
        #expect(error?.description == "with a restart after every batch, batch 1 at 2000 ms: expected [3], found [2]")
        try await expectStream(
            [[("a", 5)], [("a", 6)], [("b", 1)]], ordered: false,
            { $0.updateStateByKey { $0.reduce($1 ?? 0, +) }.window(.seconds(2)).map { "\($0)\($1)" } },
            yields: [["a5"], ["a5", "a11"], ["a11", "a11", "b1"]])
    }
}
