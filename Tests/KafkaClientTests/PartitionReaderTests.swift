// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import Synchronization
import TestSupport
import Testing

@testable import KafkaClient

@Suite(.timeLimit(.minutes(10))) struct PartitionReaderTests {
    private let partition = TopicPartition(topic: "t", partition: 0)

    /// Runs `body` with a cluster and a client; topic `t` has one partition with these record sets, unchanged.
    private func withLog(
        _ sets: [ByteSlice], brokers: Int = 1, retry: RetryPolicy = RetryPolicy(),
        _ body: (TestCluster, ClusterClient) async throws -> Void
    ) async throws {
        try await TestCluster.withClient(brokers: brokers, retry: retry) { cluster, client in
            try cluster.createTopic("t")
            for set in sets { try cluster.appendAsIs(set, to: "t", 0) }
            try await body(cluster, client)
        }
    }

    private func read(
        _ client: ClusterClient, _ from: Int64, _ until: Int64?, _ configuration: FetchConfiguration = .init()
    ) async throws -> [(offset: Int64, value: String)] {
        try await readAll(
            PartitionReader(
                client: client, partition: partition, from: from, until: until, configuration: configuration))
    }

    private func numbered(_ range: Range<Int>) -> [String] { range.map { "v\($0)" } }

    @Test(arguments: [1, 2])
    func exactlyTheRangeIsRead(fetchesInFlight: Int) async throws {
        // Ten batches of ten records, and fetches of one batch each.
        let sets = try (0..<10).map { try batch(numbered($0 * 10..<$0 * 10 + 10), baseOffset: Int64($0 * 10)) }
        try await withLog(sets) { _, client in
            var configuration = FetchConfiguration()
            configuration.partitionMaxBytes = 1
            configuration.fetchesInFlight = fetchesInFlight
            let all = try await read(client, 13, 87, configuration)
            #expect(all.map(\.offset) == Array(13..<87))
            #expect(all.map(\.value) == numbered(13..<87))
            let none = try await read(client, 50, 50, configuration)
            #expect(none.isEmpty)
        }
    }

    @Test func chunksTellCountAndNextOffset() async throws {
        try await withLog([batch(numbered(0..<10)), batch(numbered(10..<20), baseOffset: 10)]) { _, client in
            let reader = PartitionReader(client: client, partition: partition, from: 5, until: 15)
            let chunk = try #require(try await reader.next())
            #expect(chunk.nextOffset == 15)
            #expect(chunk.highWatermark == 20)
            let count = try chunk.count()
            #expect(count == 10)
            let offsets = try chunk.records().map(\.offset)
            #expect(offsets == Array(5..<15))
            let end = try await reader.next()
            #expect(end == nil)
        }
    }

    @Test func gapsAreSteppedOver() async throws {
        let sets = try [
            batch(["a", "b"], baseOffset: 3, deltas: [0, 4]), batch(["c"], baseOffset: 20, deltas: [5]),
        ]
        try await withLog(sets) { _, client in
            let all = try await read(client, 0, 26)
            #expect(all.map(\.offset) == [3, 7, 25])
            let upTo = try await read(client, 4, 22)
            #expect(upTo.map(\.offset) == [7])
        }
    }

    @Test func aBatchLargerThanTheLimitIsDelivered() async throws {
        let large = String(repeating: "x", count: 100_000)
        try await withLog([batch([large]), batch(["small"], baseOffset: 1)]) { _, client in
            let all = try await read(client, 0, 2, FetchConfiguration(maxBytes: 10, partitionMaxBytes: 10))
            #expect(all.map(\.value.utf8.count) == [100_000, 5])
        }
    }

    @Test func aCutLastBatchIsFetchedAgain() async throws {
        let sets = try [batch(numbered(0..<5)), batch(numbered(5..<10), baseOffset: 5)]
        try await withLog(sets) { cluster, client in
            cluster.add(
                Script(
                    .fetch, times: 1,
                    .modify { response in
                        guard var fetch = response as? FetchResponse else { return nil }
                        fetch.updatePartitions { $0.records = $0.records.map { $0[0..<max($0.count - 7, 0)] } }
                        return fetch
                    }))
            let all = try await read(client, 0, 10)
            #expect(all.map(\.value) == numbered(0..<10))
        }
    }

    @Test func aCutOnlyBatchIsFetchedWithMoreBytes() async throws {
        let asked = Mutex<[Int32]>([])
        try await withLog([batch(numbered(0..<50))]) { cluster, client in
            cluster.add(
                Script(.fetch) { received in
                    guard let fetch = received.request as? FetchRequest,
                        let limit = fetch.topics.first?.partitions.first?.partitionMaxBytes
                    else { return nil }
                    asked.withLock { $0.append(limit) }
                    return .modify { response in
                        guard var fetch = response as? FetchResponse else { return nil }
                        fetch.updatePartitions { $0.records = $0.records.map { $0[0..<min($0.count, Int(limit))] } }
                        return fetch
                    }
                })
            let all = try await read(client, 0, 50, FetchConfiguration(partitionMaxBytes: 20))
            #expect(all.map(\.value) == numbered(0..<50))
            #expect(asked.withLock { $0.count } == 2)
        }
    }

    @Test func aCorruptBatchNamesTopicPartitionAndOffset() async throws {
        var corrupt = try batch(numbered(10..<20), baseOffset: 10).bytes
        corrupt[corrupt.count - 2] ^= 1  // a byte of the last value
        let sets = try [batch(numbered(0..<10)), ByteSlice(copying: corrupt)]
        try await withLog(sets) { _, client in
            let error = await kafkaError { _ = try await read(client, 0, 20) }
            #expect(error?.code == .corruptBatch)
            #expect(error?.topicPartition == partition)
            #expect(error?.offset == 10)
            let unchecked = try await read(client, 0, 20, FetchConfiguration(checkCRC: false))
            #expect(unchecked.count == 20)
        }
    }

    @Test func aCorruptCompressedBatchNamesTopicPartitionAndOffset() async throws {
        var corrupt = try batch(numbered(0..<100), compression: .gzip).bytes
        for index in 75..<90 { corrupt[index] = 0xaa }
        try await withLog([ByteSlice(copying: corrupt)]) { _, client in
            let error = await kafkaError { _ = try await read(client, 0, 100, FetchConfiguration(checkCRC: false)) }
            #expect(error?.code == .corruptBatch)
            #expect(error?.offset == 0)
        }
    }

    @Test func anOffsetOutOfRangeNamesWhatThereIs() async throws {
        try await withLog([batch(numbered(0..<10))]) { cluster, client in
            try cluster.deleteRecords(in: "t", 0, before: 4)
            for offset: Int64 in [2, 11] {
                let error = await kafkaError { _ = try await read(client, offset, 20) }
                #expect(error?.code == .offsetOutOfRange)
                #expect(error?.offset == offset)
                #expect(error?.topicPartition == partition)
                #expect(error?.message.contains("from 4 up to, not including 10") == true, "\(error?.message ?? "")")
            }
        }
    }

    @Test func anUnknownTopicAndPartitionAreNamed() async throws {
        let clock = FakeClock()
        try await withLog([], retry: RetryPolicy(clock: clock.clock)) { _, client in
            let topic = await kafkaError {
                _ = try await PartitionReader(
                    client: client, partition: TopicPartition(topic: "nope", partition: 0), from: 0
                ).next()
            }
            #expect(topic?.code == .unknownTopic)
            #expect(topic?.message.contains("\"nope\"") == true)
            let number = await kafkaError {
                _ = try await PartitionReader(
                    client: client, partition: TopicPartition(topic: "t", partition: 3), from: 0
                ).next()
            }
            #expect(number?.code == .unknownPartition)
        }
    }

    @Test func readingFollowsALeaderThatMoves() async throws {
        let clock = FakeClock()
        var configuration = ClusterConfiguration(brokers: 3)
        // Its answers do not name the new leader.
        configuration.imitating = .kafka(2, 4)
        try await TestCluster.with(configuration) { cluster in
            try cluster.createTopic("t")
            for index in 0..<4 {
                try cluster.append(batch(numbered(index * 10..<index * 10 + 10)), to: "t", 0)
            }
            let client = try ClusterClient(
                ClientConfiguration.patient(
                    cluster.bootstrapServers, retry: RetryPolicy(jitter: 0, clock: clock.clock)))
            let reader = PartitionReader(
                client: client, partition: partition, from: 0, until: 40,
                configuration: FetchConfiguration(partitionMaxBytes: 1))
            var values: [String] = []
            var broker = try cluster.leader(of: "t", 0).broker
            while let chunk = try await reader.next() {
                try chunk.forEach { values.append($0.value?.string ?? "") }
                broker = broker % 3 + 1
                try cluster.movePartition("t", 0, to: broker)
            }
            #expect(values == numbered(0..<40))
            #expect(clock.sleeps.contains(.milliseconds(200)), "refresh.leader.backoff.ms")
            await client.close()
        }
    }

    @Test func retriesAreLimited() async throws {
        let clock = FakeClock()
        try await withLog([batch(["a"])], retry: RetryPolicy(jitter: 0, clock: clock.clock)) { cluster, client in
            let script = cluster.add(Script(.fetch, .fail(.notLeaderOrFollower)))
            let error = await kafkaError { _ = try await read(client, 0, 1, FetchConfiguration(maxRetries: 3)) }
            #expect(error?.brokerError == .notLeaderOrFollower)
            #expect(error?.topicPartition == partition)
            #expect(script.hits == 4)
        }
    }

    @Test(arguments: [BrokerErrorCode.fencedLeaderEpoch, .unknownLeaderEpoch, .unknownTopicID, .kafkaStorageError])
    func passingErrorsAreRetried(code: BrokerErrorCode) async throws {
        let clock = FakeClock()
        try await withLog([batch(["a"])], retry: RetryPolicy(clock: clock.clock)) { cluster, client in
            cluster.add(Script(.fetch, times: 2, .fail(code)))
            let all = try await read(client, 0, 1)
            #expect(all.map(\.value) == ["a"])
        }
    }

    @Test func readingGoesOnAfterLostConnections() async throws {
        let clock = FakeClock()
        let sets = try (0..<4).map { try batch(numbered($0 * 10..<$0 * 10 + 10), baseOffset: Int64($0 * 10)) }
        try await withLog(sets, retry: RetryPolicy(clock: clock.clock)) { cluster, client in
            let count = Mutex(0)
            cluster.add(
                Script(.fetch) { _ in
                    let number = count.withLock { count in
                        count += 1
                        return count
                    }
                    return number % 2 == 0 ? .closeConnectionAfterwards : .proceed
                })
            let all = try await read(client, 0, 40, FetchConfiguration(partitionMaxBytes: 1))
            #expect(all.map(\.value) == numbered(0..<40))
        }
    }

    @Test func garbageInAResponseIsAnErrorNotATrap() async throws {
        try await withLog([batch(["a"])]) { cluster, client in
            // An impossible count follows correlation id, tag section, throttle time, error and session.
            cluster.add(Script(.fetch, .corrupt { Array($0.prefix(15)) + [UInt8](repeating: 0xff, count: 40) }))
            let error = await kafkaError { _ = try await read(client, 0, 1) }
            #expect(error?.code == .invalidResponse)
        }
    }

    @Test func abortedTransactionsAreInvisibleToCommittedReaders() async throws {
        func end(_ kind: ControlRecord.Kind, _ producer: Int64) throws -> ByteSlice {
            try RecordBatch.endOfTransaction(
                kind, producerID: producer, producerEpoch: 0, coordinatorEpoch: 0, timestamp: 0
            ).bytes
        }
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            try cluster.append(batch(["a0", "a1"], producerID: 1, isTransactional: true), to: "t", 0)
            try cluster.append(batch(["c0"], producerID: 2, isTransactional: true), to: "t", 0)
            try cluster.append(end(.abort, 1), to: "t", 0)
            try cluster.append(batch(["plain"]), to: "t", 0)
            try cluster.append(end(.commit, 2), to: "t", 0)
            try cluster.append(batch(["a2"], producerID: 1, sequence: 2, isTransactional: true), to: "t", 0)
            try cluster.append(end(.commit, 1), to: "t", 0)
            let committed = try await read(client, 0, 8, FetchConfiguration(isolation: .readCommitted))
            #expect(committed.map(\.value) == ["c0", "plain", "a2"])
            let all = try await read(client, 0, 8)
            #expect(all.map(\.value) == ["a0", "a1", "c0", "plain", "a2"])
        }
    }

    @Test(arguments: Compression.allCases.filter(\.isBuiltIn))
    func everyCodecIsRead(compression: Compression) async throws {
        try await withLog([batch(numbered(0..<1000), compression: compression)]) { _, client in
            let all = try await read(client, 10, 990)
            #expect(all.map(\.value) == numbered(10..<990))
        }
    }

    @Test func anEndlessReaderWaitsForNewRecords() async throws {
        try await withLog([batch(["a"])]) { cluster, client in
            let reader = PartitionReader(client: client, partition: partition, from: 0)
            let first = try #require(try await reader.next())
            #expect(first.nextOffset == 1)
            try cluster.append(values: ["b"], to: "t", 0)
            let second = try #require(try await reader.next())
            let values = try second.records().map { $0.value?.string }
            #expect(values == ["b"])
        }
    }

    @Test func cancellationEndsALongPoll() async throws {
        try await withLog([]) { cluster, client in
            let gate = Gate()
            cluster.add(Script(.fetch, times: 1, .hold(gate)))
            let partition = partition
            let task = Task {
                try await PartitionReader(client: client, partition: partition, from: 0).next()
            }
            await gate.waitForArrivals()
            task.cancel()
            await #expect(throws: CancellationError.self) { _ = try await task.value }
            gate.open()
        }
    }

    @Test func readersShareConnections() async throws {
        try await withLog([batch(["a"])]) { cluster, client in
            for _ in 0..<5 {
                let all = try await read(client, 0, 1)
                #expect(all.count == 1)
            }
            // One for metadata, and the fetcher's two.
            #expect(cluster.connectionCount(of: 1) <= 3)
        }
    }
}
