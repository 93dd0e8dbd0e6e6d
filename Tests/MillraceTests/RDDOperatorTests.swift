// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport
import Testing

@Suite struct RDDOperatorTests {
    let engine = makeEngine()

    @Test(arguments: [1, 2, 3, 7, 20])
    func collectKeepsOrderOverPartitions(partitions: Int) async throws {
        let rdd = engine.parallelize(0..<10, partitions: partitions)
        #expect(rdd.partitions.count == partitions)
        #expect(try await rdd.collect() == Array(0..<10))
        #expect(try await rdd.count() == 10)
    }

    @Test func elementwiseOperators() async throws {
        let rdd = engine.parallelize(1...6, partitions: 3)
        #expect(try await rdd.map { "\($0)" }.collect() == ["1", "2", "3", "4", "5", "6"])
        #expect(try await rdd.filter { $0 % 2 == 0 }.collect() == [2, 4, 6])
        #expect(try await rdd.flatMap { Array(repeating: $0, count: $0 % 3) }.collect() == [1, 2, 2, 4, 5, 5])
        let emitted: RDD<Int> = rdd.flatMap { element, emit in
            for _ in 0..<element % 3 { try emit(element) }
        }
        #expect(try await emitted.collect() == [1, 2, 2, 4, 5, 5])
    }

    @Test func partitionwiseOperators() async throws {
        let rdd = engine.parallelize(1...6, partitions: 3)
        let sums: RDD<Int> = rdd.mapPartitions { elements, emit in
            var sum = 0
            try await elements.forEach { sum += $0 }
            try emit(sum)
        }
        #expect(try await sums.collect() == [3, 7, 11])
        let indexed: RDD<[Int]> = rdd.mapPartitionsWithIndex { index, elements, emit in
            try emit([index] + (try await elements.collect()))
        }
        #expect(try await indexed.collect() == [[0, 1, 2], [1, 3, 4], [2, 5, 6]])
        let seen = Log<Int>()
        try await rdd.foreachPartition { elements in try await elements.forEach { seen.add($0) } }
        #expect(seen.entries.sorted() == [1, 2, 3, 4, 5, 6])
    }

    @Test func transformationsComputeNothingUntilAnAction() async throws {
        let calls = Counter()
        let rdd = engine.parallelize([1, 2, 3]).map { element in
            calls.increment()
            return element
        }
        #expect(calls.value == 0)
        _ = try await rdd.count()
        #expect(calls.value == 3)
    }

    @Test func takeStopsEarlyAndCrossesPartitions() async throws {
        let calls = Counter()
        let rdd = engine.parallelize(0..<1000, partitions: 10).map { element in
            calls.increment()
            return element
        }
        #expect(try await rdd.take(3) == [0, 1, 2])
        #expect(calls.value == 3)
        #expect(try await rdd.take(250) == Array(0..<250))
        #expect(try await rdd.take(5000).count == 1000)
        #expect(try await rdd.take(0) == [])
        #expect(try await rdd.isEmpty() == false)
        #expect(try await rdd.filter { _ in false }.isEmpty())
        #expect(try await engine.emptyRDD(of: Int.self).isEmpty())
    }

    @Test func reduceTopAndCountByValue() async throws {
        let rdd = engine.parallelize([5, 3, 9, 1, 9, 7], partitions: 4)
        #expect(try await rdd.reduce { $0 - 0 + $1 } == 34)
        #expect(try await rdd.top(3) == [9, 9, 7])
        #expect(try await rdd.top(2) { $0 > $1 } == [1, 3])
        #expect(try await engine.parallelize(0..<1000).top(4) == [999, 998, 997, 996])
        #expect(try await rdd.countByValue() == [5: 1, 3: 1, 9: 2, 1: 1, 7: 1])
        await #expect { try await engine.emptyRDD(of: Int.self).reduce { $0 + $1 } } throws: {
            ($0 as? StreamingError)?.code == .emptyCollection
        }
    }

    @Test func unionAppendsPartitions() async throws {
        let a = engine.parallelize([1, 2], partitions: 2)
        let b = engine.parallelize([3, 4, 5], partitions: 1)
        #expect(a.union(b).partitions.map(\.index) == [0, 1, 2])
        #expect(try await a.union(b).union(a).collect() == [1, 2, 3, 4, 5, 1, 2])
    }

    @Test func keysValuesAndMapValues() async throws {
        let rdd = engine.parallelize([("a", 1), ("b", 2)])
        #expect(try await rdd.keys().collect() == ["a", "b"])
        #expect(try await rdd.mapValues { $0 * 10 }.values().collect() == [10, 20])
    }

    @Test func idsFollowBuildOrder() {
        let engine = makeEngine()
        #expect(engine.parallelize([1]).name.operatorID.ordinal == 0)
        #expect(engine.parallelize([1]).name.operatorID.ordinal == 1)
    }

    @Test func cachedPartitionsAreComputedOnce() async throws {
        let calls = Counter()
        let rdd = engine.parallelize(0..<10, partitions: 2).map { element in
            calls.increment()
            return element
        }.cache()
        #expect(try await rdd.count() == 10)
        #expect(try await rdd.map { $0 + 1 }.collect() == Array(1...10))
        #expect(calls.value == 10)
        #expect(rdd.persistedPartitions == [0, 1])
        rdd.unpersist()
        #expect(rdd.persistedPartitions.isEmpty)
        _ = try await rdd.count()
        #expect(calls.value == 20)
    }
}

/// Operators that the oracle's programs do not have.
@Suite struct MoreOperatorTests {
    let engine = makeEngine()

    @Test func hugeCountsDoNotTrap() async throws {
        let rdd = engine.parallelize([3, 1, 2], partitions: 2)
        #expect(try await rdd.top(.max) == [3, 2, 1])
        #expect(try await rdd.takeOrdered(.max) == [1, 2, 3])
        #expect(try await rdd.take(.max) == [3, 1, 2])
        #expect(try await rdd.top(-1) == [])
    }

    @Test func ranges() async throws {
        #expect(try await engine.range(3..<20, step: 5, partitions: 3).collect() == [3, 8, 13, 18])
        #expect(try await engine.range(3..<3).count() == 0)
        #expect(try await engine.range(0..<100_000, partitions: 3).reduce(+) == 4_999_950_000)
    }

    @Test func samplesFollowTheirSeed() async throws {
        let rdd = engine.range(0..<10_000, partitions: 4)
        let some = try await rdd.sample(fraction: 0.1, seed: 7).collect()
        #expect((800...1200).contains(some.count))
        #expect(try await rdd.sample(fraction: 0.1, seed: 7).collect() == some)
        #expect(try await rdd.sample(fraction: 0.1, seed: 8).collect() != some)
        let twice = try await rdd.sample(fraction: 2, withReplacement: true, seed: 7).count()
        #expect((19_000...21_000).contains(twice))
        let parts = rdd.randomSplit([1, 3], seed: 5)
        let (a, b) = (try await parts[0].collect(), try await parts[1].collect())
        #expect((2200...2800).contains(a.count))
        #expect((a + b).sorted() == Array(0..<10_000))
        let taken = try await rdd.takeSample(20, seed: 3)
        #expect(Set(taken).count == 20)
        #expect(try await rdd.takeSample(20, seed: 3) == taken)
    }

    @Test func zipPartitionsNeedsEqualNumbers() async throws {
        let left = engine.range(0..<6, partitions: 2)
        let sums = left.zipPartitions(engine.range(0..<4, partitions: 2)) { left, right, emit in
            try emit(try await left.collect().reduce(0, +) * 100 + right.collect().reduce(0, +))
        }
        #expect(try await sums.collect() == [301, 1205])
        let error = await #expect(throws: StreamingError.self) {
            try await left.zip(engine.range(0..<6, partitions: 3)).count()
        }
        #expect((error?.underlyingError as? StreamingError)?.code == .invalidOperation)
    }

    @Test func aBadHistogramIsRefused() async throws {
        let rdd = engine.parallelize([1.0, 2, 3])
        #expect(try await rdd.histogram(edges: [0, 2, 3]) == [1, 2])
        for edges in [[1.0], [2, 1], [0, .nan, 1]] {
            await #expect(throws: StreamingError.self) { try await rdd.histogram(edges: edges) }
        }
        await #expect(throws: StreamingError.self) { try await rdd.histogram(0) }
    }

    /// A generator of many elements from few: they are never all in memory.
    @Test func aFlatMapHandsOnWhatItMakesInRuns() async throws {
        let sum = try await engine.parallelize([1, 2], partitions: 1)
            .flatMap { factor in (0..<1_000_000).lazy.map { $0 * factor } }.map { $0 + 1 }.reduce(+)
        #expect(sum == 3 * 499_999_500_000 + 2_000_000)
    }
}
