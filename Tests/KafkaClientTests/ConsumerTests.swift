// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import KafkaTransport
import Synchronization
import TestSupport
import Testing

@testable import KafkaClient

/// Consumers of partitions that are assigned by hand, positions, and what ends a consumer.
@Suite(.timeLimit(.minutes(10))) struct ConsumerTests {
    private let zero = TopicPartition(topic: "t", partition: 0)
    private let one = TopicPartition(topic: "t", partition: 1)

    private func fill(_ cluster: TestCluster, _ count: Int = 10) throws {
        try cluster.createTopic("t", partitions: 2)
        for partition in Int32(0)..<2 {
            for index in 0..<count { try cluster.append(values: ["\(partition):\(index)"], to: "t", partition) }
        }
    }

    /// Takes records until there are `count`.
    private func values(_ consumer: KafkaConsumer, _ count: Int) async throws -> [String] {
        var values: [String] = []
        for try await record in consumer.records {
            values.append(record.value?.string ?? "null")
            if values.count == count { consumer.stop() }
        }
        return values
    }

    @Test func partitionsAreReadWithoutAGroup() async throws {
        try await TestCluster.with(brokers: 1) { cluster in
            try fill(cluster)
            let consumer = try KafkaConsumer(.member(cluster, group: nil))
            try consumer.assign([zero, one])
            let all = try await values(consumer, 20)
            #expect(all.filter { $0.hasPrefix("0") } == (0..<10).map { "0:\($0)" })
            #expect(all.filter { $0.hasPrefix("1") } == (0..<10).map { "1:\($0)" })
            // The broker sees it a moment later.
            while cluster.connectionCount(of: 1) > 0 { await Task.yield() }
        }
    }

    /// A loop as an executor that counts the jobs that it gets.
    private final class CountingExecutor: SerialExecutor {
        let loop: EventLoop
        let jobs = Atomic<Int>(0)

        init() throws { loop = try EventLoop(name: "counting") }

        func enqueue(_ job: consuming ExecutorJob) {
            jobs.add(1, ordering: .relaxed)
            let job = UnownedJob(job)
            loop.execute { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
        }
    }

    private actor Reader {
        private let executor: CountingExecutor
        nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

        init(_ executor: CountingExecutor) { self.executor = executor }

        func count(_ consumer: KafkaConsumer, until end: Int) async throws -> Int {
            var count = 0
            for try await _ in consumer.records {
                count += 1
                if count == end { break }
            }
            return count
        }
    }

    /// Leaving the actor and coming back for each record would take a job each.
    @Test func iterationStaysOnItsActor() async throws {
        try await TestCluster.with(brokers: 1) { cluster in
            try cluster.createTopic("t", partitions: 1)
            try cluster.append(values: (0..<2000).map { "\($0)" }, to: "t", 0)
            let consumer = try KafkaConsumer(.member(cluster, group: nil))
            try consumer.assign([zero])
            let executor = try CountingExecutor()
            let read = try await Reader(executor).count(consumer, until: 2000)
            #expect(read == 2000)
            #expect(executor.jobs.load(ordering: .relaxed) < 500)
            await executor.loop.shutdown()
        }
    }

    @Test func batchesComeOneAfterAnother() async throws {
        try await TestCluster.with(brokers: 1) { cluster in
            try fill(cluster)
            let consumer = try KafkaConsumer(.member(cluster, group: nil))
            try consumer.assign([zero])
            var next: Int64 = 0
            for try await batch in consumer.batches {
                #expect(batch.partition == zero)
                try batch.forEach { record in
                    #expect(record.offset == next)
                    next += 1
                }
                #expect(batch.nextOffset == next)
                if next == 10 { consumer.stop() }
            }
        }
    }

    @Test func topicThatWasMadeAgainIsReadFromItsStartAlsoWhenTheLookupFailsFirst() async throws {
        try await TestCluster.with(brokers: 1) { cluster in
            try fill(cluster, 6)
            let consumer = try KafkaConsumer(
                .member(cluster, group: nil) { $0.client.apiTimeout = .milliseconds(300) })
            try consumer.assign([zero])
            try cluster.deleteRecords(in: "t", 0, before: 4)
            let processed = Processed()
            let running = Task { try await consumer.run { try processed.add($0) } }
            await processed.wait(count: 2)
            let lookup = cluster.add(Script(.listOffsets, times: 1, .drop))
            try cluster.deleteTopic("t")
            try cluster.createTopic("t", partitions: 2)
            try cluster.append(values: (0..<9).map { "new \($0)" }, to: "t", 0)
            await processed.wait(count: 2 + 9)
            consumer.stop()
            try await running.value
            #expect(lookup.hits == 1)
            #expect(processed.values[zero] == ["0:4", "0:5"] + (0..<9).map { "new \($0)" })
        }
    }

    @Test func otherPartitionsCanBeAssignedWhileReading() async throws {
        try await TestCluster.with(brokers: 1) { cluster in
            try fill(cluster)
            let consumer = try KafkaConsumer(.member(cluster, group: nil))
            try consumer.assign([zero])
            let processed = Processed()
            let running = Task { try await consumer.run { try processed.add($0) } }
            await processed.wait(count: 10)
            try consumer.assign([one])
            await processed.wait(count: 20)
            #expect(consumer.assignment == [one])
            consumer.stop()
            try await running.value
        }
    }

    @Test func committedOffsetsAreWhereReadingStarts() async throws {
        try await TestCluster.with(brokers: 1) { cluster in
            try fill(cluster)
            let first = try KafkaConsumer(.member(cluster) { $0.commitsOffsets = false })
            try first.assign([zero])
            try await first.commit([zero: CommittedOffset(offset: 7, leaderEpoch: 0, metadata: "seven")])
            let committed = try await first.committed([zero, one])
            #expect(try committed[zero]?.get()?.offset == 7)
            #expect(try committed[zero]?.get()?.metadata == "seven")
            #expect(try committed[one]?.get() == nil)
            #expect(try await values(first, 3) == ["0:7", "0:8", "0:9"])
            // Nothing was committed without being asked for.
            #expect(cluster.committedOffset(group: "g", "t", 0) == 7)
        }
    }

    @Test func finishedRecordsAreCommittedAtIntervalsAndAtTheEnd() async throws {
        try await TestCluster.with(brokers: 1) { cluster in
            try fill(cluster)
            let consumer = try KafkaConsumer(.member(cluster) { $0.autoCommitInterval = .milliseconds(20) })
            try consumer.assign([zero])
            for try await record in consumer.records {
                // The record in hand is not finished: the commit stops before it.
                while record.offset == 4, cluster.committedOffset(group: "g", "t", 0) != 4 { await Task.yield() }
                if record.offset == 9 { consumer.stop() }
            }
            #expect(cluster.committedOffset(group: "g", "t", 0) == 10)
        }
    }

    @Test func resetPoliciesDecideTheStart() async throws {
        try await TestCluster.with(brokers: 1) { cluster in
            try cluster.createTopic("t", partitions: 2)
            var records: [ByteSlice] = []
            for index in 0..<4 { records.append(try batch(["\(index)"], baseOffset: Int64(index))) }
            try cluster.append(joined(records), to: "t", 0)
            func first(_ reset: OffsetReset) async throws -> String {
                let consumer = try KafkaConsumer(.member(cluster, group: nil) { $0.offsetReset = reset })
                try consumer.assign([zero])
                return try await values(consumer, 1).first ?? ""
            }
            #expect(try await first(.earliest) == "0")
            #expect(try await first(.age(.seconds(3_000_000_000))) == "0")
            let lookups = cluster.record(.api(.listOffsets))
            let consumer = try KafkaConsumer(.member(cluster, group: nil) { $0.offsetReset = .latest })
            try consumer.assign([zero])
            let running = Task { try await values(consumer, 1) }
            await lookups.waitForRequests()
            while consumer.position(of: zero) == nil { await Task.yield() }
            try cluster.append(values: ["new"], to: "t", 0)
            #expect(try await running.value == ["new"])
            let error = await kafkaError { _ = try await first(.none) }
            #expect(error?.code == .offsetOutOfRange)
            #expect(error?.topicPartition == zero)
        }
    }

    @Test func timestampDecidesTheStart() async throws {
        try await TestCluster.with(brokers: 1) { cluster in
            try cluster.createTopic("t", partitions: 1)
            // The records have the times 1000, 1001, …
            try cluster.append(try batch(["a", "b", "c", "d"]), to: "t", 0)
            let consumer = try KafkaConsumer(.member(cluster, group: nil) { $0.offsetReset = .timestamp(1002) })
            try consumer.assign([zero])
            #expect(try await values(consumer, 2) == ["c", "d"])
        }
    }

    @Test func offsetsThatAreGoneAreReset() async throws {
        try await TestCluster.with(brokers: 1) { cluster in
            try fill(cluster)
            try cluster.deleteRecords(in: "t", 0, before: 6)
            let consumer = try KafkaConsumer(.member(cluster))
            try await consumer.commit([zero: CommittedOffset(offset: 2)])
            try consumer.assign([zero])
            #expect(try await values(consumer, 4) == (6..<10).map { "0:\($0)" })
            let strict = try KafkaConsumer(.member(cluster, group: "h") { $0.offsetReset = .none })
            try await strict.commit([zero: CommittedOffset(offset: 2)])
            try strict.assign([zero])
            let error = await kafkaError { _ = try await values(strict, 1) }
            #expect(error?.code == .offsetOutOfRange)
            #expect(error?.offset == 2)
        }
    }

    @Test func seekMovesThePosition() async throws {
        try await TestCluster.with(brokers: 1) { cluster in
            try fill(cluster)
            let consumer = try KafkaConsumer(.member(cluster, group: nil))
            try consumer.assign([zero])
            var values: [String] = []
            for try await record in consumer.records {
                values.append(record.value?.string ?? "null")
                if values == ["0:0"] {
                    try consumer.seek(zero, to: 8)
                } else if values.last == "0:9", values.count < 12 {
                    try await consumer.seek([zero: .earliest])
                } else if values.suffix(2) == ["0:9", "0:0"] {
                    consumer.stop()
                }
            }
            // The batch that was in hand is handed out to its end.
            #expect(values == (0..<10).map { "0:\($0)" } + ["0:0"] || values.count > 10)
            let error = await kafkaError { try consumer.seek(one, to: 0) }
            #expect(error?.code == .invalidRequest)
        }
    }

    @Test func pausedPartitionsRest() async throws {
        try await TestCluster.with(brokers: 1) { cluster in
            try fill(cluster)
            let consumer = try KafkaConsumer(.member(cluster, group: nil))
            try consumer.assign([zero, one])
            let processed = Processed()
            let running = Task { try await consumer.run { try processed.add($0) } }
            await processed.wait(count: 20)
            try consumer.pause([zero])
            #expect(consumer.paused == [zero])
            try cluster.append(values: ["late"], to: "t", 0)
            try cluster.append(values: ["late"], to: "t", 1)
            let one = one
            await processed.wait { $0[one]?.count == 11 }
            #expect(processed.values[zero]?.count == 10)
            try consumer.resume([zero])
            await processed.wait(count: 22)
            consumer.stop()
            try await running.value
        }
    }

    @Test func severalTasksShareAConsumer() async throws {
        try await TestCluster.with(brokers: 1) { cluster in
            try fill(cluster, 100)
            let consumer = try KafkaConsumer(.member(cluster, group: nil))
            try consumer.assign([zero, one])
            let processed = Processed()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask { for try await batch in consumer.batches { try processed.add(batch) } }
                }
                await processed.wait(count: 200)
                consumer.stop()
                try await group.waitForAll()
            }
            for (partition, values) in processed.values {
                #expect(values == (0..<100).map { "\(partition.partition):\($0)" })
            }
        }
    }

    @Test func nothingToReadIsAnError() async throws {
        let configuration = ConsumerConfiguration(client: .patient(["127.0.0.1:1"]))
        let consumer = try KafkaConsumer(configuration)
        #expect(await kafkaError { try await consumer.run { _ in } }?.code == .invalidRequest)
        let other = try KafkaConsumer(configuration)
        #expect(await kafkaError { try other.subscribe(to: "t") }?.code == .invalidRequest)
        await other.close()
    }

    /// At the top level of a program an iterator lives as long as the program.
    @Test(arguments: [nil, GroupProtocol.classic, .consumer])
    func closeDoesNotWaitForAnIterationThatWasLeft(groupProtocol: GroupProtocol?) async throws {
        try await TestCluster.with(.groups()) { cluster in
            try fill(cluster)
            let consumer = try KafkaConsumer(.member(cluster, group: "g", groupProtocol ?? .classic))
            if groupProtocol == nil { try consumer.assign([zero]) } else { try consumer.subscribe(to: "t") }
            let leaves = cluster.record(.api(.leaveGroup, .consumerGroupHeartbeat))
            var iterator = consumer.records.makeAsyncIterator()
            let first = try await iterator.next()
            _ = try await iterator.next()
            await consumer.close()
            // The record in hand is not finished, the one before it is.
            #expect(cluster.committedOffset(group: "g", "t", try #require(first).partition.partition) == 1)
            #expect((leaves.count > 0) == (groupProtocol != nil))
            withExtendedLifetime(iterator) {}
        }
    }

    @Test func closeInsideOfRunEndsTheConsumer() async throws {
        try await TestCluster.with(.groups()) { cluster in
            try fill(cluster)
            let consumer = try KafkaConsumer(.member(cluster) { $0.commitsOffsets = false })
            try consumer.subscribe(to: "t")
            try await consumer.run { batch in
                await consumer.close()
                #expect(await kafkaError { try await batch.commit() }?.code == .membershipLost)
            }
            #expect(cluster.committedOffset(group: "g", "t", 0) ?? 0 == 0)
        }
    }

    @Test(arguments: [true, false])
    func closeWaitsForBatchesOfOtherTasksInTime(isMember: Bool) async throws {
        try await TestCluster.with(.groups()) { cluster in
            try fill(cluster)
            let client = try ClusterClient(.patient(cluster.bootstrapServers))
            let time = ManualProducerClock()
            let consumer = try KafkaConsumer(
                client: client,
                configuration: .member(cluster, group: isMember ? "g" : nil) {
                    $0.commitsOffsets = false
                    $0.maxPollInterval = .seconds(1000)
                    $0.heartbeatInterval = .seconds(900)
                    $0.sessionTimeout = .seconds(1700)
                },
                clock: time.clock)
            if isMember { try consumer.subscribe(to: "t") } else { try consumer.assign([zero, one]) }
            let goOn = Event()
            let reader = Task { for try await _ in consumer.batches { await goOn.wait() } }
            // The member may wait for a moment before it joins.
            while consumer.core.state.withLock({ $0.deliveries.outstandingCount == 0 }) {
                time.advance(by: .milliseconds(1))
                await Task.yield()
            }
            let closing = Task { await consumer.close() }
            while consumer.core.state.withLock({ $0.closing == nil }) { await Task.yield() }
            await time.waitForTimer(within: .seconds(1000))
            time.advance(by: .seconds(998))
            #expect(consumer.core.state.withLock { $0.closing.map { $0.result == nil } } == true)
            time.advance(by: .seconds(2))
            while consumer.core.state.withLock({ $0.closing?.result == nil }) {
                time.advance(by: .milliseconds(1))
                await Task.yield()
            }
            await closing.value
            goOn.signal()
            try? await reader.value
            await client.close()
        }
    }

    @Test func anIterationThatIsStoppedEnds() async throws {
        try await TestCluster.with(brokers: 1) { cluster in
            try fill(cluster)
            let consumer = try KafkaConsumer(.member(cluster))
            try consumer.subscribe(to: "t")
            var running = consumer.batches.makeAsyncIterator()
            let batch = try #require(try await running.next())
            // All is over before the iteration asks for another one.
            consumer.core.end(batch.lease, isFinished: true)
            consumer.stop()
            await consumer.core.closed()
            #expect(try await running.next() == nil)
            #expect(await kafkaError { try await consumer.run { _ in } }?.code == .closed)
        }
    }

    @Test func closeIsSafeAtAnyTime() async throws {
        try await TestCluster.with(brokers: 1) { cluster in
            try fill(cluster)
            let unused = try KafkaConsumer(.member(cluster))
            await unused.close()
            await unused.close()
            #expect(await kafkaError { try unused.subscribe(to: "t") }?.code == .closed)
            let consumer = try KafkaConsumer(.member(cluster))
            try consumer.subscribe(to: "t")
            let joins = cluster.add(Script(.joinGroup, .drop))
            let running = Task { try await consumer.run { _ in } }
            await joins.waitForHits()
            // The broker holds JoinGroup back.
            await consumer.close()
            try await running.value
        }
    }
}
