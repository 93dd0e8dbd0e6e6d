// Millrace
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Millrace
import Synchronization
import TestSupport
import Testing

private func time(_ milliseconds: Int64) -> BatchTime { BatchTime(milliseconds: milliseconds) }

@Suite struct WriteAheadLogTests {
    private func text(_ number: Int) -> String { "record \(number) " + String(repeating: "x", count: number % 50) }

    private func payload(_ number: Int) -> StoredBytes { StoredBytes(text(number).utf8) }

    private func open(
        _ files: FaultyFileSystem, epoch: UInt64 = 1, rollingBytes: Int = 64 << 20, skipsDamage: Bool = false
    ) throws -> (log: WriteAheadLog, records: [String]) {
        var settings = WriteAheadLog.Settings()
        settings.rollingBytes = rollingBytes
        settings.skipsDamage = skipsDamage
        var records: [String] = []
        let log = try WriteAheadLog(directory: "/log", epoch: epoch, settings: settings, files: files) { bytes, _ in
            records.append(String(decoding: bytes.array, as: UTF8.self))
        }
        return (log, records)
    }

    /// A log of `count` records, each synced on its own, in files of `rollingBytes`.
    private func write(_ count: Int, _ files: FaultyFileSystem, rollingBytes: Int = 64 << 20) async throws {
        let (log, _) = try open(files, rollingBytes: rollingBytes)
        for number in 0..<count { try await log.append(payload(number), time: time(Int64(number))) }
        await log.close()
    }

    @Test func recordsAreReadBackInOrder() async throws {
        let files = FaultyFileSystem()
        try await write(20, files)
        let (log, records) = try open(files)
        #expect(records == (0..<20).map(text))
        #expect(log.scan.recordCount == 20 && log.scan.tornBytes == 0)
        await log.close()
        await #expect(throws: StreamingError.self) { try await log.append(payload(1), time: time(1)) }
    }

    @Test func theFormatIsAsDescribed() async throws {
        let files = FaultyFileSystem()
        let (log, _) = try open(files, epoch: 7)
        try await log.append(StoredBytes([0xab]), time: time(258))
        let bytes = try #require(files.files["/log/log-00000000000000000001-7"])
        let head: [UInt8] =
            Array("MRWL".utf8) + [1, 0, 0, 0] + [7, 0, 0, 0, 0, 0, 0, 0] + [1, 0, 0, 0, 0, 0, 0, 0]
            + [0, 0, 0, 0, 0, 0, 0, 0] + [2, 1, 0, 0, 0, 0, 0, 0]
        #expect(Array(bytes.prefix(40)) == head)
        // CRC-32C of these bytes, computed by another program.
        #expect(Array(bytes[40..<44]) == [85, 210, 126, 83])
        #expect(Array(bytes[44..<48]) == [1, 0, 0, 0] && bytes.count == 69 && bytes.last == 0xab)
        #expect(Array(bytes[52..<64]) == [2, 1, 0, 0, 0, 0, 0, 0] + [0, 0, 0, 0])
    }

    @Test func callersThatWaitShareASync() async throws {
        let files = FaultyFileSystem()
        let (log, _) = try open(files)
        let gate = DispatchSemaphore(value: 0)
        files.onSync { gate.wait() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0...50 {
                group.addTask { try await log.append(payload(number), time: time(0)) }
                // The first one's sync waits for the gate, on the log's own thread.
                while files.callCount(.write) == 0 { await Task.yield() }
            }
            while log.waitingCount < 50 { await Task.yield() }
            files.onSync(nil)
            gate.signal()
            try await group.waitForAll()
        }
        #expect(files.callCount(.sync) == 2 && files.callCount(.write) == 2)
        #expect(try open(files, epoch: 2).records.count == 51)
    }

    /// Power fails after every operation, and inside the last one, at every byte.
    @Test func everyPrefixOfTheWritesGivesTheAcknowledgedRecords() async throws {
        let files = FaultyFileSystem()
        let (log, _) = try open(files, rollingBytes: 200)
        var acknowledged: [Int] = [0]  // Records on the disk once so many operations are.
        for number in 0..<12 {
            try await log.append(payload(number), time: time(Int64(number)))
            acknowledged += [Int](repeating: number, count: files.operationCount - acknowledged.count)
            acknowledged.append(number + 1)
        }
        #expect(log.fileNames.count > 2)
        for count in 0...files.operationCount {
            let survived = files.afterPowerCut(count)
            let (reopened, records) = try open(survived, epoch: 2)
            let certain = count < acknowledged.count ? acknowledged[count] : 12
            #expect(records.count >= certain && records == (0..<records.count).map(text))
            // The log goes on, and is whole afterwards.
            try await reopened.append(payload(records.count), time: time(99))
            await reopened.close()
            #expect(try open(survived, epoch: 3).records == (0...records.count).map(text))
            for torn in 0..<60 {
                let (_, records) = try open(files.afterPowerCut(count, torn: torn), epoch: 2)
                #expect(records.count >= (count == 0 ? 0 : acknowledged[count - 1]))
            }
        }
    }

    /// A writer that is killed between its write and its sync leaves records in the system's memory. Whoever reads them
    /// decides by them, so they are on the disk before that.
    @Test func whatTheNextOwnerHasReadSurvivesAPowerCut() async throws {
        for rest in 0..<3 {
            let files = FaultyFileSystem()
            let (killed, _) = try open(files)
            for number in 0..<rest { try await killed.append(payload(number), time: time(0)) }
            files.fail(.sync)
            await #expect(throws: StreamingError.self) { try await killed.append(payload(rest), time: time(0)) }
            await killed.close()
            files.heal()
            let (log, records) = try open(files, epoch: 2)
            #expect(records.count == rest + 1)
            var random = SplitMix64(seed: UInt64(rest))
            let atStart = files.operationCount
            try await log.append(payload(rest + 1), time: time(0))
            for _ in 0..<20 {
                let early = try open(files.afterReorderedPowerCut(atStart, using: &random), epoch: 3).1
                #expect(early == records)
                let late = try open(files.afterReorderedPowerCut(files.operationCount, using: &random), epoch: 3).1
                #expect(late.count == rest + 2)
            }
        }
    }

    /// A writer that hangs in a sync is replaced; then its sync fails. Its successor has read the record, and keeps it.
    @Test func aFailureOfAWriterThatWasReplacedTakesNothingFromItsSuccessor() async throws {
        for rest in 0..<3 {
            let files = FaultyFileSystem()
            let (hung, _) = try open(files)
            for number in 0..<rest { try await hung.append(payload(number), time: time(0)) }
            let successor = Mutex<Result<(log: WriteAheadLog, records: [String]), any Error>?>(nil)
            files.onSync {
                files.onSync(nil)
                successor.withLock { $0 = Result { try open(files, epoch: 2) } }
                files.fail(.sync)
            }
            await #expect(throws: StreamingError.self) { try await hung.append(payload(rest), time: time(0)) }
            files.heal()
            let (log, records) = try #require(successor.withLock { $0 }).get()
            #expect(records == (0...rest).map(text))
            try await log.append(payload(rest + 1), time: time(0))
            await log.close()
            await hung.close()
            #expect(try open(files, epoch: 3).records == (0...rest + 1).map(text))
        }
    }

    @Test func aTornTailIsPassedOver() async throws {
        let files = FaultyFileSystem()
        try await write(5, files)
        let path = try #require(files.files.keys.first)
        let whole = try #require(files.files[path])
        for end in 44..<whole.count {
            let (log, records) = try open(FaultyFileSystem([path: Array(whole[..<end])]))
            #expect(records == (0..<records.count).map(text) && records.count < 5)
            #expect(log.scan.tornBytes < 24 + 60)
        }
        // Blocks that the file system allocated, but did not write.
        let padded = FaultyFileSystem([path: whole + [UInt8](repeating: 0, count: 4096)])
        let (log, records) = try open(padded)
        #expect(records.count == 5 && log.scan.tornBytes == 4096)
    }

    @Test func aFlippedByteInTheMiddleIsRefusedWithFileAndOffset() async throws {
        let files = FaultyFileSystem()
        try await write(5, files)
        let path = try #require(files.files.keys.first)
        let whole = try #require(files.files[path])
        let lastRecord = whole.count - 24 - text(4).utf8.count
        for index in 44..<lastRecord {
            files.change(path) { $0[index] ^= 0x10 }
            let error = #expect(throws: StreamingError.self) { try open(files) }
            #expect(error?.code == .dataDamaged)
            #expect(error?.message.contains("\(path) is damaged at byte ") == true)
            let (log, records) = try open(files, skipsDamage: true)
            #expect(records.count == 4 && log.scan.damage.count == 1)
            #expect(log.scan.damage.first.map { $0.bytes.contains(index) } == true)
            files.change(path) { $0 = whole }
        }
        for index in 0..<44 {
            files.change(path) { $0[index] ^= 0x10 }
            let error = #expect(throws: StreamingError.self) { try open(files) }
            #expect(error?.message.contains(path) == true)
            files.change(path) { $0 = whole }
        }
    }

    @Test func aFileThatLacksItsEndIsRefusedUnlessItIsTheLast() async throws {
        let files = FaultyFileSystem()
        try await write(12, files, rollingBytes: 200)
        let names = files.files.keys.sorted()
        files.change(try #require(names.first)) { $0.removeLast(10) }
        #expect(throws: StreamingError.self) { try open(files) }
        let (log, records) = try open(files, skipsDamage: true)
        #expect(records.count == 11 && log.scan.damage.count == 1)
    }

    @Test func aMissingFileIsRefusedUnlessItIsTheFirst() async throws {
        let files = FaultyFileSystem()
        try await write(12, files, rollingBytes: 120)
        let names = files.files.keys.sorted()
        try #require(names.count > 3)
        try files.remove(names[1])
        let error = #expect(throws: StreamingError.self) { try open(files) }
        #expect(error?.message.contains("00002") == true)
        let (log, records) = try open(files, skipsDamage: true)
        #expect(log.scan.missingFiles.count == 1 && records.count < 12)
        try files.remove(names[0])
        #expect(try open(files).records.last == text(11))
    }

    @Test func filesAreRolledAndCleanedByTime() async throws {
        let files = FaultyFileSystem()
        let (log, _) = try open(files, rollingBytes: 150)
        for number in 0..<12 { try await log.append(payload(number), time: time(Int64(number))) }
        let count = log.fileNames.count
        #expect(count > 3)
        #expect(try await log.clean(before: time(0)) == 0)
        let removed = try await log.clean(before: time(6))
        #expect(removed > 0 && removed < count - 1)
        let records = try open(files, epoch: 2).records
        #expect(records.last == text(11) && records.contains(text(6)) && !records.contains(text(0)))
        _ = try await log.clean(before: time(1000))
        #expect(log.fileNames.count == 1, "the file that is written stays")
        try await log.append(payload(12), time: time(12))
        #expect(try open(files, epoch: 2).records.last == text(12))
    }

    @Test func filesAreRolledByTheTimeOfTheirRecords() async throws {
        let files = FaultyFileSystem()
        let (log, _) = try open(files, rollingBytes: 400)
        for number in 0..<5 { try await log.append(payload(number), time: time(Int64(number) * 30_000)) }
        #expect(log.fileNames.count == 3)
        // Small files are not: a slow log would have thousands.
        let (slow, _) = try open(FaultyFileSystem())
        for number in 0..<5 { try await slow.append(payload(number), time: time(Int64(number) * 30_000)) }
        #expect(slow.fileNames.count == 1)
    }

    @Test func aReaderBesideTheWriterSeesWholeRecords() async throws {
        let folder = try TemporaryFolder()
        let log = try WriteAheadLog(directory: folder.path)
        for number in 0..<50 {
            try await log.append(payload(number), time: time(0))
            var records: [String] = []
            let scan = try WriteAheadLog.read(directory: folder.path) { bytes, _ in
                records.append(String(decoding: bytes.array, as: UTF8.self))
            }
            #expect(records == (0...number).map(text) && scan.tornBytes == 0)
        }
    }

    @Test(arguments: [FaultyFileSystem.Call.write, .sync, .syncDirectory, .open])
    func afterAFailureTheLogGoesOnAndLosesNothing(call: FaultyFileSystem.Call) async throws {
        for successes in 0..<3 {
            let files = FaultyFileSystem()
            let (log, _) = try open(files, rollingBytes: 100)
            files.fail(call, after: successes)
            var acknowledged: [String] = []
            var failures = 0
            for number in 0..<12 {
                if number == 8 { files.heal() }
                do {
                    try await log.append(payload(number), time: time(Int64(number)))
                    acknowledged.append(text(number))
                } catch let error as StreamingError {
                    failures += 1
                    #expect(error.code == .storageFailed && (error.underlyingError as? DiskError)?.errno == 5)
                }
            }
            #expect(failures > 0 && acknowledged.count >= 4)
            let (_, records) = try open(files, epoch: 2)
            #expect(records.filter(acknowledged.contains) == acknowledged)
        }
    }

    @Test func aFullDiskIsAClearErrorUntilThereIsRoom() async throws {
        let files = FaultyFileSystem()
        let (log, _) = try open(files)
        try await log.append(payload(0), time: time(0))
        files.setRoom(30)
        let error = await #expect(throws: StreamingError.self) { try await log.append(payload(1), time: time(1)) }
        #expect((error?.underlyingError as? DiskError)?.errno == 28)
        files.heal()
        try await log.append(payload(2), time: time(2))
        #expect(try open(files, epoch: 2).records == [text(0), text(2)])
    }

    @Test func recordsAfterTheEndOfACheckpointAreDroppedForGood() async throws {
        let files = FaultyFileSystem()
        let (log, _) = try open(files, rollingBytes: 100)
        var ends: [LogPosition] = []
        for number in 0..<9 { ends.append(try await log.append(payload(number), time: time(Int64(number)))) }
        await log.close()
        for end in ends.reversed() {
            var records: [String] = []
            let cut = try WriteAheadLog(directory: "/log", epoch: 2, through: end, files: files) { bytes, _ in
                records.append(String(decoding: bytes.array, as: UTF8.self))
            }
            let count = try #require(ends.firstIndex(of: end)) + 1
            #expect(records == (0..<count).map(text))
            if count == 4 {
                try await cut.append(payload(100), time: time(100))
                #expect(try open(files, epoch: 3).records == (0..<4).map(text) + [text(100)])
                break
            }
        }
        let lost = #expect(throws: StreamingError.self) {
            try WriteAheadLog(directory: "/log", epoch: 4, through: LogPosition(file: 99, offset: 50), files: files)
        }
        #expect(lost?.message.contains("file 99, byte 50") == true)
    }

    @Test func aWriterThatWasReplacedCannotAddToTheLog() async throws {
        let files = FaultyFileSystem()
        let (old, _) = try open(files, epoch: 1, rollingBytes: 100)
        try await old.append(payload(0), time: time(0))
        let (new, seen) = try open(files, epoch: 2, rollingBytes: 100)
        #expect(seen == [text(0)])
        // The old one wakes up, adds to its file, and rolls to others.
        for number in 50..<60 { try await old.append(payload(number), time: time(1)) }
        for number in 1..<4 { try await new.append(payload(number), time: time(2)) }
        for number in 60..<70 { try await old.append(payload(number), time: time(3)) }
        #expect(try open(files, epoch: 3).records == (0..<4).map(text))
        #expect(files.files.keys.allSatisfy { !$0.hasSuffix("-1") || $0.contains("00001-1") }, "its files are removed")
    }

    /// The checkpoint that it has read refers to no record yet, so all files are new to it.
    @Test func anOwnerThatHungBeforeItOpenedTheLogRemovesNothingOfItsSuccessor() async throws {
        let files = FaultyFileSystem()
        let (new, _) = try open(files, epoch: 2)
        for number in 0..<4 { try await new.append(payload(number), time: time(1)) }
        _ = try WriteAheadLog(
            directory: "/log", epoch: 1, through: LogPosition(file: 0, offset: 0), files: files)
        #expect(try open(files, epoch: 3).records == (0..<4).map(text))
    }
}
