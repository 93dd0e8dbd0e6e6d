// Millrace
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Logging
import Millrace
import TestSupport
import Testing

@Suite struct CheckpointTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func owner(_ process: Int) -> CheckpointOwner {
        CheckpointOwner(job: "enrich", host: "h", process: process, started: 1)
    }

    private func checkpoint(_ time: Int64) -> Checkpoint {
        Checkpoint(
            job: "enrich", graph: GraphFingerprint([.init(id: "in", kind: "kafka", keeps: true)]), batchDuration: 1000,
            zeroTime: 0, lastTime: time,
            batches: [.init(time: time, isDone: false, plans: [.init(operatorID: "in", bytes: [1, 2, 3])])])
    }

    private func store(_ files: FaultyFileSystem, takesOver: Bool = false) -> DirectoryCheckpointStore {
        DirectoryCheckpointStore(directory: "/job", takesOver: takesOver, files: files)
    }

    private func checkpointer(
        _ store: DirectoryCheckpointStore, process: Int = 1, kept: Int = 3, maxFailures: Int = 3
    ) async throws -> Checkpointer {
        Checkpointer(
            store: store, lease: try await store.acquire(owner(process)), kept: kept, maxFailures: maxFailures)
    }

    @Test func driversOfAProcessThatStartAtOnceAreToldApart() {
        let owners = (0..<100).map { _ in CheckpointOwner.current(job: "enrich") }
        #expect(Set(owners).count == 100)
        #expect(zip(owners, owners.dropFirst()).allSatisfy { $0.started < $1.started })
    }

    @Test func theNewestGenerationIsReadBackAndOldOnesAreRemoved() async throws {
        let files = FaultyFileSystem()
        let store = store(files)
        let writer = try await checkpointer(store)
        #expect(try await writer.recover().checkpoint == nil)
        for time in 1...7 as ClosedRange<Int64> { #expect(try await writer.write(checkpoint(time), logger: logger)) }
        #expect(try await store.names().count == 3)
        await store.release(writer.lease)
        let next = try await checkpointer(self.store(files), process: 2)
        let read = try #require(try await next.recover().checkpoint)
        #expect(read.lastTime == 7 && read.generation == 7 && read.epoch == 1 && next.lease.epoch == 2)
        #expect(read.batches == checkpoint(7).batches)
        #expect(try await next.write(checkpoint(8), logger: logger))
        #expect(try await next.recover().checkpoint?.lastTime == 8)
    }

    @Test func whatAKilledDriverHadBegunToWriteIsRemoved() async throws {
        let files = FaultyFileSystem()
        let store = store(files)
        let killed = try await checkpointer(store)
        #expect(try await killed.write(checkpoint(1), logger: logger))
        _ = try files.open("/job/checkpoint-0000000001-00000000000000000002.new")
        await store.release(killed.lease)
        let next = try await checkpointer(self.store(files), process: 2)
        #expect(try await next.recover().checkpoint?.lastTime == 1)
        #expect(!files.files.keys.contains { $0.hasSuffix(".new") })
    }

    @Test func aDamagedGenerationIsPassedOver() async throws {
        let files = FaultyFileSystem()
        let store = store(files)
        let writer = try await checkpointer(store)
        for time in 1...3 as ClosedRange<Int64> { _ = try await writer.write(checkpoint(time), logger: logger) }
        let names = try await store.names()
        let whole = try #require(files.files["/job/\(names[2])"])
        for index in whole.indices {
            files.change("/job/\(names[2])") { $0[index] ^= 1 }
            let recovery = try await Checkpointer.read(store)
            #expect(recovery.checkpoint?.lastTime == 2 && recovery.damaged.map(\.name) == [names[2]])
            files.change("/job/\(names[2])") { $0 = whole }
        }
        for end in whole.indices {
            files.change("/job/\(names[2])") { $0 = Array(whole[..<end]) }
            #expect(try await Checkpointer.read(store).checkpoint?.lastTime == 2)
        }
        for name in names { files.change("/job/\(name)") { $0 = [1] } }
        let error = await #expect(throws: StreamingError.self) { try await Checkpointer.read(store) }
        #expect(error?.code == .dataDamaged && error?.message.contains(names[2]) == true)
    }

    /// Power fails after every operation, and inside the last one.
    @Test func wheneverThePowerFailsTheLastAcknowledgedCheckpointIsThere() async throws {
        let files = FaultyFileSystem()
        let writer = try await checkpointer(store(files), kept: 2)
        var acknowledged: [Int64] = []  // The last checkpoint on the disk once so many operations are.
        for time in 1...6 as ClosedRange<Int64> {
            _ = try await writer.write(checkpoint(time), logger: logger)
            acknowledged += [Int64](repeating: time - 1, count: files.operationCount - acknowledged.count)
            acknowledged.append(time)
        }
        for count in 0...files.operationCount {
            for torn in [nil, 0, 1, 20, 40] as [Int?] {
                let survived = store(files.afterPowerCut(count, torn: torn))
                let certain = count < acknowledged.count ? acknowledged[count] : 6
                let lost = torn == nil ? 0 : 1 as Int64
                let read = try await Checkpointer.read(survived).checkpoint?.lastTime ?? 0
                #expect(read >= certain - lost)
                #expect(try await checkpointer(survived, process: 2).write(checkpoint(99), logger: logger))
                #expect(try await Checkpointer.read(survived).checkpoint?.lastTime == 99)
            }
        }
    }

    @Test func aSecondDriverIsRefusedByName() async throws {
        let files = FaultyFileSystem()
        let store = store(files)
        let first = try await store.acquire(owner(1))
        let error = await #expect(throws: StreamingError.self) { try await self.store(files).acquire(owner(2)) }
        #expect(error?.code == .checkpointInUse)
        #expect(error?.message.contains("job 'enrich', process 1 on h") == true)
        await store.release(first)
        #expect(try await self.store(files).acquire(owner(2)).epoch == 2)
    }

    /// Takes the checkpoint over as driver 2, which hangs before it makes the file of its epoch, while as many others
    /// do so as `successors` says. Returns the lease of the last one.
    private func takeOverLate(_ files: FaultyFileSystem, successors: Int) async throws -> CheckpointLease? {
        let leases = Log<CheckpointLease>()
        let others = (0..<successors).map { (self.store(files, takesOver: true), owner(3 + $0)) }
        files.beforeCreation { _ in
            // The hanging driver's own thread waits.
            let done = DispatchSemaphore(value: 0)
            Task {
                for (store, owner) in others {
                    if let lease = try? await store.acquire(owner) { leases.add(lease) }
                }
                done.signal()
            }
            done.wait()
        }
        let error = await #expect(throws: StreamingError.self) {
            try await self.store(files, takesOver: true).acquire(owner(2))
        }
        #expect(error?.code == .checkpointInUse)
        #expect(error?.message.contains("process \(2 + successors) on h (epoch \(1 + successors)) has taken") == true)
        return leases.entries.last
    }

    /// One successor has taken the epoch that the hanging driver was about to take; two have gone past it, and its file
    /// is not there any more.
    @Test(arguments: [1, 2]) func aDriverThatHangsInATakeoverDoesNotSetTheEpochBack(successors: Int) async throws {
        let files = FaultyFileSystem()
        let first = try await store(files).acquire(owner(1))
        let newest = try #require(try await takeOverLate(files, successors: successors))
        #expect(first.epoch == 1 && newest.epoch == UInt64(1 + successors))
        let store = store(files, takesOver: true)
        try await store.check(newest)
        await #expect(throws: StreamingError.self) { try await store.check(first) }
        #expect(try await store.acquire(owner(9)).epoch == UInt64(2 + successors))
    }

    /// The name of the owner may be lost with the power, its epoch is not given again.
    @Test func anOwnerWhoseNameIsDamagedIsFollowedByTheNextEpoch() async throws {
        let files = FaultyFileSystem()
        let store = store(files)
        let lease = try await store.acquire(owner(1))
        let path = try #require(files.files.keys.first { $0.hasPrefix("/job/owner-") })
        files.change(path) { $0 = [] }
        try await store.check(lease)
        let error = await #expect(throws: StreamingError.self) { try await self.store(files).acquire(owner(2)) }
        #expect(error?.message.contains("a driver that has not told its name (epoch 1)") == true)
        #expect(try await self.store(files, takesOver: true).acquire(owner(2)).epoch == 2)
    }

    @Test func aDriverThatWakesUpAfterItsSuccessorIsRefusedByName() async throws {
        let files = FaultyFileSystem()
        let hung = try await checkpointer(store(files))
        _ = try await hung.write(checkpoint(1), logger: logger)
        let log = try await hung.store.openLog("state", through: nil, hung.lease) { _, _ in }
        let end = try await log.append(StoredBytes([1]), time: BatchTime(milliseconds: 1))
        let successor = try await checkpointer(store(files, takesOver: true), process: 2)
        _ = try await successor.write(checkpoint(5), logger: logger)
        let error = await #expect(throws: StreamingError.self) {
            try await hung.write(checkpoint(2), logger: logger)
        }
        #expect(error?.code == .ownerReplaced)
        #expect(error?.message.contains("process 2 on h (epoch 2)") == true)
        #expect(error?.message.contains("process 1 on h (epoch 1), must not go on") == true)
        await #expect(throws: StreamingError.self) {
            _ = try await hung.store.openLog("state", through: nil, hung.lease) { _, _ in }
        }
        // Its log was open already: what it adds is not part of the log.
        let records = Counter()
        let next = try await successor.store.openLog("state", through: end, successor.lease) { _, _ in
            records.increment()
        }
        #expect(records.value == 1)
        try await log.append(StoredBytes([2]), time: BatchTime(milliseconds: 2))
        try await next.append(StoredBytes([3]), time: BatchTime(milliseconds: 3))
        var contents: [[UInt8]] = []
        _ = try WriteAheadLog(directory: "/job/log.state", epoch: 9, files: files) { bytes, _ in
            contents.append(bytes.array)
        }
        #expect(contents == [[1], [3]])
    }

    /// A driver that hangs between looking at the owner and writing.
    @Test func aLateWriteOfAnOldOwnerIsNotReadInsteadOfANewerOne() async throws {
        let files = FaultyFileSystem()
        let old = try await checkpointer(store(files))
        _ = try await old.write(checkpoint(1), logger: logger)
        let successor = try await checkpointer(store(files, takesOver: true), process: 2)
        _ = try await successor.recover()
        _ = try await successor.write(checkpoint(2), logger: logger)
        var late = checkpoint(50)
        late.generation = 50
        let name = CheckpointFile.name(epoch: 1, generation: 50)
        try files.writeAtomically(CheckpointFile.encode(late), to: "/job/" + name, in: "/job")
        #expect(try await Checkpointer.read(store(files)).checkpoint?.lastTime == 2)
    }

    @Test(arguments: [FaultyFileSystem.Call.write, .sync, .rename, .syncDirectory, .open])
    func failuresAreCountedAndTheLastOneInARowIsThrown(call: FaultyFileSystem.Call) async throws {
        let files = FaultyFileSystem()
        let writer = try await checkpointer(store(files), maxFailures: 3)
        _ = try await writer.write(checkpoint(1), logger: logger)
        files.fail(call)
        #expect(try await !writer.write(checkpoint(2), logger: logger))
        #expect(try await !writer.write(checkpoint(3), logger: logger))
        #expect(writer.consecutiveFailures == 2)
        files.heal()
        let read = try await Checkpointer.read(writer.store).checkpoint?.lastTime
        #expect(read == 1 || call == .syncDirectory)
        #expect(try await writer.write(checkpoint(4), logger: logger))
        #expect(writer.consecutiveFailures == 0)
        files.fail(call, errno: 28)
        for _ in 0..<2 { _ = try await writer.write(checkpoint(5), logger: logger) }
        let error = await #expect(throws: StreamingError.self) {
            try await writer.write(checkpoint(5), logger: logger)
        }
        #expect(error?.code == .storageFailed && (error?.underlyingError as? DiskError)?.errno == 28)
    }

    @Test func changesOfTheGraphAreReported() throws {
        let old = GraphFingerprint([
            .init(id: "in", kind: "kafka", keeps: true), .init(id: "m", kind: "map", keeps: false),
            .init(id: "s", kind: "mapWithState", keeps: true),
        ])
        let inserted = GraphFingerprint(old.operators + [.init(id: "f", kind: "filter", keeps: false)])
        #expect(try inserted.changes(since: old).check(allowsRemovals: false) == ())
        #expect(inserted.changes(since: old).description == "+ filter 'f'")
        let plain = GraphFingerprint(old.operators.filter { $0.id != "m" })
        #expect(try plain.changes(since: old).check(allowsRemovals: false) == ())
        let removed = GraphFingerprint(old.operators.filter { $0.id != "s" })
        let error = #expect(throws: StreamingError.self) {
            try removed.changes(since: old).check(allowsRemovals: false)
        }
        #expect(error?.code == .graphChanged)
        #expect(error?.message.contains("- mapWithState 's', with its state") == true)
        #expect(try removed.changes(since: old).check(allowsRemovals: true) == ())
        let changed = GraphFingerprint([.init(id: "in", kind: "queue", keeps: true)] + old.operators.dropFirst())
        let other = #expect(throws: StreamingError.self) {
            try changed.changes(since: old).check(allowsRemovals: true)
        }
        #expect(other?.message.contains("~ kafka 'in' is now queue 'in'") == true)
        #expect(old.changes(since: old).isEmpty)
    }

    /// Bytes that the first release wrote: later ones read them.
    @Test func checkpointsOfTheFirstReleaseStayReadable() throws {
        let checkpoint = try CheckpointFile.decode(StoredBytes([UInt8](hex: Self.golden)))
        #expect(checkpoint.job == "golden" && checkpoint.generation == 3 && checkpoint.epoch == 2)
        #expect(checkpoint.graph.operators.map(\.description) == ["kafka 'in'", "mapWithState 's'"])
        #expect(checkpoint.batchDuration == 1000 && checkpoint.zeroTime == 5000 && checkpoint.lastTime == 9000)
        #expect(checkpoint.batches.map(\.time) == [8000, 9000] && checkpoint.batches.map(\.isDone) == [true, false])
        #expect(checkpoint.batches.last?.doneOutputs == [0] && checkpoint.batches.last?.plans.first?.bytes == [7, 8])
        #expect(checkpoint.notes.first?.bytes == [9] && checkpoint.stateEnd == LogPosition(file: 4, offset: 812))
        #expect(try CheckpointFile.encode(checkpoint).array.hex == Self.golden)
    }

    private static let golden = """
        4d524350010000005b0100000000000033ccf10fc34fbbec010802000a67656e65726174696f6e040302010565706f63\
        6804020202036a6f620706676f6c64656e0203056772617068080204096f70657261746f727309080205026964070269\
        6e0206046b696e6407056b61666b610207056b656570730200080807017309070c6d61705769746853746174650a0200\
        0a0002080d62617463684475726174696f6e03d00f0209087a65726f54696d6503904e020a086c61737454696d6503d0\
        8c01020b07626174636865730908020c0474696d6503807d020d066973446f6e6502020e0b646f6e654f757470757473\
        0903000a020f05706c616e73090802100a6f70657261746f7249440702696e02110562797465730b0107000a00080f03\
        d08c011001110903000a120908130702696e140b020708000a000a0212056e6f7465730908130702696e140b0109000a\
        0213087374617465456e640802140466696c6504040215066f666673657403d80c0000
        """
}
