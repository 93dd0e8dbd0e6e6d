// Millrace
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Millrace

@Suite struct BlockTests {
    private let elements = (0..<20_000).map { ("key\($0)", $0) }

    private func manager(
        limit: Int? = nil, files: FaultyFileSystem = FaultyFileSystem()
    ) -> (BlockManager, FaultyFileSystem) {
        let disk = LazyLocalDisk(directory: "/spill", files: files)
        return (BlockManager(memory: MemoryManager(limit: limit), disk: disk), files)
    }

    private func decode<Element>(_ bytes: [UInt8], as type: Element.Type) throws -> [Element] {
        var decoder = try BlockDecoder<Element>(
            MemoryBlockSource(bytes: StoredBytes(bytes)), #require(StorageCodec<Element>()))
        var elements: [Element] = []
        while let run = try decoder.next() { elements += run }
        return elements
    }

    @Test func blocksSurviveARoundTripInManyFrames() throws {
        let bytes = try BlockEncoder.encode(elements, #require(StorageCodec<(String, Int)>())).array
        #expect(Array(bytes.prefix(5)) == Array("MRBK".utf8) + [1])
        let decoded = try decode(bytes, as: (String, Int).self)
        #expect(decoded.elementsEqual(elements) { $0 == $1 })
        #expect(try decode(BlockEncoder.encode([], #require(StorageCodec<Int>())).array, as: Int.self) == [])
    }

    @Test func blocksOfOtherTypesAndDamagedOnesAreRefused() throws {
        let bytes = try BlockEncoder.encode(Array(elements.prefix(50)), #require(StorageCodec<(String, Int)>())).array
        let error = #expect(throws: StorableError.self) { try decode(bytes, as: Int.self) }
        #expect(error?.code == .typeMismatch && error?.message.contains("(String, Int)") == true)
        for end in bytes.indices {
            #expect(throws: StorableError.self) { try decode(Array(bytes[..<end]), as: (String, Int).self) }
        }
        for index in bytes.indices {
            var copy = bytes
            copy[index] ^= 4
            #expect(throws: StorableError.self) { try decode(copy, as: (String, Int).self) }
        }
    }

    @Test(arguments: [
        StorageLevel.memoryOnly, .memoryAndDisk, .memoryOnlySerialized, .memoryAndDiskSerialized, .diskOnly,
    ])
    func everyLevelGivesTheElementsBack(level: StorageLevel) throws {
        let (blocks, files) = manager()
        #expect(try blocks.put(.rdd("a", partition: 1), elements, level: level))
        let read = try #require(try blocks.get(.rdd("a", partition: 1), as: (String, Int).self))
        #expect(read.elementsEqual(elements) { $0 == $1 })
        #expect(blocks.isOnDisk(.rdd("a", partition: 1)) == (level == .diskOnly))
        #expect((blocks.memory.storageBytes > 0) == level.usesMemory)
        blocks.removeAll(of: "rdd-a")
        #expect(blocks.memory.storageBytes == 0 && blocks.blocks.isEmpty)
        #expect(files.files.keys.allSatisfy { $0.hasSuffix("/lock") })
    }

    @Test func theBlockThatWasUsedLongestAgoMakesRoom() throws {
        let (blocks, _) = manager(limit: 30_000)
        for index in 0..<3 { try blocks.put(.rdd("a", partition: index), Array(0..<1000), level: .memoryOnly) }
        _ = try blocks.get(.rdd("a", partition: 0), as: Int.self)
        #expect(try blocks.put(.rdd("b", partition: 0), Array(0..<1000), level: .memoryAndDisk))
        #expect(blocks.blocks.map(\.description) == ["rdd-a-0", "rdd-a-2", "rdd-b-0"])
        // Pushed out in their turn: the one whose level has disk is kept there.
        for index in 0..<3 { try blocks.put(.rdd("c", partition: index), Array(0..<1000), level: .memoryOnly) }
        #expect(blocks.isOnDisk(.rdd("b", partition: 0)) == true)
        #expect(try blocks.get(.rdd("b", partition: 0), as: Int.self) == Array(0..<1000))
        #expect(blocks.evictions == 4)
    }

    @Test func aBlockThatCannotFitPushesNoOtherOut() throws {
        let (blocks, _) = manager(limit: 30_000)
        try blocks.put(.rdd("a", partition: 0), Array(0..<1000), level: .memoryOnly)
        #expect(try !blocks.put(.rdd("b", partition: 0), Array(0..<10_000), level: .memoryOnly))
        #expect(try blocks.put(.rdd("c", partition: 0), Array(0..<10_000), level: .memoryAndDisk))
        #expect(blocks.isOnDisk(.rdd("c", partition: 0)) == true && blocks.isOnDisk(.rdd("a", partition: 0)) == false)
    }

    @Test func tasksTakeMemoryFromBlocksDownToTheirShare() throws {
        let (blocks, _) = manager(limit: 8 << 20)
        for index in 0..<7 { try blocks.put(.rdd("a", partition: index), Array(0..<(1 << 17)), level: .memoryOnly) }
        #expect(blocks.memory.storageBytes == 7 << 20)
        let reservation = blocks.memory.reservation()
        #expect(reservation.resize(to: 3 << 20))
        #expect(blocks.blocks.count == 5)
        #expect(reservation.resize(to: 4 << 20))
        #expect(!reservation.resize(to: 5 << 20), "half of the limit is safe for blocks")
        #expect(reservation.bytes == 4 << 20 && blocks.blocks.count == 4)
        #expect(try !blocks.put(.rdd("b", partition: 0), Array(0..<(1 << 20)), level: .memoryOnly))
    }

    @Test func reservationsShareAndGiveBack() throws {
        let memory = MemoryManager(limit: 10 << 20)
        var first: MemoryReservation? = memory.reservation()
        let second = memory.reservation()
        #expect(try #require(first).resize(to: 9 << 20))
        #expect(second.resize(to: 1 << 20))
        #expect(!second.resize(to: 2 << 20))
        // The one that has most is asked to write its table to disk.
        #expect(try !#require(first).resize(to: (9 << 20) + 1))
        #expect(try #require(first).resize(to: 0))
        #expect(second.resize(to: 4 << 20))
        first = nil
        #expect(memory.executionBytes == 4 << 20)
    }

    @Test func aFullDiskIsAClearErrorAndLosesNothing() throws {
        let (blocks, files) = manager()
        try blocks.put(.rdd("a", partition: 0), elements, level: .diskOnly)
        files.setRoom(1000)
        let error = #expect(throws: StreamingError.self) {
            try blocks.put(.rdd("a", partition: 1), elements, level: .diskOnly)
        }
        #expect(error?.code == .storageFailed)
        #expect((error?.underlyingError as? DiskError)?.errno == 28)
        #expect(blocks.blocks.count == 1)
        files.heal()
        #expect(try blocks.get(.rdd("a", partition: 0), as: (String, Int).self)?.count == elements.count)
        #expect(try blocks.put(.rdd("a", partition: 1), elements, level: .diskOnly))
        #expect(files.files.count == 3, "the file of the failed attempt is removed")
    }

    @Test func aBlockThatCannotBeWrittenStaysInMemory() throws {
        let (blocks, files) = manager(limit: 30_000)
        for index in 0..<3 { try blocks.put(.rdd("a", partition: index), Array(0..<1000), level: .memoryAndDisk) }
        files.fail(.write)
        #expect(try !blocks.put(.rdd("b", partition: 0), Array(0..<1000), level: .memoryOnly))
        #expect(blocks.blocks.count == 3)
        #expect(try blocks.get(.rdd("a", partition: 0), as: Int.self) == Array(0..<1000))
    }

    @Test func aDamagedBlockIsAnErrorOnceAndThenComputedAgain() throws {
        let (blocks, files) = manager()
        try blocks.put(.rdd("a", partition: 0), elements, level: .diskOnly)
        let path = try #require(files.files.keys.first { $0.contains("block") })
        files.change(path) { $0[1000] ^= 1 }
        let error = #expect(throws: StreamingError.self) {
            try blocks.get(.rdd("a", partition: 0), as: (String, Int).self)
        }
        #expect(error?.code == .dataDamaged)
        #expect(try blocks.get(.rdd("a", partition: 0), as: (String, Int).self) == nil)
    }

    @Test func filesOfAProcessThatWasKilledAreRemovedByTheNext() throws {
        let folder = try TemporaryFolder()
        try POSIXFileSystem().makeDirectory(folder.path("millrace-1"))
        try folder.write([1, 2, 3], "millrace-1/block-0")
        try folder.write([], "millrace-1/lock")
        let other = try LocalDisk(directory: folder.path)
        #expect(folder.files("block-0") == [])
        let disk = LazyLocalDisk(directory: folder.path)
        var blocks: BlockManager? = BlockManager(memory: MemoryManager(), disk: disk)
        try blocks?.put(.rdd("a", partition: 0), elements, level: .diskOnly)
        #expect(folder.files("block-0").count == 1 && folder.files("lock").count == 2)
        #expect(try blocks?.get(.rdd("a", partition: 0), as: (String, Int).self)?.count == elements.count)
        blocks = nil
        #expect(folder.files("block-0") == [])
        withExtendedLifetime(other) {}
    }
}
