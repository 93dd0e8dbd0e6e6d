// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import KafkaTransport
import Logging
import Synchronization
import TestSupport
import Testing

@testable import KafkaClient

@Suite(.timeLimit(.minutes(10))) struct BrokerFetcherTests {
    private func partition(_ number: Int32) -> TopicPartition { TopicPartition(topic: "t", partition: number) }

    private func numbered(_ range: Range<Int>) -> [String] { range.map { "v\($0)" } }

    /// Runs `body` with a cluster of this configuration and a client of it.
    private func withCluster(
        _ configuration: ClusterConfiguration = .init(), clock: ClientClock = .continuous,
        logger: Logger = Logger(label: "test"), _ body: (TestCluster, ClusterClient) async throws -> Void
    ) async throws {
        try await TestCluster.with(configuration) { cluster in
            let settings = ClientConfiguration.patient(
                cluster.bootstrapServers, retry: RetryPolicy(jitter: 0, clock: clock))
            let client = try ClusterClient(settings, logger: logger)
            do {
                try await body(cluster, client)
            } catch {
                await client.close()
                throw error
            }
            await client.close()
        }
    }

    private func fetches(_ recorder: RequestRecorder) -> [FetchRequest] {
        recorder.requests.compactMap { $0.request as? FetchRequest }
    }

    @Test func oneRequestAsksForAllPartitionsOfABroker() async throws {
        try await withCluster { cluster, client in
            let count: Int32 = 40
            try cluster.createTopic("t", partitions: Int(count))
            for number in 0..<count { try cluster.append(values: numbered(0..<50), to: "t", number) }
            let recorder = cluster.record(.api(.fetch))
            let gate = Gate()
            // The first request is held, so that all partitions are there when it is answered.
            cluster.add(Script(.fetch, times: 1, .hold(gate)))
            let configuration = FetchConfiguration(partitionMaxBytes: 500)
            let started = Counter()
            try await withThrowingTaskGroup(of: [String].self) { group in
                for number in 0..<count {
                    let reader = PartitionReader(
                        client: client, partition: partition(number), from: 0, until: 50, configuration: configuration)
                    nonisolated(unsafe) let mine = reader
                    group.addTask {
                        started.increment()
                        return try await readAll(mine).map(\.value)
                    }
                }
                await gate.waitForArrivals()
                gate.open()
                for try await values in group { #expect(values == numbered(0..<50)) }
            }
            let largest = fetches(recorder).map { $0.topics.flatMap(\.partitions).count }.max() ?? 0
            #expect(largest > 10, "requests name \(largest) partitions at most")
            // One for metadata, two for fetching.
            #expect(cluster.connectionCount(of: 1) <= 3)
        }
    }

    @Test func aNewPartitionDoesNotWaitForAnothersLongPoll() async throws {
        try await withCluster { cluster, client in
            try cluster.createTopic("t", partitions: 5)
            let polls = cluster.add(Script(.fetch, .proceed))
            let configuration = FetchConfiguration(maxWait: .seconds(600))
            let client = client
            let topicPartitions = (0..<5).map { partition($0) }
            func begin(_ number: Int) -> Task<Int64?, any Error> {
                let partition = topicPartitions[number]
                return Task {
                    try await PartitionReader(
                        client: client, partition: partition, from: 0, configuration: configuration
                    ).next()?.nextOffset
                }
            }
            // Two partitions without records, each waiting in a lane.
            let first = begin(0)
            await polls.waitForHits(1)
            let second = begin(1)
            await polls.waitForHits(2)
            try cluster.append(values: ["a"], to: "t", 2)
            try cluster.append(values: ["b", "c"], to: "t", 3)
            let third = try await begin(2).value
            #expect(third == 1)
            let fourth = try await begin(3).value
            #expect(fourth == 2)
            try cluster.append(values: ["d"], to: "t", 0)
            try cluster.append(values: ["e"], to: "t", 1)
            let ends = try await (first.value, second.value)
            #expect(ends == (1, 1))
        }
    }

    @Test func roomThatNoReaderWaitsForIsAskedForWithTheNextAnswer() async throws {
        try await withCluster { cluster, client in
            try cluster.createTopic("t", partitions: 3)
            for number: Int32 in 0..<2 {
                for index in 0..<6 { try cluster.append(values: ["v\(index)"], to: "t", number) }
            }
            let configuration = FetchConfiguration(partitionMaxBytes: 1, maxWait: .seconds(600))
            // Both lanes get a connection: the first one waits for a record, and the second one serves the others.
            let polls = cluster.add(Script(.fetch, .proceed))
            let (client, second, third) = (client, partition(1), partition(2))
            let poll = Task {
                try await PartitionReader(
                    client: client, partition: third, from: 0, until: 1, configuration: configuration
                ).next()?.nextOffset
            }
            await polls.waitForHits(1)
            let busy = PartitionReader(client: client, partition: partition(0), from: 0, configuration: configuration)
            _ = try await busy.next()
            while "\(busy.status)" != "\(PartitionStatus.bufferFull)" { await Task.yield() }
            try cluster.append(values: ["c"], to: "t", 2)
            #expect(try await poll.value == 1)

            let gate = Gate()
            cluster.add(Script(.fetch, times: 1, .hold(gate)))
            let recorder = cluster.record(.api(.fetch))
            let all = Task {
                try await readAll(
                    PartitionReader(client: client, partition: second, from: 0, until: 6, configuration: configuration))
            }
            await gate.waitForArrivals()
            // Makes room, and its reader has something to do.
            _ = try await busy.next()
            let loop = client.fetching.cluster.loop(ofBroker: 1)
            await withCheckedContinuation { continuation in loop.execute { continuation.resume() } }
            gate.open()
            await recorder.waitForRequests(2)
            #expect(Set(fetches(recorder)[1].topics.flatMap(\.partitions).map(\.partition)) == [0, 1])
            #expect(try await all.value.map(\.value) == numbered(0..<6))
        }
    }

    @Test func laterRequestsNameOnlyWhatChanged() async throws {
        try await withCluster { cluster, client in
            try cluster.createTopic("t", partitions: 3)
            for number: Int32 in 0..<3 { try cluster.append(values: ["a"], to: "t", number) }
            let recorder = cluster.record(.api(.fetch))
            var idle: [Task<Void, any Error>] = []
            let isThere = Counter()
            let topicPartitions = (0..<3).map { partition($0) }
            for number in 1..<3 {
                idle.append(
                    Task {
                        let reader = PartitionReader(client: client, partition: topicPartitions[number], from: 0)
                        _ = try await reader.next()
                        isThere.increment()
                        _ = try await reader.next()
                    })
            }
            let reader = PartitionReader(client: client, partition: partition(0), from: 0)
            _ = try await reader.next()
            while isThere.value < 2 { await Task.yield() }
            // Until a session has all three partitions and a request changes one of them.
            func isNarrow(_ request: FetchRequest) -> Bool {
                request.sessionEpoch > 0 && request.sessionID != 0
                    && request.topics.flatMap(\.partitions).map(\.partition) == [0]
            }
            while !fetches(recorder).contains(where: isNarrow) {
                try cluster.append(values: ["b"], to: "t", 0)
                _ = try await reader.next()
            }
            #expect(fetches(recorder).first?.sessionEpoch == 0)
            for task in idle { task.cancel() }
            for task in idle { await #expect(throws: CancellationError.self) { try await task.value } }
        }
    }

    @Test(arguments: [70, 71, 106] as [Int16])
    func aSessionThatTheBrokerRefusesBeginsAgain(_ code: Int16) async throws {
        try await withCluster { cluster, client in
            try cluster.createTopic("t")
            for _ in 0..<10 { try cluster.append(values: ["a"], to: "t", 0) }
            let recorder = cluster.record(.api(.fetch))
            let refusal = cluster.add(
                Script(.fetch, times: 1) { received in
                    guard let fetch = received.request as? FetchRequest, fetch.sessionEpoch > 0 else { return nil }
                    return .respond(FetchResponse(errorCode: code))
                })
            let reader = PartitionReader(
                client: client, partition: partition(0), from: 0, until: 10,
                configuration: FetchConfiguration(partitionMaxBytes: 1))
            let all = try await readAll(reader)
            #expect(all.map(\.offset) == Array(0..<10))
            #expect(refusal.hits == 1)
            #expect(fetches(recorder).filter { $0.sessionEpoch == 0 }.count == 2)
        }
    }

    @Test(arguments: [KafkaRelease.kafka(0, 11), .kafka(1, 0), .kafka(2, 1), .kafka(2, 8), .kafka(3, 6)])
    func olderBrokersAreRead(_ release: KafkaRelease) async throws {
        var configuration = ClusterConfiguration()
        configuration.imitating = release
        try await withCluster(configuration) { cluster, client in
            try cluster.createTopic("t", partitions: 3)
            for number: Int32 in 0..<3 {
                for index in 0..<10 { try cluster.append(values: ["v\(index)"], to: "t", number) }
            }
            try await withThrowingTaskGroup(of: [String].self) { group in
                for number: Int32 in 0..<3 {
                    let partition = partition(number)
                    group.addTask {
                        try await readAll(
                            PartitionReader(
                                client: client, partition: partition, from: 0, until: 10,
                                configuration: FetchConfiguration(partitionMaxBytes: 1))
                        ).map(\.value)
                    }
                }
                for try await values in group { #expect(values == numbered(0..<10)) }
            }
        }
    }

    @Test func twoReadersOfOnePartitionGetTheirOwnRanges() async throws {
        try await withCluster { cluster, client in
            try cluster.createTopic("t")
            for index in 0..<40 { try cluster.append(values: ["v\(index)"], to: "t", 0) }
            let partition = partition(0)
            try await withThrowingTaskGroup(of: (Int, [String]).self) { group in
                for start in 0..<4 {
                    group.addTask {
                        let reader = PartitionReader(
                            client: client, partition: partition, from: Int64(start * 5), until: Int64(start * 5 + 20),
                            configuration: FetchConfiguration(partitionMaxBytes: 1))
                        return (start, try await readAll(reader).map(\.value))
                    }
                }
                for try await (start, values) in group { #expect(values == numbered(start * 5..<start * 5 + 20)) }
            }
        }
    }

    @Test func leaderHintsAreFollowedWithoutReadingTheMetadata() async throws {
        let clock = FakeClock()
        try await withCluster(.init(brokers: 3), clock: clock.clock) { cluster, client in
            try cluster.createTopic("t")
            for index in 0..<4 { try cluster.append(values: ["v\(index)"], to: "t", 0) }
            let reader = PartitionReader(
                client: client, partition: partition(0), from: 0, until: 4,
                configuration: FetchConfiguration(partitionMaxBytes: 1))
            let first = try await reader.next()
            #expect(first != nil)
            let metadata = cluster.record(.api(.metadata))
            let sleeps = clock.sleeps.count
            var values: [String] = []
            var broker = try cluster.leader(of: "t", 0).broker
            repeat {
                broker = broker % 3 + 1
                try cluster.movePartition("t", 0, to: broker)
                guard let chunk = try await reader.next() else { break }
                try chunk.forEach { values.append($0.value?.string ?? "") }
            } while true
            #expect(values == numbered(1..<4))
            #expect(metadata.count == 0)
            #expect(clock.sleeps.count == sleeps)
        }
    }

    @Test func theReplicaThatTheLeaderNamesIsReadUntilItFails() async throws {
        try await withCluster(.init(brokers: 2)) { cluster, client in
            try cluster.createTopic("t", partitions: 1, replicationFactor: 2)
            try cluster.append(values: ["a"], to: "t", 0)
            let leader = try cluster.leader(of: "t", 0).broker
            let follower: Int32 = leader == 1 ? 2 : 1
            let racks = Log<String>()
            let records = try batch(["a"])
            // The leader names the other replica once; that one serves one batch and then refuses.
            let named = cluster.add(
                Script(.fetch, broker: leader, times: 1) { received in
                    racks.add((received.request as? FetchRequest)?.rackID ?? "")
                    return .modify { response in
                        guard var fetch = response as? FetchResponse else { return nil }
                        fetch.updatePartitions {
                            $0.preferredReadReplica = follower
                            $0.records = .empty
                        }
                        return fetch
                    }
                })
            let served = cluster.add(
                Script(
                    .fetch, broker: follower, times: 1,
                    .modify { response in
                        guard var fetch = response as? FetchResponse else { return nil }
                        fetch.updatePartitions {
                            $0.errorCode = 0
                            $0.highWatermark = 1
                            $0.records = records
                        }
                        return fetch
                    }))
            let reader = PartitionReader(
                client: client, partition: partition(0), from: 0, configuration: FetchConfiguration(rack: "r1"))
            let first = try #require(try await reader.next())
            #expect(first.nextOffset == 1)
            #expect(racks.entries == ["r1"])
            #expect(named.hits == 1)
            #expect(served.hits == 1)
            // The follower refuses the next fetch, and the leader serves it.
            try cluster.append(values: ["b"], to: "t", 0)
            let second = try #require(try await reader.next())
            let values = try second.records().map { $0.value?.string }
            #expect(values == ["b"])
        }
    }

    @Test func anOutageOfMinutesEndsNoReader() async throws {
        let fake = FakeClock()
        let isLong = Event()
        let clock = ClientClock(
            now: fake.clock.now,
            sleep: { duration in
                try await fake.clock.sleep(duration)
                if fake.clock.now() > .seconds(300) { isLong.signal() }
            })
        let log = Log<String>()
        let logger = Logger(label: "test") { _ in LineHandler(log) }
        try await withCluster(clock: clock, logger: logger) { cluster, client in
            try cluster.createTopic("t")
            try cluster.append(values: ["a"], to: "t", 0)
            let reader = PartitionReader(client: client, partition: partition(0), from: 0, until: 2)
            let first = try await reader.next()
            #expect(first?.nextOffset == 1)
            await cluster.stopBroker(1)
            nonisolated(unsafe) let mine = reader
            let second = Task { try await mine.next()?.nextOffset }
            await isLong.wait()
            let status = client.partitionStatus(partition(0))
            #expect(status != nil)
            try cluster.restartBroker(1)
            try cluster.append(values: ["b"], to: "t", 0)
            let next = try await second.value
            #expect(next == 2)
            // Once each, however long it takes.
            #expect(log.entries.filter { $0.hasPrefix("warning reading does not move") }.count == 1)
            #expect(log.entries.filter { $0.hasPrefix("notice reading goes on") }.count == 1)
        }
    }

    @Test func aPartitionWithoutALeaderStopsNoOther() async throws {
        let clock = FakeClock()
        try await withCluster(.init(brokers: 2), clock: clock.clock) { cluster, client in
            try cluster.createTopic("t", partitions: 2)
            for number: Int32 in 0..<2 {
                for index in 0..<20 { try cluster.append(values: ["v\(index)"], to: "t", number) }
            }
            let down = try cluster.leader(of: "t", 1).broker
            let configuration = FetchConfiguration(partitionMaxBytes: 1)
            let partitions = (0..<2).map { partition($0) }
            await cluster.stopBroker(down)
            let sick = Task {
                try await readAll(
                    PartitionReader(
                        client: client, partition: partitions[1], from: 0, until: 20, configuration: configuration)
                ).count
            }
            let healthy = try await readAll(
                PartitionReader(
                    client: client, partition: partitions[0], from: 0, until: 20, configuration: configuration))
            #expect(healthy.count == 20)
            func isWithoutLeader() -> Bool {
                if case .noLeader? = client.partitionStatus(partitions[1]) { return true }
                return false
            }
            while !isWithoutLeader() { await Task.yield() }
            try cluster.restartBroker(down)
            let late = try await sick.value
            #expect(late == 20)
        }
    }

    @Test func buffersStayWithinTheBudget() async throws {
        try await withCluster { cluster, client in
            let count: Int32 = 12
            try cluster.createTopic("t", partitions: Int(count))
            let value = String(repeating: "x", count: 1000)
            for number in 0..<count {
                for _ in 0..<20 { try cluster.append(values: [value], to: "t", number) }
            }
            // Less than two answers for each partition, but more than one, which every reader may hold.
            let limit = 60_000
            let configuration = FetchConfiguration(partitionMaxBytes: 4000, maxBufferedBytes: limit)
            var readers = (0..<count).map {
                PartitionReader(
                    client: client, partition: partition($0), from: 0, until: 20, configuration: configuration)
            }
            var records = 0
            var peak = 0
            // All partitions in turn: most of the time a reader does not wait.
            while !readers.isEmpty {
                var left: [PartitionReader] = []
                for reader in readers {
                    guard let chunk = try await reader.next() else { continue }
                    records += try chunk.count()
                    peak = max(peak, client.fetching.bufferedBytes)
                    left.append(reader)
                }
                readers = left
            }
            #expect(records == Int(count) * 20)
            // Requests under way when the budget is used up may add a response per lane.
            #expect(peak <= limit + 2 * (limit / 8 + 1000), "\(peak)")
            #expect(client.fetching.bufferedBytes == 0)
        }
    }

    @Test func statusSaysWhyAPartitionDoesNotMove() async throws {
        try await withCluster { cluster, client in
            try cluster.createTopic("t")
            for index in 0..<10 { try cluster.append(values: ["v\(index)"], to: "t", 0) }
            #expect(client.partitionStatus(partition(0)) == nil)
            var reader: PartitionReader? = PartitionReader(
                client: client, partition: partition(0), from: 0,
                configuration: FetchConfiguration(partitionMaxBytes: 1))
            #expect(reader.map { "\($0.status)" } == "\(PartitionStatus.notStarted)")
            _ = try await reader?.next()
            // The second answer fills the buffer.
            func isFull() -> Bool {
                if case .bufferFull? = client.partitionStatus(partition(0)) { return true }
                return false
            }
            while !isFull() { await Task.yield() }
            reader = nil
            #expect(client.partitionStatus(partition(0)) == nil)
        }
    }

    @Test func exhaustedRetriesSayHowOftenAndHowLong() async throws {
        let clock = FakeClock()
        try await withCluster(clock: clock.clock) { cluster, client in
            try cluster.createTopic("t")
            cluster.add(Script(.fetch, .fail(.kafkaStorageError)))
            let error = await kafkaError {
                _ = try await PartitionReader(
                    client: client, partition: partition(0), from: 0, configuration: FetchConfiguration(maxRetries: 2)
                ).next()
            }
            #expect(error?.brokerError == .kafkaStorageError)
            #expect(error?.message.contains("after 3 attempts in 600 ms") == true, "\(error?.message ?? "")")
        }
    }

    @Test func aClientThatIsDroppedAfterReadingClosesItsConnections() async throws {
        try await TestCluster.with(brokers: 1) { cluster in
            try cluster.createTopic("t")
            try cluster.append(values: ["a"], to: "t", 0)
            let partition = partition(0)
            func read() async throws -> Int {
                let client = try ClusterClient(ClientConfiguration.patient(cluster.bootstrapServers))
                let reader = PartitionReader(client: client, partition: partition, from: 0, until: 1)
                return try await readAll(reader).count
            }
            let count = try await read()
            #expect(count == 1)
            // Hangs if something keeps the client.
            while cluster.connectionCount(of: 1) > 0 { await Task.yield() }
        }
    }

    @Test func closingTheClientEndsReaders() async throws {
        try await withCluster { cluster, client in
            try cluster.createTopic("t")
            let polls = cluster.add(Script(.fetch, .proceed))
            let partition = partition(0)
            let task = Task {
                try await PartitionReader(
                    client: client, partition: partition, from: 0, configuration: .init(maxWait: .seconds(600))
                ).next()
            }
            await polls.waitForHits(1)
            await client.close()
            let error = await kafkaError { _ = try await task.value }
            #expect(error?.code == .closed)
        }
    }
}

/// Passes log lines on as `level message`.
struct LineHandler: LogHandler {
    let log: Log<String>
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.debug

    init(_ log: Log<String>) { self.log = log }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { log.add("\(event.level) \(event.message) \(event.metadata ?? [:])") }
}
