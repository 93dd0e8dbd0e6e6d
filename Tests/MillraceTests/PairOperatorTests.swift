// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport
import Testing

/// A partitioner of a program's own.
private struct ParityPartitioner: KeyPartitioner {
    var partitionCount: Int { 2 }
    func partition(for key: Int) -> Int { key & 1 }
}

/// Placement of keys and the operations that lean on it.
@Suite struct PairOperatorTests {
    let engine = makeEngine()

    private func isNarrow(_ rdd: AnyRDD) -> Bool {
        rdd.dependencies.allSatisfy { if case .narrow = $0 { true } else { false } }
    }

    @Test func joinsOfEquallyPlacedRDDsNeedNoShuffle() async throws {
        let left = engine.range(0..<50).map { ($0, "l\($0)") }.partitionBy(HashPartitioner(partitionCount: 4))
        let right = engine.range(25..<75).map { ($0, $0) }.reduceByKey(partitions: 4) { $0 + $1 }
        for joined: AnyRDD in [
            left.join(right), left.leftOuterJoin(right), left.rightOuterJoin(right), left.fullOuterJoin(right),
            left.cogroup(right), left.subtractByKey(right), left.groupByKey(), left.mapValues { $0 }.join(right),
        ] {
            #expect(isNarrow(joined), "\(joined.name)")
        }
        #expect(!isNarrow(left.map { $0 }.join(right)))
        #expect(!isNarrow(left.join(right, partitions: 5)))
        // The two sides' own shuffles run, and no other.
        #expect(
            try await left.join(right).map { ($0.0, $0.1.1) }.collectAsMap() == dictionary((25..<50).map { ($0, $0) }))
        #expect(engine.shuffleOutputCount == 4)
    }

    /// More than 65,536 entries in a partition: joined and reduced bucket by bucket.
    @Test func largePartitionsAreJoinedBucketByBucket() async throws {
        let left = engine.range(0..<150_000, partitions: 2).map { ("key \($0)", $0) }
        let right = engine.range(100_000..<300_000, partitions: 3).map { ("key \($0)", -$0) }
        let joined = try await left.join(right, partitions: 1).collect()
        #expect(joined.count == 50_000)
        #expect(joined.allSatisfy { $0.1.0 == -$0.1.1 && $0.0 == "key \($0.1.0)" })
        #expect(Set(joined.map(\.1.0)) == Set(100_000..<150_000))
        let outer = try await right.rightOuterJoin(left, partitions: 1).collect()
        #expect(outer.count == 150_000 && outer.count { $0.1.0 == nil } == 100_000)
        let sums = try await left.union(left).reduceByKey(partitions: 1, +).collect()
        #expect(sums.count == 150_000 && sums.allSatisfy { $0.0 == "key \($0.1 / 2)" })
    }

    @Test func aPartitionerOfTheProgramIsKept() async throws {
        let pairs = engine.range(0..<10, partitions: 3).map { ($0, 1) }.partitionBy(ParityPartitioner())
        #expect(try await pairs.keys().glom().collect().map { $0.sorted() } == [[0, 2, 4, 6, 8], [1, 3, 5, 7, 9]])
        #expect(pairs.partitionBy(ParityPartitioner()) === pairs)
        let counts = pairs.mapValues { $0 * 2 }.filter { $0.0 > 2 }.reduceByKey { $0 + $1 }
        #expect(counts.partitioner as? ParityPartitioner == ParityPartitioner())
        #expect(isNarrow(counts))
        #expect(try await counts.lookup(7) == [2])
        #expect(try await counts.lookup(1) == [])
    }

    @Test func rangesAreOfNearlyEqualSize() async throws {
        let keys = (0..<20_000).map { $0 * 7919 % 20_011 }
        let pairs = engine.parallelize(keys, partitions: 5).map { ($0, 1) }
        let partitioner = try await pairs.rangePartitioner(partitions: 8)
        #expect(partitioner.partitionCount == 8)
        let sizes = try await pairs.partitionBy(partitioner).glom().map(\.count).collect()
        #expect(sizes.allSatisfy { (1_250...3_750).contains($0) }, "\(sizes)")
        let sorted = pairs.sortByKey(partitions: 8)
        #expect(try await sorted.keys().collect() == keys.sorted())
        let sortedSizes = try await sorted.glom().map(\.count).collect()
        #expect(sortedSizes.allSatisfy { (1_250...3_750).contains($0) }, "\(sortedSizes)")
    }

    @Test func sortsAreStableAndSpreadEqualKeysNowhere() async throws {
        let pairs = (0..<3000).map { ($0 % 3, $0) }
        let sorted = engine.parallelize(pairs, partitions: 7).sortByKey(partitions: 5)
        let found = try await sorted.collect()
        #expect(found.map(\.0) == pairs.map(\.0).sorted())
        for key in 0..<3 { #expect(found.filter { $0.0 == key }.map(\.1) == (0..<3000).filter { $0 % 3 == key }) }
        #expect(try await sorted.keys().glom().collect().count { !$0.isEmpty } <= 3)
        #expect(try await engine.emptyRDD(of: Int.self).sortBy { $0 }.collect() == [])
    }

    @Test func largeTablesAgreeWithADictionary() async throws {
        let count = 60_000
        let pairs = engine.range(0..<2 * count, partitions: 3).map { ("key\($0 % count)", $0) }
        let sums = try await pairs.reduceByKey(partitions: 2) { $0 + $1 }.collectAsMap()
        #expect(sums.count == count)
        #expect(sums["key7"] == 7 + 7 + count)
        let joined = pairs.join(pairs.filter { $0.1 >= count }, partitions: 2)
        #expect(try await joined.count() == 2 * count)
    }

    @Test func cogroupOfFour() async throws {
        let rdds = (0..<4).map { n in engine.parallelize([(1, n), (n, 10 + n)], partitions: 2) }
        let groups = try await rdds[0].cogroup(rdds[1], rdds[2], rdds[3]).collectAsMap()
        #expect(groups.keys.sorted() == [0, 1, 2, 3])
        let (a, b, c, d) = try #require(groups[1])
        #expect(a == [0] && b.sorted() == [1, 11] && c == [2] && d == [3])
        let (e, f, g, h) = try #require(groups[3])
        #expect(e.isEmpty && f.isEmpty && g.isEmpty && h == [13])
    }

    @Test func pairActions() async throws {
        let pairs = engine.parallelize([("a", 1), ("b", 2), ("a", 3)], partitions: 3)
        #expect(try await pairs.countByKey() == ["a": 2, "b": 1])
        #expect(try await pairs.reduceByKeyLocally(+) == ["a": 4, "b": 2])
        #expect(try await pairs.lookup("a") == [1, 3])
        #expect(try await pairs.collectAsMap() == ["a": 3, "b": 2])
    }

    @Test func theDebugStringShowsStages() throws {
        let counts = engine.range(0..<10, partitions: 3).map { ($0 % 2, 1) }.id("pairs").reduceByKey(partitions: 2, +)
            .id("counts").cache()
        let lines = counts.mapValues { $0 }.id("copy").toDebugString().split(separator: "\n").map(String.init)
        #expect(lines.prefix(3) == ["(2) copy", " |  counts [memoryOnly, 0 of 2 partitions]", " +-(3) pairs"])
        #expect(lines.count == 4)
    }
}
