// Millrace
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Millrace

/// Receivers with a log: restarts, power cuts, disks that fail.
@Suite(.timeLimit(.minutes(10))) struct ReceiverLogTests {
    /// A job with a receiver that stores what the test tells it to.
    private final class Job: Sendable, StreamingListener {
        struct Output: Sendable {
            let time: BatchTime
            let elements: [Int]
            /// Changes of the disk before the output.
            let operation: Int
        }

        let context: StreamingContext
        let clock: ManualClock
        let files: FaultyFileSystem
        let input: ReceiverInputDStream<Int>
        let outputs = Log<Output>()
        let ended = Inbox<BatchTime>()
        /// Changes of the disk before the end of a batch, with its end in the checkpoint.
        let ends = Log<(time: BatchTime, operation: Int)>()
        private let orders: Inbox<[Int]>
        private let answers: Inbox<Result<Int, any Error>>

        init(
            _ files: FaultyFileSystem, now: Int64 = 10_000, usesLog: Bool = true, rollingBytes: Int = 64 << 20,
            logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, buffers: Bool = false,
            failingChecks: FailingChecks = FailingChecks(),
            configure: (inout StreamingConfiguration) -> Void = { _ in }
        ) throws {
            self.files = files
            clock = ManualClock(now: BatchTime(milliseconds: now))
            var configuration = StreamingConfiguration(failurePolicy: .stop)
            configuration.receivers.writeAheadLog = usesLog
            configure(&configuration)
            let engine = MillraceContext(
                EngineConfiguration(appName: "job", master: .local(threads: 2)), logger: logger)
            context = try StreamingContext(
                engine, batchDuration: .seconds(1), clock: clock, configuration: configuration)
            let (orders, answers) = (Inbox<[Int]>(), Inbox<Result<Int, any Error>>())
            (self.orders, self.answers) = (orders, answers)
            input = context.receiverStream(of: Int.self) { context in
                while true {
                    let order = await orders.next()
                    if order.isEmpty { return }
                    do {
                        if buffers {
                            for element in order { try await context.store(element) }
                            try await context.flush()
                        } else {
                            try await context.store(block: order)
                        }
                        answers.add(.success(files.operationCount))
                    } catch {
                        answers.add(.failure(error))
                    }
                }
            }.id("numbers")
            let outputs = outputs
            input.foreachRDD { rdd, batch in
                let elements = try await rdd.collect()
                outputs.add(Output(time: batch.time, elements: elements, operation: files.operationCount))
            }
            var settings = WriteAheadLog.Settings()
            settings.rollingBytes = rollingBytes
            try context.checkpoint(
                CheckpointLocation(
                    store: UncertainStore(
                        store: DirectoryCheckpointStore(
                            directory: "/job", takesOver: true, logSettings: settings, files: files),
                        failing: failingChecks)))
            context.addListener(self)
        }

        func batchCompleted(_ batch: BatchInfo) {
            ends.add((batch.batchTime, files.operationCount))
            ended.add(batch.batchTime)
        }

        /// Stores a block; returns the number of changes of the disk at its acknowledgement.
        @discardableResult
        func store(_ elements: [Int]) async throws -> Int {
            orders.add(elements)
            return try await answers.next().get()
        }

        func tick() async -> BatchTime {
            clock.advance(by: .seconds(1))
            return await ended.next()
        }

        func endReceiver() { orders.add([]) }

        /// Ends the receiver, then the stream.
        func end(gracefully: Bool) async {
            endReceiver()
            await context.stop(gracefully: gracefully)
        }

        /// Starts after a crash, runs what was pending and one more batch, and stops.
        func finish() async throws {
            try await context.start()
            let pending = context.streamCheckpoint?.recovered?.pending.count ?? 0
            for _ in 0..<pending { _ = await ended.next() }
            _ = await tick()
            await end(gracefully: true)
        }

        var elements: [Int] { outputs.entries.flatMap(\.elements) }
    }

    @Test func blocksThatNoBatchHadReachTheNextRunOnce() async throws {
        let files = FaultyFileSystem()
        let first = try Job(files)
        try await first.context.start()
        try await first.store([1, 2])
        _ = await first.tick()
        try await first.store([3])
        try await first.store([4, 5])
        await first.end(gracefully: false)
        #expect(first.elements == [1, 2])
        let second = try Job(files, now: 20_000)
        try await second.finish()
        #expect(second.elements == [3, 4, 5])
        let third = try Job(files, now: 30_000)
        try await third.finish()
        #expect(third.elements == [])
    }

    @Test func aBatchThatFailedRunsAgainWithTheSameBlocks() async throws {
        let files = FaultyFileSystem()
        let first = try Job(files)
        first.input.foreachRDD { _, batch in if batch.time.milliseconds == 12_000 { throw Boom() } }
        try await first.context.start()
        try await first.store([1])
        _ = await first.tick()
        try await first.store([2])
        try await first.store([3])
        first.endReceiver()
        first.clock.advance(by: .seconds(1))
        await #expect(throws: StreamingError.self) { try await first.context.awaitTermination() }
        // A program with one output less: the input does not depend on it.
        let second = try Job(files, now: 20_000)
        try await second.finish()
        #expect(second.outputs.entries.first?.time == BatchTime(milliseconds: 12_000))
        #expect(second.outputs.entries.first?.elements == [2, 3])
        #expect(second.elements == [2, 3])
    }

    /// Three batches with six blocks, of which two wait for a batch at the end.
    private func run(_ files: FaultyFileSystem, rollingBytes: Int) async throws -> (Job, [(element: Int, at: Int)]) {
        let job = try Job(files, rollingBytes: rollingBytes)
        try await job.context.start()
        var acknowledged: [(element: Int, at: Int)] = []
        var next = 0
        for blocks in [1, 2, 1, 2] {
            for _ in 0..<blocks {
                let at = try await job.store([next, next + 1])
                acknowledged += [(next, at), (next + 1, at)]
                next += 2
            }
            if next < 12 { _ = await job.tick() }
        }
        await job.end(gracefully: false)
        return (job, acknowledged)
    }

    @Test(arguments: [64 << 20, 200]) func nothingIsLostOrRepeatedAfterAnyPowerCut(rollingBytes: Int) async throws {
        let files = FaultyFileSystem()
        let (first, acknowledged) = try await run(files, rollingBytes: rollingBytes)
        for cut in 0...files.operationCount {
            // The last write is torn every other time.
            let disk = files.afterPowerCut(cut, torn: cut % 2 == 0 ? nil : 3)
            let before = first.outputs.entries.filter { $0.operation <= cut }
            let done = Set(first.ends.entries.filter { $0.operation < cut }.map(\.time))
            let second = try Job(disk, now: 20_000, rollingBytes: rollingBytes)
            do {
                try await second.finish()
            } catch {
                Issue.record("a cut after \(cut) of \(files.operationCount) changes: \(error)")
                continue
            }
            let again = second.elements
            #expect(Set(again).count == again.count, "cut after \(cut)")
            let safe = Set(acknowledged.filter { $0.at < cut }.map(\.element))
            #expect(safe.isSubset(of: Set(before.flatMap(\.elements)).union(again)), "cut after \(cut)")
            #expect(
                Set(before.filter { done.contains($0.time) }.flatMap(\.elements)).isDisjoint(with: again),
                "a batch that was done came again after a cut after \(cut)")
            // A batch that runs again has the blocks that it had.
            for output in second.outputs.entries {
                guard let old = before.first(where: { $0.time == output.time }) else { continue }
                #expect(old.elements == output.elements, "cut after \(cut)")
            }
        }
    }

    @Test func aBlockThatTheDiskDoesNotTakeIsNotAcknowledged() async throws {
        let files = FaultyFileSystem()
        let job = try Job(files)
        try await job.context.start()
        try await job.store([1])
        files.fail(.sync, errno: 28)
        let error = await #expect(throws: StreamingError.self) { try await job.store([2]) }
        #expect(error?.code == .storageFailed)
        files.heal()
        try await job.store([3])
        _ = await job.tick()
        await job.end(gracefully: true)
        #expect(job.elements == [1, 3])
        #expect(job.context.engine.blocks.blocks.isEmpty)
    }

    /// The block is on the disk when its attempt fails, and the engine stores it again.
    @Test(arguments: [1, 3]) func aBlockThatTheEngineStoresAgainComesOnce(failures: Int) async throws {
        let files = FaultyFileSystem()
        let checks = FailingChecks()
        let first = try Job(files, buffers: true, failingChecks: checks)
        try await first.context.start()
        checks.fail(failures)
        try await first.store([1, 2])
        #expect(checks.failed == failures)
        try await first.store([3])
        await first.end(gracefully: false)
        let second = try Job(files, now: 20_000)
        try await second.finish()
        #expect(second.elements == [1, 2, 3])
    }

    /// Blocks that are too large for a record are several ones, of which the first are stored already.
    @Test func aDividedBlockThatTheEngineStoresAgainComesOnce() async throws {
        let files = FaultyFileSystem()
        let checks = FailingChecks()
        let job = try Job(files, buffers: true, failingChecks: checks) { configuration in
            configuration.receivers.maxBlockBytes = 1000
            // Elements wait for no clock.
            configuration.backpressure = nil
        }
        try await job.context.start()
        checks.fail(1, after: 1)
        try await job.store(Array(0..<1000))
        #expect(checks.failed == 1)
        _ = await job.tick()
        await job.end(gracefully: true)
        #expect(job.elements == Array(0..<1000))
    }

    @Test func aDriverThatWasReplacedAcknowledgesNothing() async throws {
        let files = FaultyFileSystem()
        let old = try Job(files)
        try await old.context.start()
        try await old.store([1])
        let new = try Job(files)
        try await new.context.start()
        let error = await #expect(throws: StreamingError.self) { try await old.store([2]) }
        #expect(error?.code == .ownerReplaced)
        _ = await new.tick()
        #expect(new.elements == [1])
        await new.end(gracefully: true)
        await old.end(gracefully: false)
    }

    @Test func anOlderCheckpointHasItsBlocks() async throws {
        let files = FaultyFileSystem()
        let first = try Job(files, rollingBytes: 1)
        try await first.context.start()
        for number in 0..<20 {
            try await first.store([number])
            _ = await first.tick()
        }
        await first.end(gracefully: true)
        let names = files.files.keys.filter { $0.contains("/checkpoint-") }.sorted()
        #expect(names.count == 10)
        // Two checkpoints a batch: one with its plan, one with its end.
        for damaged in 1..<names.count {
            let disk = FaultyFileSystem(files.files)
            for name in names.suffix(damaged) { disk.change(name) { $0[$0.count - 1] ^= 1 } }
            let second = try Job(disk, now: 50_000, rollingBytes: 1)
            try await second.finish()
            #expect(second.elements == Array((20 - (damaged + 1) / 2)..<20), "\(damaged) damaged")
            let third = try Job(disk, now: 60_000, rollingBytes: 1)
            try await third.finish()
            #expect(third.elements == [], "\(damaged) damaged")
        }
    }

    /// A restart forgets nothing that older checkpoints need, either.
    @Test func blocksOfOlderCheckpointsOutliveARestart() async throws {
        let files = FaultyFileSystem()
        let first = try Job(files, rollingBytes: 1)
        try await first.context.start()
        for number in 0..<8 {
            try await first.store([number])
            _ = await first.tick()
        }
        await first.end(gracefully: true)
        let second = try Job(files, now: 50_000, rollingBytes: 1)
        try await second.finish()
        let names = files.files.keys.filter { $0.contains("/checkpoint-") }.sorted()
        // The second run has written two of the ten.
        for damaged in 3..<names.count {
            let disk = FaultyFileSystem(files.files)
            for name in names.suffix(damaged) { disk.change(name) { $0[$0.count - 1] ^= 1 } }
            let third = try Job(disk, now: 60_000, rollingBytes: 1)
            try await third.finish()
            #expect(third.elements == Array((8 - (damaged - 1) / 2)..<8), "\(damaged) damaged")
        }
    }

    @Test func aBlockThatTakesTooLongIsNotAcknowledged() async throws {
        let files = FaultyFileSystem()
        let job = try Job(files) { $0.receivers.blockStoreTimeout = .milliseconds(500) }
        try await job.context.start()
        try await job.store([1])
        let clock = job.clock
        // The disk hangs until the receiver has been told.
        let end = DispatchSemaphore(value: 0)
        files.onSync {
            clock.advance(by: .milliseconds(500))
            end.wait()
        }
        let error = await #expect(throws: StreamingError.self) { try await job.store([2]) }
        #expect(error?.code == .storageFailed && error?.message.contains("blockStoreTimeout") == true)
        files.onSync(nil)
        end.signal()
        try await job.store([3])
        _ = await job.tick()
        await job.end(gracefully: true)
        #expect(job.elements == [1, 3])
    }

    @Test func filesThatNoBlockNeedsAreRemoved() async throws {
        let files = FaultyFileSystem()
        let job = try Job(files, rollingBytes: 1)
        try await job.context.start()
        func count(_ log: String) -> Int { files.files.keys.filter { $0.hasPrefix("/job/log.\(log)/") }.count }
        for number in 0..<20 {
            try await job.store([number])
            _ = await job.tick()
        }
        // The files of the batches that the ten checkpoints have, and those that are being written.
        #expect(count("received") <= 9 && count("receivers") <= 18)
        await job.end(gracefully: true)
        let next = try Job(files, now: 50_000)
        try await next.finish()
        #expect(next.elements == [])
    }

    @Test func blocksThatAreTooLargeForTheLogAreDivided() async throws {
        let files = FaultyFileSystem()
        func job(_ now: Int64) throws -> Job {
            try Job(files, now: now) { $0.receivers.maxBlockBytes = 1000 }
        }
        let first = try job(10_000)
        try await first.context.start()
        try await first.store(Array(0..<1000))
        await first.end(gracefully: false)
        let second = try job(20_000)
        try await second.finish()
        #expect(second.elements == Array(0..<1000))
    }

    @Test func aMissingBlockIsNamed() async throws {
        let files = FaultyFileSystem()
        let first = try Job(files)
        try await first.context.start()
        try await first.store([1])
        await first.end(gracefully: false)
        let lost = FaultyFileSystem(files.files.filter { !$0.key.hasPrefix("/job/log.received/") })
        let second = try Job(lost, now: 20_000)
        let error = await #expect(throws: StreamingError.self) { try await second.context.start() }
        #expect(error?.code == .dataDamaged && error?.message.contains("input-") == true)
    }

    @Test func withoutALogLostBlocksAreCountedAndTold() async throws {
        let files = FaultyFileSystem()
        let first = try Job(files, usesLog: false)
        first.input.foreachRDD { _, _ in throw Boom() }
        try await first.context.start()
        try await first.store([1, 2])
        first.endReceiver()
        first.clock.advance(by: .seconds(1))
        await #expect(throws: StreamingError.self) { try await first.context.awaitTermination() }
        let lines = LogLines()
        let second = try Job(files, now: 20_000, usesLog: false, logger: lines.logger)
        try await second.finish()
        #expect(second.elements == [])
        #expect(second.input.lostBlockCount == 1)
        #expect(lines.all.contains { $0.contains("are lost") && $0.contains("blocks") })
    }

    @Test func theLogNeedsACheckpointAndACodec() async throws {
        struct Opaque: Sendable {}
        var configuration = StreamingConfiguration()
        configuration.receivers.writeAheadLog = true
        let (bare, _) = try makeStream(configuration: configuration)
        bare.receiverStream(of: Int.self) { _ in }.foreachRDD { _ = try await $0.count() }
        let first = await #expect(throws: StreamingError.self) { try await bare.start() }
        #expect(first?.code == .invalidConfiguration && first?.message.contains("checkpoint") == true)
        let (other, _) = try makeStream(configuration: configuration)
        other.receiverStream(of: Opaque.self) { _ in }.foreachRDD { _ = try await $0.count() }
        try other.checkpoint(
            CheckpointLocation(store: DirectoryCheckpointStore(directory: "/job", files: FaultyFileSystem())))
        let second = await #expect(throws: StreamingError.self) { try await other.start() }
        #expect(second?.code == .codecMissing && second?.message.contains("Opaque") == true)
    }
}

/// Looks at the owner that fail, as on a disk that is short of something for a moment.
private final class FailingChecks: Sendable {
    private let state = Mutex((after: 0, left: 0, failed: 0))

    /// Number of looks that have failed.
    var failed: Int { state.withLock { $0.failed } }

    /// Lets `count` looks fail, after some that succeed.
    func fail(_ count: Int, after: Int = 0) {
        state.withLock { state in
            state.after = after
            state.left = count
        }
    }

    func check() throws {
        let fails = state.withLock { state in
            guard state.left > 0 else { return false }
            if state.after > 0 {
                state.after -= 1
                return false
            }
            state.left -= 1
            state.failed += 1
            return true
        }
        if fails { throw Boom() }
    }
}

/// A store whose look at the owner may fail.
private struct UncertainStore: CheckpointStore {
    let store: DirectoryCheckpointStore
    let failing: FailingChecks

    func acquire(_ owner: CheckpointOwner) async throws -> CheckpointLease { try await store.acquire(owner) }

    func check(_ lease: CheckpointLease) async throws {
        try failing.check()
        try await store.check(lease)
    }

    func release(_ lease: CheckpointLease) async { await store.release(lease) }

    func write(_ bytes: StoredBytes, as name: String, _ lease: CheckpointLease) async throws {
        try await store.write(bytes, as: name, lease)
    }

    func read(_ name: String) async throws -> StoredBytes? { try await store.read(name) }
    func names() async throws -> [String] { try await store.names() }
    func remove(_ name: String, _ lease: CheckpointLease) async throws { try await store.remove(name, lease) }

    func openLog(
        _ name: String, through end: LogPosition?, _ lease: CheckpointLease,
        replay: @escaping @Sendable (StoredBytes, BatchTime) throws -> Void
    ) async throws -> WriteAheadLog {
        try await store.openLog(name, through: end, lease, replay: replay)
    }
}
