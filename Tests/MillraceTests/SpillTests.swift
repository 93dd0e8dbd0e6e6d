// Millrace
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Millrace

/// A key without a codec.
private final class OpaqueKey: StableHashable, Sendable {
    let number: Int

    init(_ number: Int) { self.number = number }

    static func == (a: OpaqueKey, b: OpaqueKey) -> Bool { a.number == b.number }
    func hash(into hasher: inout Hasher) { hasher.combine(number) }
    func stableHash(into hasher: inout StableHasher) { number.stableHash(into: &hasher) }
}

/// Shuffles and sorts of more than memory has room for.
@Suite struct SpillTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// An engine whose tasks have hardly more than the least share of memory.
    private func small(_ limit: Int = 1000) -> MillraceContext {
        let path = folder.path
        return makeEngine(configure: {
            $0.memoryLimit = limit
            $0.localDirectory = path
        })
    }

    /// Asserts that `operation` gives the same elements with little memory as with any, and that it wrote to disk.
    private func expectSame(
        spills: Int = 2, _ operation: (MillraceContext) async throws -> [String]
    ) async throws {
        let engine = small()
        let expected = try await operation(makeEngine())
        #expect(try await operation(engine) == expected)
        #expect(!expected.isEmpty)
        #expect(engine.memory.spillCount >= spills, "\(engine.memory.spillCount)")
        #expect(engine.memory.executionBytes == 0)
        let disk = try engine.disk.get()
        #expect(try disk.files.names(in: disk.folder) == ["lock"], "files go with their RDDs")
    }

    private func pairs(_ engine: MillraceContext, keys: Int = 40_000) -> RDD<(String, Int)> {
        engine.range(0..<120_000, partitions: 3).map { ("the key with number \($0 &* 7919 % keys)", $0) }
    }

    @Test func reducingGivesTheSame() async throws {
        try await expectSame(spills: 6) { engine in
            try await pairs(engine).reduceByKey(partitions: 4, +).map { "\($0)" }.collect().sorted()
        }
    }

    @Test func reducingWithoutAShuffleGivesTheSame() async throws {
        try await expectSame(spills: 6) { engine in
            let placed = pairs(engine).partitionBy(HashPartitioner(partitionCount: 2))
            return try await placed.reduceByKey(+).map { "\($0)" }.collect().sorted()
        }
    }

    @Test func valuesOfAKeyKeepTheirOrder() async throws {
        try await expectSame(spills: 6) { engine in
            let groups = pairs(engine, keys: 500).groupByKey(partitions: 2)
            return try await groups.map { "\($0)" }.collect().sorted()
        }
    }

    @Test func joiningGivesTheSame() async throws {
        try await expectSame(spills: 6) { engine in
            let other = engine.range(0..<50_000, partitions: 2).map { ("the key with number \($0)", "right \($0)") }
            let left = pairs(engine)
            let inner = try await left.join(other, partitions: 3).map { "\($0)" }.collect().sorted()
            let outer = try await left.filter { $0.1 % 3 == 0 }.fullOuterJoin(other).map { "\($0)" }.collect().sorted()
            return inner + outer
        }
    }

    /// One side on disk, the other in memory: keys must meet in the same bucket.
    @Test func aSmallSideInMemoryMeetsALargeOneOnDisk() async throws {
        let engine = small(4_000_000)
        let small = engine.range(0..<100, partitions: 2).map { ("the key with number \($0)", $0) }
        let large = pairs(engine)
        #expect(try await large.join(small, partitions: 2).count() == 300)
        #expect(try await small.leftOuterJoin(large, partitions: 2).count() == 300)
        #expect(try await large.subtractByKey(small, partitions: 2).count() == 119_700)
        #expect(try await small.cogroup(large, partitions: 2).count() == 40_000)
        #expect(engine.memory.spillCount > 0)
    }

    @Test func groupingSeveralGivesTheSame() async throws {
        try await expectSame(spills: 6) { engine in
            let odd = pairs(engine, keys: 900).filter { $0.1 % 2 == 1 }
            let groups = pairs(engine, keys: 700).cogroup(odd, odd.mapValues { "\($0)" }, partitions: 2)
            return try await groups.map { "\($0)" }.collect().sorted()
        }
    }

    @Test func distinctAndSubtractGiveTheSame() async throws {
        try await expectSame(spills: 6) { engine in
            let words = pairs(engine).keys()
            let rest = words.subtract(words.filter { $0.hasSuffix("7") })
            return try await rest.distinct(partitions: 2).collect().sorted()
        }
    }

    @Test(arguments: [true, false])
    func sortingIsStable(ascending: Bool) async throws {
        try await expectSame(spills: 3) { engine in
            let sorted = pairs(engine, keys: 1013).map { ($0.0, "\($0.1)") }
                .sortByKey(ascending: ascending, partitions: 5)
            return try await sorted.map { "\($0)" }.collect()
        }
    }

    @Test func sortedPartitionsAreOfNearlyEqualSize() async throws {
        let sizes = try await small().range(0..<400_000, partitions: 4).map { ($0 &* 7919 % 400_009, $0) }
            .sortByKey(partitions: 4).mapPartitions { elements, emit in try emit(try await elements.collect().count) }
            .collect()
        #expect(sizes.reduce(0, +) == 400_000)
        #expect(sizes.allSatisfy { $0 > 60_000 && $0 < 140_000 }, "\(sizes)")
    }

    @Test func sortingWithinPartitionsGivesTheSame() async throws {
        try await expectSame(spills: 3) { engine in
            let bounds = RangePartitioner(bounds: ["the key with number 300"])
            return try await pairs(engine, keys: 1000).repartitionAndSortWithinPartitions(bounds)
                .map { "\($0)" }.collect()
        }
    }

    @Test func repartitioningGivesTheSame() async throws {
        try await expectSame(spills: 3) { engine in
            try await pairs(engine).map { "\($0)" }.repartition(5).collect()
        }
    }

    @Test func outputsInMemoryTakeAtMostAQuarterOfTheLimit() async throws {
        let engine = small(4 << 20)
        let counts = engine.range(0..<100_000, partitions: 8).map { ($0, 1) }.reduceByKey(partitions: 2, +)
        #expect(try await counts.count() == 100_000)
        #expect(engine.memory.executionBytes > 0 && engine.memory.executionBytes <= 1 << 20)
        #expect(engine.memory.spillCount > 0)
        #expect(try await counts.values().reduce(+) == 100_000)
    }

    @Test func aTypeWithoutACodecIsAClearErrorOnceTheLimitIsReached() async throws {
        func count(_ engine: MillraceContext, _ keys: Int) async throws -> Int {
            try await engine.range(0..<keys, partitions: 2).map { (OpaqueKey($0), 1) }
                .reduceByKey(partitions: 2, +).count()
        }
        #expect(try await count(small(1 << 24), 1000) == 1000)
        #expect(try await count(makeEngine(), 200_000) == 200_000)
        let error = await #expect(throws: StreamingError.self) { try await count(small(), 200_000) }
        let cause = try #require(error?.underlyingError as? StreamingError)
        #expect(cause.code == .codecMissing)
        #expect(cause.message.contains("reduceByKey") && cause.message.contains("(OpaqueKey, Int)"), "\(cause.message)")
    }

    @Test func aFullDiskEndsASpillWithAClearError() throws {
        let files = FaultyFileSystem()
        files.setRoom(100_000)
        let space = SpillSpace(
            memory: MemoryManager(limit: 0), disk: LazyLocalDisk(directory: "/spill", files: files),
            operation: "repartition", threads: 1)
        let error = #expect(throws: StreamingError.self) {
            var writer = ShuffleWriter<String>(space, partitionCount: 2)
            for number in 0..<100_000 {
                writer.append("an element with number \(number)", to: number & 1)
                try writer.noteAdded(1)
            }
        }
        #expect(error?.code == .storageFailed && (error?.underlyingError as? DiskError)?.errno == 28)
        #expect(files.files.keys.filter { $0.contains("spill-") }.isEmpty)
    }
}
