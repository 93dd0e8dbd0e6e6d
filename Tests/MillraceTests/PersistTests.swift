// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport
import Testing

/// A class without a codec.
private final class Opaque: Sendable {}

/// Partitions that are kept in memory and on disk.
@Suite struct PersistTests {
    private func counted(_ engine: MillraceContext, _ calls: Counter) -> RDD<Int> {
        engine.range(0..<40_000, partitions: 4).map { element in
            if element % 10_000 == 0 { calls.increment() }
            return element
        }
    }

    private static let levels: [StorageLevel] = [
        .memoryOnly, .memoryAndDisk, .memoryOnlySerialized, .memoryAndDiskSerialized, .diskOnly,
    ]

    @Test(arguments: levels)
    func eachLevelComputesOnce(level: StorageLevel) async throws {
        let folder = try TemporaryFolder()
        let engine = makeEngine(configure: { $0.localDirectory = folder.path })
        let calls = Counter()
        let rdd = counted(engine, calls).persist(level)
        let sum = try await rdd.reduce(+)
        #expect(sum == 799_980_000)
        #expect(try await rdd.map { $0 }.reduce(+) == sum)
        #expect(try await rdd.take(3) == [0, 1, 2])
        #expect(calls.value == 4)
        #expect(rdd.storageLevel == level)
        #expect(rdd.persistedPartitions == [0, 1, 2, 3])
        rdd.unpersist()
        #expect(engine.blocks.blocks.isEmpty)
        #expect(try await rdd.count() == 40_000)
        #expect(calls.value == 8)
    }

    @Test func partitionsThatLackRoomAreComputedAgainOrOnDisk() async throws {
        let folder = try TemporaryFolder()
        for (level, computed) in [(StorageLevel.memoryOnly, 8), (.memoryAndDisk, 4)] {
            let engine = makeEngine(
                threads: 1,
                configure: {
                    $0.localDirectory = folder.path
                    // Room for one partition of 80 kB and a half.
                    $0.memoryLimit = 120_000
                })
            let calls = Counter()
            let rdd = counted(engine, calls).persist(level)
            #expect(try await rdd.count() == 40_000)
            #expect(try await rdd.reduce(+) == 799_980_000)
            #expect(calls.value >= 4 && calls.value <= computed)
            #expect(engine.memory.storageBytes <= 120_000)
            if level == .memoryAndDisk { #expect(calls.value == 4) }
        }
    }

    @Test func aLevelThatStoresNeedsACodec() async throws {
        let engine = makeEngine()
        let rdd = engine.parallelize([1, 2]).map { _ in Opaque() }
        #expect(try await rdd.cache().count() == 2)
        let error = await #expect(throws: StreamingError.self) {
            try await engine.parallelize([1, 2]).map { _ in Opaque() }.persist(.diskOnly).count()
        }
        let cause = error?.underlyingError as? StreamingError
        #expect(cause?.code == .codecMissing)
        #expect(cause?.message.contains("Opaque") == true)
    }

    /// The shuffle below a persisted RDD was left out, since all partitions were kept; then they are gone.
    @Test func stagesThatWereLeftOutRunWhenPersistedPartitionsGo() async throws {
        let engine = makeEngine(maxFailures: 2)
        let unpersisted = Counter()
        let counts = engine.range(0..<100).map { ($0 % 5, 1) }.reduceByKey(partitions: 2, +).cache()
        #expect(try await counts.count() == 5)
        // A new shuffle over the same parent finds the kept partitions; the first task drops them.
        let sums = counts.mapPartitions {
            (elements: PartitionElements<(Int, Int)>, emit: ((Int, Int)) throws -> Void) in
            if unpersisted.increment() == 1 { counts.unpersist() }
            try await elements.forEach { try emit(($0.0 % 2, $0.1)) }
        }.reduceByKey(partitions: 2, +)
        #expect(try await sums.collectAsMap() == [0: 60, 1: 40])
    }

    @Test func blocksGoWithTheirRDD() async throws {
        let engine = makeEngine()
        func job() async throws {
            #expect(try await engine.range(0..<10, partitions: 2).map { $0 }.cache().count() == 10)
            #expect(engine.blocks.blocks.count <= 2)
        }
        try await job()
        await engine.stop()
        #expect(engine.blocks.blocks.isEmpty)
    }
}
