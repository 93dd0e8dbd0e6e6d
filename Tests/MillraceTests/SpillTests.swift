// Millrace
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Millrace

@Suite struct SpillTests {
    private let files = FaultyFileSystem()

    /// Counts `words` with `limit` bytes of memory. Returns the counts in order, and the number of spills.
    private func count(_ words: [String], limit: Int?) throws -> (counts: [(String, Int)], spills: Int) {
        let memory = MemoryManager(limit: limit)
        var combiner = SpillingCombiner<String, Int>(
            memory: memory, disk: LazyLocalDisk(directory: "/spill", files: files), codec: StorageCodec())
        for word in words { try combiner.merge(word, 1, create: { $0 }, merge: { $0 += $1 }) }
        let spills = combiner.spillCount
        var counts: [(String, Int)] = []
        try combiner.forEach(mergeCombined: { $0 += $1 }, { counts.append(($0, $1)) })
        #expect(memory.executionBytes == 0)
        return (counts, spills)
    }

    private let words = (0..<60_000).map { "a word of some length \($0 * 7919 % 20_011)" }

    @Test func combiningWithLittleMemoryGivesTheSame() throws {
        let small = try count(words, limit: 0)
        let large = try count(words, limit: nil)
        #expect(large.spills == 0 && small.spills > 1)
        #expect(try dictionary(small.counts) == dictionary(large.counts))
        #expect(large.counts.map(\.0).prefix(3) == words.prefix(3))
        #expect(files.files.keys.filter { $0.contains("spill-") }.isEmpty, "files are removed at the end")
    }

    @Test func valuesOfAKeyKeepTheirOrder() throws {
        var combiner = SpillingCombiner<Int, [Int]>(
            memory: MemoryManager(limit: 0), disk: LazyLocalDisk(directory: "/spill", files: files),
            codec: StorageCodec())
        for value in 0..<300_000 {
            try combiner.merge(value % 1000, value, create: { [$0] }, merge: { $0.append($1) })
        }
        #expect(combiner.spillCount > 1)
        var keys = 0
        try combiner.forEach(
            mergeCombined: { $0 += $1 },
            { key, values in
                keys += 1
                #expect(values == Array(stride(from: key, to: 300_000, by: 1000)))
            })
        #expect(keys == 1000)
    }

    @Test func aFullDiskEndsASpillWithAClearError() throws {
        files.setRoom(100_000)
        let error = #expect(throws: StreamingError.self) { try count(words, limit: 0) }
        #expect(error?.code == .storageFailed && (error?.underlyingError as? DiskError)?.errno == 28)
        #expect(files.files.keys.filter { $0.contains("spill-") }.isEmpty)
    }

    @Test(arguments: [nil, 0] as [Int?])
    func sortingIsStableWithAnyMemory(limit: Int?) throws {
        var sorter = ExternalSorter<(Int, String)>(
            memory: MemoryManager(limit: limit), disk: LazyLocalDisk(directory: "/spill", files: files),
            codec: StorageCodec(), by: { $0.0 < $1.0 })
        let input = (0..<100_000).map { ($0 * 7919 % 1013, "the element with number \($0)") }
        for element in input { try sorter.append(element) }
        #expect((sorter.spillCount > 1) == (limit == 0))
        var sorted: [(Int, String)] = []
        try sorter.forEach { sorted.append($0) }
        let expected = input.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
        #expect(sorted.elementsEqual(expected) { $0 == $1.element })
        #expect(files.files.keys.filter { $0.contains("sort-") }.isEmpty)
    }
}
