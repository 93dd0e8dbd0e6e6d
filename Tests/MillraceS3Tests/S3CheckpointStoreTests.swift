// Millrace
// SPDX-License-Identifier: Apache-2.0

#if S3
import Logging
import Millrace
import MillraceS3
import Synchronization
import Testing

/// Against moto's server; `make peers` installs it.
@Suite(.enabled(if: StoreProcess.peers != nil, "needs MILLRACE_PEERS"), .timeLimit(.minutes(10)))
struct S3CheckpointStoreTests {
    private func owner(_ process: Int) -> CheckpointOwner {
        CheckpointOwner(job: "totals", host: "h", process: process, started: 1)
    }

    private func code(_ body: () async throws -> Void) async -> StreamingError.Code? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? StreamingError)?.code
        }
    }

    @Test func blobsAreWrittenListedReadAndRemoved() async throws {

        let place = try S3CheckpointStore(try StoreProcess.moto.get().configuration("blobs"))
        let lease = try await place.acquire(owner(1))
        #expect(lease.epoch == 1)
        #expect(try await place.names().isEmpty)
        #expect(try await place.read("a") == nil)
        try await place.write(StoredBytes([1, 2, 3]), as: "a", lease)
        try await place.write(StoredBytes([]), as: "b", lease)
        #expect(try await place.names() == ["a", "b"])
        #expect(try await place.read("a")?.array == [1, 2, 3])
        // The same again, as after a lost answer; other contents are refused.
        try await place.write(StoredBytes([1, 2, 3]), as: "a", lease)
        #expect(await code { try await place.write(StoredBytes([4]), as: "a", lease) } == .storageFailed)
        try await place.remove("a", lease)
        try await place.remove("a", lease)
        #expect(try await place.names() == ["b"])
    }

    @Test func aDriverThatWasReplacedIsRefused() async throws {
        let configuration = try StoreProcess.moto.get().configuration("owners")
        let (old, new) = (try S3CheckpointStore(configuration), try S3CheckpointStore(configuration))
        let first = try await old.acquire(owner(1))
        let second = try await new.acquire(owner(2))
        #expect(second.epoch == 2)
        #expect(await code { try await old.check(first) } == .ownerReplaced)
        #expect(await code { try await old.write(StoredBytes([1]), as: "a", first) } == .ownerReplaced)
        #expect(await code { try await old.remove("a", first) } == .ownerReplaced)
        #expect(await code { _ = try await old.openLog("state", through: nil, first) { _, _ in } } == .ownerReplaced)
        try await new.write(StoredBytes([1]), as: "a", second)
    }

    @Test func driversThatStartAtOnceGetDifferentEpochs() async throws {
        let configuration = try StoreProcess.moto.get().configuration("race")
        let leases = try await withThrowingTaskGroup(of: CheckpointLease.self) { group in
            for number in 0..<8 {
                group.addTask { try await S3CheckpointStore(configuration).acquire(self.owner(number)) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(leases.map(\.epoch).sorted() == Array(1...8))
        var owners = 0
        for lease in leases where await code({ try await S3CheckpointStore(configuration).check(lease) }) == nil {
            owners += 1
        }
        #expect(owners == 1)
    }

    @Test func aLogIsReadBackUpToTheCheckpointsEnd() async throws {
        let place = try S3CheckpointStore(try StoreProcess.moto.get().configuration("logs"), rollingBytes: 200)
        let first = try await place.acquire(owner(1))
        let log = try await place.openLog("state", through: nil, first) { _, _ in }
        var ends: [LogPosition] = []
        for number in 0..<10 as Range<UInt8> {
            let record = StoredBytes([UInt8](repeating: number, count: 50))
            ends.append(try await log.append(record, time: BatchTime(milliseconds: Int64(number))))
        }
        await log.close()
        let second = try await place.acquire(owner(2))
        let seen = Mutex<[UInt8]>([])
        let again = try await place.openLog("state", through: ends[6], second) { bytes, _ in
            seen.withLock { $0.append(bytes.array.first ?? 255) }
        }
        #expect(seen.withLock { $0 } == Array(0...6))
        #expect(again.fileNames.count > 1)
        #expect(try await again.clean(before: BatchTime(milliseconds: 4)) > 0)
        await again.close()
        #expect(try await place.names().isEmpty, "the files of logs are no blobs")
    }

    /// Three lives of a job with state; the second one fails in its output.
    @Test func aJobGoesOnAfterRestarts() async throws {
        let configuration = try StoreProcess.moto.get().configuration("job")
        let counts = Mutex<[Int: Set<Int>]>([:])
        for life in 0..<3 {
            let clock = ManualClock(now: BatchTime(milliseconds: 10_000 + 10_000 * Int64(life)))
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let job = StreamingJob(
                "totals", checkpoint: CheckpointLocation(store: try S3CheckpointStore(configuration)),
                engine: EngineConfiguration(appName: "totals", master: .local(threads: 2, maxFailures: 1)),
                clock: clock, logger: logger
            ) { job in
                let numbers = job.queueStream(of: Int.self)
                for number in 0..<6 { numbers.push([number]) }
                numbers.map { (0, $0) }.mapWithState(
                    StateSpec<Int, Int, Int, (Int, Int)> { _, value, state in
                        try state.update((state.value ?? 0) + 1)
                        return (value ?? -1, state.value ?? 0)
                    }
                ).id("counts").foreachRDD { rdd, batch in
                    for (number, count) in try await rdd.collect() {
                        if life == 1, number == 3 { throw Stop() }
                        _ = counts.withLock { $0[number, default: []].insert(count) }
                        if number == [1, -1, 5][life] { job.requestStop() }
                    }
                }
            }
            let context = try await job.makeContext()
            try await context.start()
            clock.advance(by: .seconds(2))
            do { try await context.awaitTermination() } catch { #expect(life == 1, "\(error)") }
        }
        #expect(counts.withLock { $0 } == Dictionary(uniqueKeysWithValues: (0..<6).map { ($0, [$0 + 1]) }))
    }

    private struct Stop: Error {}

    @Test func aStoreThatIgnoresConditionsIsRefused() async throws {
        let store = try StoreProcess("careless")
        let place = try S3CheckpointStore(store.configuration("x"))
        #expect(await code { _ = try await place.acquire(self.owner(1)) } == .invalidConfiguration)
    }

    @Test func aStoreThatIsNotThereOrHasNoBucketIsNamed() async throws {
        var configuration = try StoreProcess.moto.get().configuration("x")
        configuration.bucket = "missing"
        let place = try S3CheckpointStore(configuration)
        let error = await #expect(throws: StreamingError.self) { _ = try await place.acquire(self.owner(1)) }
        #expect(error?.message.contains("NoSuchBucket") == true)
        configuration.endpoint = "http://127.0.0.1:1"
        configuration.maxAttempts = 2
        configuration.requestTimeout = .milliseconds(500)
        configuration.retryBackoff = .milliseconds(1)
        let nowhere = try S3CheckpointStore(configuration)
        #expect(await code { _ = try await nowhere.acquire(self.owner(1)) } == .storageFailed)
    }
}

extension StoreProcess {
    /// The store that tests share, each with a prefix of its own.
    static let moto = Result { try StoreProcess("moto") }
}
#endif
