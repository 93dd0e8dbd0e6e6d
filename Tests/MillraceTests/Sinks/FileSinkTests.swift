// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import MillraceTesting
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct FileSinkTests {
    private func sink(_ files: FaultyFileSystem) -> FileSink<Int> {
        FileSink(prefix: "/out/n", format: .text(), files: files)
    }

    private static func batch(_ time: Int64, attempt: Int = 0) -> Batch {
        Batch(time: BatchTime(milliseconds: time), operation: 0, attempt: attempt, inputs: [])
    }

    /// An owner whose checkpoint has every batch.
    private static func owner(_ epoch: UInt64?, host: String = "a") -> SinkOwner {
        SinkOwner(
            driver: CheckpointOwner(job: "j", host: host, process: 1, started: 0), epoch: epoch,
            lastBatch: epoch.map { _ in BatchTime(milliseconds: .max) })
    }

    // MARK: Checkpoints

    /// Runs two batches, then one that dies at a step, and damages the newest checkpoint, which alone has that batch.
    private func filesWithADamagedCheckpoint(dyingAt step: SinkStep) async throws -> (FaultyFileSystem, name: String) {
        let files = FaultyFileSystem()
        #expect(await (try SinkJob(files) { $0.write(to: sink(files)) }).run(2) == nil)
        let dying = try SinkJob(files, now: 12_000) { $0.write(to: HookedSink(sink(files), dyingAt: step, of: 0)) }
        #expect(await dying.run(1) != nil, "the crash happens")
        let newest = try #require(files.files.keys.filter { $0.hasPrefix("/job/checkpoint-") }.max())
        files.change(newest) { $0[$0.count / 2] ^= 1 }
        return (files, String(newest.dropFirst("/job/".count)))
    }

    @Test(arguments: [SinkStep.beforePrepare, .beforeCommit])
    func aDamagedCheckpointCostsNothingWhereTheBatchWasNotWritten(_ step: SinkStep) async throws {
        let (files, _) = try await filesWithADamagedCheckpoint(dyingAt: step)
        let second = try SinkJob(files, now: 20_000) { $0.write(to: sink(files)) }
        #expect(await second.run(4) == nil)
        let elements = SinkJob.elements(files)
        #expect(elements == Array(0..<elements.count) && elements.count >= 8, "\(elements)")
    }

    /// The batch would be planned again as another one, with the same elements.
    @Test func aBatchThatTheCheckpointDoesNotKnowIsRefusedByName() async throws {
        let (files, name) = try await filesWithADamagedCheckpoint(dyingAt: .afterCommit)
        #expect(SinkJob.elements(files) == Array(0..<6))
        let second = try SinkJob(files, now: 20_000) { $0.write(to: sink(files)) }
        let error = await second.run(4) as? StreamingError
        #expect(error?.code == .batchRefused && error?.batchTime?.milliseconds == 13_000)
        #expect(error?.message.contains("/out/n-*") == true && error?.message.contains(name) == true)
        #expect(error?.message.contains("remove the folders of later batches") == true)
        #expect(SinkJob.elements(files) == Array(0..<6), "nothing is written")
        // Doing so gives each element once again.
        try files.removeTree("/out/n-13000")
        let third = try SinkJob(files, now: 30_000) { $0.write(to: sink(files)) }
        #expect(await third.run(4) == nil)
        let elements = SinkJob.elements(files)
        #expect(elements == Array(0..<elements.count) && elements.count >= 8, "\(elements)")
    }

    /// The files of the checkpoint's owners may be left or not: a supervisor that starts the job again and again must
    /// not wear the refusal off.
    @Test(arguments: ["/job/checkpoint-", "/job/"]) func aLostCheckpointIsRefusedAtEveryStart(_ lost: String)
        async throws
    {
        let whole = FaultyFileSystem()
        for start in 0..<3 {
            let now = 10_000 + Int64(start) * 10_000
            #expect(await (try SinkJob(whole, now: now) { $0.write(to: sink(whole)) }).run(2) == nil)
        }
        let elements = SinkJob.elements(whole)
        let files = FaultyFileSystem(whole.files.filter { !$0.key.hasPrefix(lost) })
        for start in 0..<6 {
            let now = 50_000 + Int64(start) * 10_000
            let error = await (try SinkJob(files, now: now) { $0.write(to: sink(files)) }).run(1) as? StreamingError
            #expect(error?.code == .batchRefused || error?.code == .ownerReplaced, "start \(start): \(error as Any)")
            if start == 5 || lost == "/job/checkpoint-" {
                #expect(error?.code == .batchRefused && error?.message.contains("no batch") == true)
                #expect(error?.message.contains("remove the folders of later batches") == true)
            }
        }
        #expect(SinkJob.elements(files) == elements, "nothing is written")
    }

    // MARK: Crashes

    @Test(arguments: SinkStep.allCases, 0..<3)
    func aCrashAtAnyStepNeitherLosesNorRepeats(_ step: SinkStep, _ number: Int) async throws {
        let files = FaultyFileSystem()
        let first = try SinkJob(files) { $0.write(to: HookedSink(sink(files), dyingAt: step, of: number)) }
        let failure = await first.run(6)
        #expect(failure != nil, "the crash happens")
        let second = try SinkJob(files, now: 20_000) { $0.write(to: sink(files)) }
        #expect(await second.run(4) == nil)
        let elements = SinkJob.elements(files)
        #expect(elements == Array(0..<elements.count) && elements.count >= 8)
        #expect(SinkJob.folders(files).values.allSatisfy { $0.count == 2 })
    }

    /// Power fails after every operation on the files, and the last write is torn.
    @Test func aPowerCutAnywhereNeitherLosesNorRepeats() async throws {
        let files = FaultyFileSystem()
        #expect(await (try SinkJob(files) { $0.write(to: sink(files)) }).run(3) == nil)
        #expect(SinkJob.elements(files) == Array(0..<6))
        #expect(files.operationCount > 50)
        for count in 0...files.operationCount {
            let survived = files.afterPowerCut(count, torn: count % 3)
            let job = try SinkJob(survived, now: 20_000) { $0.write(to: sink(survived)) }
            #expect(await job.run(3) == nil)
            let elements = SinkJob.elements(survived)
            #expect(elements == Array(0..<elements.count) && elements.count >= 6, "after \(count) operations")
        }
    }

    /// Each call to the disk fails once, and the batch is tried again.
    @Test(arguments: [FaultyFileSystem.Call.open, .write, .sync, .syncDirectory, .rename])
    func aFaultOfTheDiskIsTriedAgain(_ call: FaultyFileSystem.Call) async throws {
        for after in 0..<12 {
            let files = FaultyFileSystem()
            var configuration = StreamingConfiguration()
            configuration.failurePolicy = .retry(3)
            configuration.retryBackoff = .zero
            // Without a checkpoint, so that all calls are the sink's.
            let job = try SinkJob(files, configuration: configuration, checkpointed: false) { input in
                input.write(
                    to: HookedSink(sink(files)) { step, batch in
                        if step == .beforePrepare, batch?.attempt == 0 { files.fail(call, after: after) }
                        if step == .beforePrepare, batch?.attempt == 1 { files.heal() }
                    })
            }
            #expect(await job.run(2) == nil)
            #expect(SinkJob.elements(files) == Array(0..<4), "\(call) after \(after)")
        }
    }

    @Test func onlyTheAttemptThatWonIsInTheFiles() async throws {
        let files = FaultyFileSystem()
        let failures = Counter()
        let job = try SinkJob(files) { input in
            input.mapPartitions { elements, emit in
                try await elements.forEach { try emit($0) }
                // Fails after it has handed on its element.
                if elements.index == 1, failures.increment() % 2 == 1 { throw Boom() }
            }.write(to: sink(files))
        }
        #expect(await job.run(2) == nil)
        #expect(SinkJob.elements(files) == Array(0..<4))
        #expect(!files.files.keys.contains { $0.contains("/_part") }, "no file of a failed attempt is left")
    }

    // MARK: Owners

    @Test func anOwnerThatWasReplacedIsRefusedByName() async throws {
        let files = FaultyFileSystem()
        let engine = makeEngine()
        let rdd = engine.parallelize([1, 2], partitions: 2)
        for (first, epochs) in ([(1, 2), (nil, nil)] as [(UInt64?, UInt64?)]).enumerated() {
            let first = Int64(first) * 10_000
            let (old, new) = (SinkOutput(sink(files)), SinkOutput(sink(files)))
            try await old.start(Self.owner(epochs.0, host: "old"))
            try await old.run(rdd, Self.batch(first + 1000))
            try await new.start(Self.owner(epochs.1, host: "new"))
            let error = await #expect(throws: StreamingError.self) { try await old.run(rdd, Self.batch(first + 2000)) }
            #expect(error?.code == .ownerReplaced && error?.message.contains("on new") == true)
            try await new.run(rdd, Self.batch(first + 2000))
        }
        // A driver that hung before it took the place cannot take it from its successor.
        let late = SinkOutput(sink(files))
        try await SinkOutput(sink(files)).start(Self.owner(4))
        let error = await #expect(throws: StreamingError.self) { try await late.start(Self.owner(3)) }
        #expect(error?.code == .ownerReplaced)
        // Nor can one of another checkpoint, whose epochs began at 1 again.
        let other = await #expect(throws: StreamingError.self) {
            try await SinkOutput(sink(files)).start(Self.owner(4, host: "other"))
        }
        #expect(other?.code == .ownerReplaced)
        await engine.stop()
    }

    @Test func anOwnerThatHangsBeforeItsRenameHarmsNothing() async throws {
        let files = FaultyFileSystem()
        let engine = makeEngine()
        let (hangs, goesOn) = (Event(), Event())
        let old = SinkOutput(sink(files))
        try await old.start(Self.owner(1))
        let rdd = engine.parallelize([1, 2], partitions: 1)
        let late = Task {
            try await old.run(
                rdd.mapPartitions { elements, emit in
                    try await elements.forEach { try emit($0) }
                    hangs.signal()
                    await goesOn.wait()
                }, Self.batch(1000))
        }
        await hangs.wait()
        let new = SinkOutput(sink(files))
        try await new.start(Self.owner(2))
        try await new.run(rdd, Self.batch(1000))
        goesOn.signal()
        await #expect(throws: (any Error).self) { try await late.value }
        #expect(SinkJob.elements(files) == [1, 2])
        await engine.stop()
    }

    @Test func aHungDriverStopsByNameOnceItWakesUp() async throws {
        let files = FaultyFileSystem()
        let (hangs, wakes) = (Event(), Event())
        var goesOn = StreamingConfiguration()
        goesOn.failurePolicy = .continue(retries: 2)
        let old = try SinkJob(files, configuration: goesOn) { input in
            input.write(
                to: HookedSink(sink(files)) { step, batch in
                    guard step == .afterWrite, batch?.time.milliseconds == 12_000 else { return }
                    hangs.signal()
                    await wakes.wait()
                })
        }
        async let failure = old.run(5)
        await hangs.wait()
        let new = try SinkJob(files, now: 20_000) { $0.write(to: sink(files)) }
        #expect(await new.run(3) == nil)
        wakes.signal()
        #expect((await failure as? StreamingError)?.code == .ownerReplaced, "whatever the failure policy is")
        let elements = SinkJob.elements(files)
        #expect(elements == Array(0..<elements.count))
    }

    /// A batch must not be taken for that of an earlier run with the same time.
    @Test func aClockThatWasSetBackIsToldWithoutACheckpoint() async throws {
        let files = FaultyFileSystem()
        func job() throws -> SinkJob { try SinkJob(files, checkpointed: false) { $0.write(to: sink(files)) } }
        #expect(await (try job()).run(2) == nil)
        let error = await (try job()).run(2)
        #expect("\(String(describing: error))".contains("batchRefused"))
        #expect(SinkJob.elements(files) == [0, 1, 2, 3])
    }

    // MARK: Names

    @Test func foldersHaveSparksNames() async throws {
        let files = FaultyFileSystem()
        let output = SinkOutput(
            FileSink<Int>(prefix: "/out/n", suffix: "txt", format: .text { "<\($0)>" }, files: files))
        let engine = makeEngine()
        try await output.start(Self.owner(1))
        try await output.run(engine.parallelize([1, 2, 3], partitions: 2), Self.batch(1000))
        let written = files.files.filter { !$0.key.contains("/_n") }.mapValues { String(decoding: $0, as: UTF8.self) }
        #expect(
            written == [
                "/out/n-1000.txt/part-00000": "<1>\n", "/out/n-1000.txt/part-00001": "<2>\n<3>\n",
                "/out/n-1000.txt/_SUCCESS": "",
            ])
        #expect(files.callCount(.sync) >= 3 && files.callCount(.syncDirectory) >= 2)
        await engine.stop()
    }

    @Test func twoOutputsCannotHaveOnePlace() async throws {
        let files = FaultyFileSystem()
        let job = try SinkJob(files) { input in
            input.write(to: sink(files))
            input.map { $0 + 1 }.write(to: sink(files))
        }
        let error = await job.run(1) as? StreamingError
        #expect(error?.code == .invalidGraph && error?.message.contains("/out/n") == true)
    }
}
