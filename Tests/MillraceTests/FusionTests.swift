// Millrace
// SPDX-License-Identifier: Apache-2.0

import CAllocationCounter
import Millrace
import TestSupport
import Testing

/// Chains of plain operators run as one loop per chunk of their source.
@Suite struct FusionTests {
    /// A source of `chunkCount` chunks of ten elements.
    ///
    /// `@unchecked Sendable`: every stored property is an immutable `Sendable` value.
    private final class ChunkSource: RDD<Int>, @unchecked Sendable {
        private let chunkCount: Int

        init(_ context: MillraceContext, chunkCount: Int) {
            self.chunkCount = chunkCount
            super.init(context: context, kind: "chunks", partitions: [IndexPartition(index: 0)])
        }

        override func compute(
            _ partition: any Partition, _ task: TaskContext, _ yield: (Chunk<Int>) async throws -> Void
        ) async throws {
            for chunk in 0..<chunkCount { try await yield(Chunk(Array(chunk * 10..<chunk * 10 + 10))) }
        }
    }

    private func chain(_ source: RDD<Int>) -> RDD<Int> {
        source.map { $0 + 1 }.filter { $0 % 5 != 0 }.flatMap { [$0, $0] }.map { ($0, $0) }.mapValues { $0 * 2 }
            .filter { $0.1 > 4 }.keyBy { $0.0 }.values().values()
    }

    /// Chunks that an eight-operator chain hands on: one per chunk of the source.
    @Test func aChainHandsOnOneChunkPerChunkOfItsSource() async throws {
        let engine = makeEngine()
        let source = ChunkSource(engine, chunkCount: 7)
        let sizes = try await engine.runJob(on: chain(source)) { elements in
            var sizes: [Int] = []
            try await elements.forEachChunk { sizes.append($0.count) }
            return sizes
        }
        #expect(try sizes.only.count == 7)
        #expect(try sizes.only.reduce(0, +) == 2 * 56 - 4)
    }

    /// Fails without fusion, where each operator makes an array per chunk: 8 × 400 allocations.
    @Test func aChainMakesNoArraysBetweenItsOperators() async throws {
        guard millrace_allocations_are_counted() != 0 else { return }
        let engine = makeEngine(threads: 1)
        let rdd = engine.range(0..<400 * Chunk<Int>.standardCount, partitions: 1)
            .map { $0 + 1 }.filter { $0 % 5 != 0 }.map { ($0, $0) }.mapValues { $0 * 2 }.filter { $0.1 > 4 }
            .keyBy { $0.0 }.values().values()
        let counts = try await engine.runJob(on: rdd) { elements in
            millrace_allocations_begin()
            var count = 0
            try await elements.forEach { _ in count += 1 }
            return (count, millrace_allocations_now().count)
        }
        let (count, allocations) = try counts.only
        #expect(count == 327_678)
        #expect(allocations < 400)
    }
}
