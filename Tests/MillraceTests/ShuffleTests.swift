// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport
import Testing

@Suite struct ShuffleTests {
    let engine = makeEngine()

    @Test(arguments: [1, 2, 5], [1, 3, 8])
    func reduceByKeyAgreesWithADictionary(mapPartitions: Int, reducePartitions: Int) async throws {
        let words = (0..<5000).map { "word\($0 * 7919 % 613)" }
        let counts = engine.parallelize(words, partitions: mapPartitions).map { ($0, 1) }
            .reduceByKey(partitions: reducePartitions) { $0 + $1 }
        let result = try await counts.collect()
        #expect(counts.partitions.count == reducePartitions)
        #expect(try dictionary(result) == Dictionary(words.map { ($0, 1) }, uniquingKeysWith: +))
    }

    @Test func everyKeyIsInThePartitionThatItsHashNames() async throws {
        let partitioner = HashPartitioner(partitionCount: 4)
        let rdd = engine.parallelize(0..<500, partitions: 3).map { ($0, 1) }.reduceByKey(partitions: 4) { $0 + $1 }
        let placed: RDD<(Int, Int)> = rdd.mapPartitionsWithIndex { index, elements, emit in
            try await elements.forEach { try emit(($0.0, index)) }
        }
        let places = try await placed.collect()
        #expect(places.count == 500)
        #expect(places.allSatisfy { partitioner.partition(for: $0.0) == $0.1 })
        #expect(Set(places.map(\.1)) == [0, 1, 2, 3])
    }

    @Test func groupByKeyKeepsTheOrderOfValues() async throws {
        let pairs = (0..<100).map { ($0 % 3, $0) }
        let groups = try await engine.parallelize(pairs, partitions: 4).groupByKey().collect()
        #expect(groups.count == 3)
        for (key, values) in groups { #expect(values == (0..<100).filter { $0 % 3 == key }) }
    }

    @Test func canonicallyEquivalentStringsAreOneKey() async throws {
        let pairs = [("caf\u{e9}", 1), ("cafe\u{301}", 1)]
        let counts = try await engine.parallelize(pairs, partitions: 2).reduceByKey(partitions: 8) { $0 + $1 }.collect()
        #expect(counts.map(\.1) == [2])
    }

    @Test func unionOfShuffledRDDsRunsBothShuffles() async throws {
        let a = engine.parallelize([1, 1, 2]).map { ($0, 1) }.reduceByKey { $0 + $1 }
        let b = engine.parallelize([2, 3, 3]).map { ($0, 1) }.reduceByKey { $0 + $1 }
        let both = try await a.union(b).reduceByKey { $0 + $1 }.collect()
        #expect(try dictionary(both) == [1: 2, 2: 2, 3: 2])
    }

    @Test func laterJobsReuseShuffleOutput() async throws {
        let calls = Counter()
        let counts = engine.parallelize(0..<10, partitions: 2).map { element in
            calls.increment()
            return (element % 2, 1) as (Int, Int)
        }.reduceByKey { $0 + $1 }
        _ = try await counts.collect()
        _ = try await counts.mapValues { $0 * 2 }.collect()
        #expect(calls.value == 10)
    }

    @Test func shuffleOutputIsFreedWithItsRDDs() async throws {
        let engine = makeEngine()
        func job() async throws {
            let counts = engine.parallelize(0..<10, partitions: 3).map { ($0, 1) }.reduceByKey { $0 + $1 }
            #expect(try await counts.count() == 10)
            #expect(engine.shuffleOutputCount == 3)
        }
        try await job()
        await engine.stop()
        #expect(engine.shuffleOutputCount == 0)
    }

    @Test func aKnownPartitionerSparesTheSecondShuffle() async throws {
        let once = engine.parallelize([("a", 1), ("b", 2), ("a", 3)]).reduceByKey(partitions: 4) { $0 + $1 }
        let again = once.mapValues { $0 * 2 }.reduceByKey { $0 + $1 }
        #expect(again.partitioner as? HashPartitioner == once.partitioner as? HashPartitioner)
        guard case .narrow? = again.dependencies.first else { throw Boom() }
        #expect(try dictionary(try await again.collect()) == ["a": 8, "b": 4])
        #expect(once.map { $0 }.partitioner == nil)
    }

    @Test func aShuffleWithoutPartitionsIsEmpty() async throws {
        let counts = engine.emptyRDD(of: (String, Int).self).reduceByKey { $0 + $1 }
        #expect(try await counts.collect().isEmpty)
    }
}
