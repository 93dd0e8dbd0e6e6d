// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Millrace
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct RDDCheckpointTests {
    private let folder: TemporaryFolder
    private let engine: MillraceContext

    init() throws {
        let folder = try TemporaryFolder()
        self.folder = folder
        engine = makeEngine(configure: { $0.checkpointDirectory = folder.path("checkpoints") })
    }

    @Test func elementsComeFromFilesAndTheLineageIsCut() async throws {
        let computed = Counter()
        let source = engine.range(0..<100, partitions: 3).map { element -> Int in
            computed.increment()
            return element * 2
        }
        let pairs = source.map { ($0 % 10, $0) }.reduceByKey(+)
        let checked = try pairs.mapValues { $0 + 1 }.cache().checkpoint()
        let child = checked.filter { $0.0 < 5 }
        #expect(!checked.isCheckpointed)
        #expect(checked.toDebugString().contains("range"))
        let expected = try await child.collect().map { "\($0)" }.sorted()
        #expect(checked.isCheckpointed)
        #expect(checked.dependencies.isEmpty)
        #expect(!child.toDebugString().contains("range"))
        // The cache spared a second computation.
        #expect(computed.value == 100)
        checked.unpersist()
        #expect(try await child.collect().map { "\($0)" }.sorted() == expected)
        #expect(try await checked.count() == 5)
        #expect(computed.value == 100)
        let path = try #require(checked.checkpointFolder)
        #expect(path.hasPrefix(folder.path("checkpoints")))
        #expect(try engine.objectFile(path, of: (Int, Int).self).partitionCount == checked.partitionCount)
        // A child that joins on keys is still narrow.
        #expect(try await checked.join(checked).count() == 5)
        await engine.stop()
    }

    @Test func parentsAreFreed() async throws {
        var parent: RDD<Int>? = engine.range(0..<10, partitions: 2).map { $0 + 1 }
        weak let seen = parent
        let checked = try #require(try parent?.map { $0 * 3 }.checkpoint())
        parent = nil
        #expect(seen != nil)
        #expect(try await checked.reduce(+) == 165)
        #expect(seen == nil)
        #expect(try await checked.reduce(+) == 165)
        await engine.stop()
    }

    @Test func anAncestorIsWrittenByTheJobOfItsDescendant() async throws {
        let checked = try engine.range(0..<10, partitions: 2).map { ($0 % 2, $0) }.checkpoint()
        #expect(try await checked.groupByKey().mapValues { $0.count }.collect().map(\.1) == [5, 5])
        #expect(checked.isCheckpointed)
        await engine.stop()
    }

    @Test func aLoopThatBuildsOnItselfKeepsAShortLineage() async throws {
        var numbers = engine.range(0..<10, partitions: 2)
        for _ in 0..<20 {
            numbers = try numbers.map { $0 + 1 }.checkpoint()
            #expect(try await numbers.count() == 10)
        }
        #expect(numbers.toDebugString().split(separator: "\n").count == 1)
        #expect(try await numbers.collect() == Array(20..<30))
        await engine.stop()
    }

    @Test func aFolderAndACodecAreNeeded() async throws {
        let plain = makeEngine()
        let folderless = #expect(throws: StreamingError.self) { try plain.range(0..<3).checkpoint() }
        #expect(folderless?.code == .invalidConfiguration)
        struct Opaque: Sendable { let number: Int }
        let codecless = #expect(throws: StreamingError.self) {
            try engine.range(0..<3).map { Opaque(number: $0) }.checkpoint()
        }
        #expect(codecless?.code == .codecMissing)
        await plain.stop()
        await engine.stop()
    }

    /// Files where the folder should be, then none.
    @Test func anErrorOfTheDiskFailsTheActionAndTheNextOneTriesAgain() async throws {
        let numbers = try engine.range(0..<10, partitions: 2).map { $0 + 1 }.checkpoint()
        let obstacle = try folder.write([1], "checkpoints")
        let error = await #expect(throws: StreamingError.self) { try await numbers.count() }
        #expect(error?.code == .storageFailed)
        #expect(!numbers.isCheckpointed)
        try FileManager.default.removeItem(atPath: obstacle)
        #expect(try await numbers.count() == 10)
        #expect(numbers.isCheckpointed)
        await engine.stop()
    }
}
