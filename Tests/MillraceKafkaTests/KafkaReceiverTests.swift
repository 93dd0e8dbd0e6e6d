// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import Logging
import Millrace
import MillraceKafka
import Synchronization
import TestSupport
import Testing

/// Streams that receive as members of a group: what is committed when, and what comes again.
@Suite(.timeLimit(.minutes(10))) struct KafkaReceiverTests {
    private struct Refused: Error {}

    /// The times of batches whose output has come, and of those that have ended.
    private final class Progress: StreamingListener {
        let outputs = Log<BatchTime>()
        private let ended = Log<BatchTime>()

        func batchCompleted(_ batch: BatchInfo) { ended.add(batch.batchTime) }

        var isBehind: Bool { !Set(outputs.entries).isSubset(of: ended.entries) }
    }

    /// A stream of the topic `t`, whose blocks end when the test moves the clock.
    private struct Run {
        let clock: ManualClock
        let streaming: StreamingContext
        let input: KafkaReceiverInputDStream<String>
        let batches = Inbox<[String]>()
        /// Number of records that were received.
        let received = Counter()
        private let progress = Progress()

        init(
            _ cluster: TestCluster, _ guarantee: DeliveryGuarantee = .atLeastOnce, log: TemporaryFolder? = nil,
            now: Int64 = 0, groupProtocol: GroupProtocol = .classic, lines: LogLines? = nil,
            files: (any FileSystem)? = nil, instance: String? = nil, before: @escaping @Sendable () async -> Void = {}
        ) throws {
            clock = ManualClock(now: BatchTime(milliseconds: now))
            var configuration = StreamingConfiguration(backpressure: nil)
            configuration.receivers.writeAheadLog = log != nil
            // The test's clock runs faster than the disk.
            configuration.receivers.blockStoreTimeout = .seconds(1_000_000_000)
            configuration.receivers.restartDelay = .zero
            let engine = MillraceContext(
                EngineConfiguration(appName: "receivers", master: .local(threads: 2)),
                logger: lines?.logger ?? Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            streaming = try StreamingContext(
                engine, batchDuration: .seconds(100_000), clock: clock, configuration: configuration)
            let (batches, received, progress) = (batches, received, progress)
            streaming.addListener(progress)
            var consumer = Self.consumer(cluster, groupProtocol)
            consumer.groupInstanceID = instance
            let settings = KafkaReceiverConfiguration(consumer: consumer, guarantee: guarantee)
            input = try streaming.kafkaReceiverStream(.topics(["t"]), configuration: settings) { _, record in
                received.increment()
                return record.value?.string ?? "null"
            }.id("t")
            input.foreachRDD { rdd, batch in
                let values = try await rdd.collect()
                if values.isEmpty { return }
                await before()
                progress.outputs.add(batch.time)
                batches.add(values)
            }
            guard let log else { return }
            let store = DirectoryCheckpointStore(
                directory: log.path, takesOver: true, files: files ?? POSIXFileSystem())
            try streaming.checkpoint(CheckpointLocation(store: store))
        }

        static func consumer(_ cluster: TestCluster, _ groupProtocol: GroupProtocol = .classic)
            -> ConsumerConfiguration
        {
            var configuration = ConsumerConfiguration(
                client: .patient(cluster.bootstrapServers), groupID: "g", offsetReset: .earliest)
            configuration.fetch.maxWait = .milliseconds(20)
            configuration.heartbeatInterval = .milliseconds(20)
            configuration.sessionTimeout = .seconds(600)
            configuration.maxPollInterval = .seconds(600)
            configuration.groupProtocol = groupProtocol
            return configuration
        }

        /// Waits until `count` records were received, which may not be stored yet.
        func wait(received count: Int) async { while received.value < count { await Task.yield() } }

        /// Lets blocks end until the group has committed `offset`. No batch is due for long.
        func waitForCommit(_ offset: Int64, _ cluster: TestCluster) async {
            while cluster.committedOffset(group: "g", "t", 0) != offset {
                clock.advance(by: .milliseconds(200))
                await Task.yield()
            }
        }

        /// The records of the next batch that has some.
        func next() async -> [String] {
            let isThere = Mutex(false)
            let (clock, batches) = (clock, batches)
            async let values = {
                let values = await batches.next()
                isThere.withLock { $0 = true }
                return values
            }()
            while !isThere.withLock({ $0 }) {
                clock.advance(by: .seconds(100_000))
                await Task.yield()
            }
            return await values
        }

        /// Waits until the batches whose output has come have ended, after which a restart does not repeat them.
        func waitForEnds() async { while progress.isBehind { await Task.yield() } }

        func stop(gracefully: Bool = true) async { await streaming.stop(gracefully: gracefully) }
    }

    private static func with(
        partitions: Int = 1, _ body: (TestCluster) async throws -> Void
    ) async throws {
        var configuration = ClusterConfiguration(brokers: 1)
        configuration.groups.consumerHeartbeatInterval = .milliseconds(20)
        configuration.groups.consumerSessionTimeout = .seconds(600)
        try await TestCluster.with(configuration) { cluster in
            try cluster.createTopic("t", partitions: partitions)
            try await body(cluster)
        }
    }

    private func committed(_ cluster: TestCluster, _ offset: Int64) async {
        while cluster.committedOffset(group: "g", "t", 0) != offset { await Task.yield() }
    }

    @Test(arguments: [GroupProtocol.classic, .consumer])
    func withALogOffsetsAreCommittedOnceTheBlockIsStored(groupProtocol: GroupProtocol) async throws {
        try await Self.with { cluster in
            try cluster.append(values: ["a", "b", "c"], to: "t", 0)
            let folder = try TemporaryFolder()
            let commits = cluster.record(.api(.offsetCommit))
            let run = try Run(cluster, log: folder, groupProtocol: groupProtocol)
            try await run.streaming.start()
            await run.wait(received: 3)
            // The block has not ended.
            #expect(commits.count == 0)
            await run.waitForCommit(3, cluster)
            // No batch has run yet.
            #expect(await run.next() == ["a", "b", "c"])
            await run.stop()
            #expect(commits.count == 1)
        }
    }

    @Test func withoutALogAtLeastOnceCommitsAfterTheOutput() async throws {
        try await Self.with { cluster in
            try cluster.append(values: ["a", "b"], to: "t", 0)
            let commits = cluster.record(.api(.offsetCommit))
            let offset = Log<Int64?>()
            let run = try Run(cluster, .atLeastOnce) {
                offset.add(cluster.committedOffset(group: "g", "t", 0))
            }
            try await run.streaming.start()
            await run.wait(received: 2)
            #expect(await run.next() == ["a", "b"])
            await committed(cluster, 2)
            #expect(offset.entries == [nil])
            #expect(commits.count == 1)
            await run.stop()
        }
    }

    @Test func atMostOnceCommitsBeforeTheOutput() async throws {
        try await Self.with { cluster in
            try cluster.append(values: ["a", "b"], to: "t", 0)
            let offset = Log<Int64?>()
            let run = try Run(cluster, .atMostOnce) {
                offset.add(cluster.committedOffset(group: "g", "t", 0))
            }
            try await run.streaming.start()
            await run.wait(received: 2)
            #expect(await run.next() == ["a", "b"])
            #expect(offset.entries == [2])
            await run.stop()
        }
    }

    @Test func recordsOfABatchThatWasNotDoneComeAgainWithoutALog() async throws {
        try await Self.with { cluster in
            try cluster.append(values: ["a", "b"], to: "t", 0)
            let first = try Run(cluster)
            // Fails after the output of the test, so the batch is not done.
            first.input.foreachRDD { rdd in if try await rdd.count() > 0 { throw Refused() } }
            try await first.streaming.start()
            await first.wait(received: 2)
            #expect(await first.next() == ["a", "b"])
            await #expect(throws: (any Error).self) { try await first.streaming.awaitTermination() }
            #expect(cluster.committedOffset(group: "g", "t", 0) == nil)
            let second = try Run(cluster)
            try await second.streaming.start()
            await second.wait(received: 2)
            #expect(await second.next() == ["a", "b"])
            await second.stop()
            #expect(cluster.committedOffset(group: "g", "t", 0) == 2)
        }
    }

    @Test(arguments: [GroupProtocol.classic, .consumer])
    func partitionsThatGoAreStoredAndCommittedBefore(groupProtocol: GroupProtocol) async throws {
        try await Self.with(partitions: 2) { cluster in
            for partition in Int32(0)...1 {
                try cluster.append(values: (0..<3).map { "\(partition):\($0)" }, to: "t", partition)
            }
            let folder = try TemporaryFolder()
            let run = try Run(cluster, log: folder, groupProtocol: groupProtocol)
            try await run.streaming.start()
            await run.wait(received: 6)
            #expect(cluster.committedOffset(group: "g", "t", 1) == nil)
            // Another member joins; no time passes, so the block ends because a partition goes.
            let other = try KafkaConsumer(Run.consumer(cluster, groupProtocol))
            try other.subscribe(to: "t")
            let seen = Inbox<String>()
            let reading = Task { try await other.run { try $0.forEach { seen.add($0.value?.string ?? "null") } } }
            while other.assignment.isEmpty { await Task.yield() }
            let moved = try #require(other.assignment.first).partition
            #expect(cluster.committedOffset(group: "g", "t", moved) == 3)
            try cluster.append(values: ["\(moved):3"], to: "t", moved)
            #expect(await seen.next() == "\(moved):3", "it goes on after the commit")
            #expect(await run.next().sorted() == ["0:0", "0:1", "0:2", "1:0", "1:1", "1:2"])
            other.stop()
            try await reading.value
            await run.stop()
        }
    }

    @Test func aRestartWithALogLosesAndRepeatsNothing() async throws {
        try await Self.with { cluster in
            let folder = try TemporaryFolder()
            try cluster.append(values: ["a", "b"], to: "t", 0)
            let first = try Run(cluster, log: folder)
            try await first.streaming.start()
            await first.wait(received: 2)
            #expect(await first.next() == ["a", "b"])
            await first.waitForEnds()
            try cluster.append(values: ["c"], to: "t", 0)
            await first.wait(received: 3)
            await first.waitForCommit(3, cluster)
            // The block of "c" is committed, but no batch has it.
            await first.stop(gracefully: false)
            try cluster.append(values: ["d"], to: "t", 0)
            let second = try Run(cluster, log: folder, now: 1_000_000_000)
            try await second.streaming.start()
            await second.wait(received: 1)
            var values: [String] = []
            while values.count < 2 { values += await second.next() }
            #expect(values == ["c", "d"])
            await second.stop()
            #expect(cluster.committedOffset(group: "g", "t", 0) == 4)
        }
    }

    @Test func aBlockThatCannotBeStoredIsNotCommittedAndReadAgain() async throws {
        try await Self.with { cluster in
            let folder = try TemporaryFolder()
            let files = FailingReceivedLog()
            let lines = LogLines()
            try cluster.append(values: ["a", "b"], to: "t", 0)
            let run = try Run(cluster, log: folder, lines: lines, files: files)
            try await run.streaming.start()
            files.fails(true)
            await run.wait(received: 2)
            while run.input.receiverInfo?.attempt == 0 {
                run.clock.advance(by: .milliseconds(200))
                await Task.yield()
            }
            #expect(cluster.committedOffset(group: "g", "t", 0) == nil)
            #expect(lines.all.contains { $0.contains("a receiver failed") && $0.contains("made to fail") })
            files.fails(false)
            await run.waitForCommit(2, cluster)
            // A write that failed may be found again, so it is at least once.
            #expect(Set(await run.next()) == ["a", "b"])
            await run.stop()
        }
    }

    /// A commit that is under way when the partition is lost must not go out again in the next generation: another
    /// member may have committed more.
    @Test func aCommitOfALostPartitionIsNotRepeatedAsTheNextGeneration() async throws {
        try await Self.with { cluster in
            let folder = try TemporaryFolder()
            let lines = LogLines()
            // The coordinator rebalances for as long as the test likes.
            let commits = cluster.add(Script(.offsetCommit, .fail(.rebalanceInProgress)))
            try cluster.append(values: ["a", "b", "c"], to: "t", 0)
            // A static member takes its own place when it joins again, so that the group waits for nobody.
            let run = try Run(cluster, log: folder, lines: lines, instance: "i")
            try await run.streaming.start()
            await run.wait(received: 3)
            while commits.hits == 0 {
                run.clock.advance(by: .milliseconds(200))
                await Task.yield()
            }
            cluster.add(Script(.heartbeat, times: 1, .fail(.unknownMemberID)))
            // Reads from its last commit again, of which there is none; the block does not end.
            await run.wait(received: 6)
            cluster.remove(commits)
            while cluster.committedOffset(group: "g", "t", 0) == nil,
                !lines.all.contains(where: { $0.contains("could not commit its offsets") })
            {
                await Task.yield()
            }
            #expect(cluster.committedOffset(group: "g", "t", 0) == nil)
            await run.waitForCommit(3, cluster)
            // The block of the lost partition was stored, so its records come twice: at least once.
            #expect(await run.next() == ["a", "b", "c", "a", "b", "c"])
            await run.stop()
        }
    }

    @Test func aReceiverWithoutAGroupOrWithSinglePartitionsIsRefused() async throws {
        let streaming = try StreamingContext(
            MillraceContext(EngineConfiguration(appName: "test")), batchDuration: .seconds(1))
        var consumer = ConsumerConfiguration(client: ClientConfiguration(bootstrapServers: ["localhost:1"]))
        let first = #expect(throws: KafkaStreamError.self) {
            try streaming.kafkaReceiverStream(
                topics: ["t"], configuration: KafkaReceiverConfiguration(consumer: consumer))
        }
        #expect(first?.message.contains("groupID") == true)
        consumer.groupID = "g"
        let partitions = KafkaTopics.partitions([TopicPartition(topic: "t", partition: 0)])
        let second = #expect(throws: KafkaStreamError.self) {
            try streaming.kafkaReceiverStream(
                partitions, configuration: KafkaReceiverConfiguration(consumer: consumer)
            ) { _, _ in 0 }
        }
        #expect(second?.message.contains("kafkaDirectStream") == true)
    }
}

/// The operating system's files, of which those of the receivers' data log fail on demand.
private final class FailingReceivedLog: FileSystem {
    private let files = POSIXFileSystem()
    private let isFailing = Mutex(false)

    func fails(_ isFailing: Bool) { self.isFailing.withLock { $0 = isFailing } }

    func makeDirectory(_ path: String) throws(DiskError) { try files.makeDirectory(path) }
    func names(in path: String) throws(DiskError) -> [String] { try files.names(in: path) }
    func create(_ path: String) throws(DiskError) -> (any DiskFile)? { try files.create(path) }
    func openForReading(_ path: String) throws(DiskError) -> (any DiskFile)? { try files.openForReading(path) }
    func syncDirectory(_ path: String) throws(DiskError) { try files.syncDirectory(path) }
    func rename(_ path: String, to target: String) throws(DiskError) { try files.rename(path, to: target) }
    func remove(_ path: String) throws(DiskError) { try files.remove(path) }

    func open(_ path: String) throws(DiskError) -> any DiskFile {
        if path.contains("/log.received/"), isFailing.withLock({ $0 }) {
            throw DiskError(call: "open", errno: 28, path: path, message: "made to fail")
        }
        return try files.open(path)
    }
}
