// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import TestSupport
import Testing

@testable import KafkaClient

/// Positions that are compared with topic ids, leader epochs and the broker's claims.
@Suite(.timeLimit(.minutes(10))) struct TruncationTests {
    private let partition = TopicPartition(topic: "t", partition: 0)

    /// A clock that runs a thousand times as fast as the machine's.
    private static let fast: ClientClock = {
        let start = ContinuousClock.now
        return ClientClock(
            now: { start.duration(to: .now) * 1000 }, sleep: { try await Task.sleep(for: $0 / 1000) })
    }()

    private func withTopic(
        _ release: KafkaRelease? = nil, clock: ClientClock = .continuous,
        _ body: (TestCluster, ClusterClient) async throws -> Void
    ) async throws {
        var configuration = ClusterConfiguration()
        configuration.imitating = release
        try await TestCluster.with(configuration) { cluster in
            try cluster.createTopic("t")
            for index in 0..<10 { try cluster.append(values: ["v\(index)"], to: "t", 0) }
            let client = try ClusterClient(
                ClientConfiguration.patient(cluster.bootstrapServers, retry: RetryPolicy(clock: clock)))
            do {
                try await body(cluster, client)
            } catch {
                await client.close()
                throw error
            }
            await client.close()
        }
    }

    private func reader(
        _ client: ClusterClient, from: Int64 = 0, until: Int64? = nil, topicID: KafkaUUID? = nil,
        leaderEpoch: Int32? = nil, progressTimeout: Duration = .seconds(60)
    ) -> PartitionReader {
        PartitionReader(
            client: client, partition: partition, from: from, until: until, topicID: topicID,
            leaderEpoch: leaderEpoch,
            configuration: FetchConfiguration(
                partitionMaxBytes: 1, maxWait: .milliseconds(5), progressTimeout: progressTimeout))
    }

    /// Reads until the position is `offset`.
    private func read(_ reader: PartitionReader, to offset: Int64) async throws {
        while reader.position < offset { _ = try await reader.next() }
    }

    // MARK: Empty answers

    /// Makes `times` answers to Fetch without records, as brokers with tiered storage give.
    private func emptyAnswers(_ times: Int?) -> Script {
        Script(
            .fetch, times: times,
            .modify { response in
                guard var fetch = response as? FetchResponse else { return nil }
                fetch.updatePartitions { $0.records = .empty }
                return fetch
            })
    }

    @Test func tenEmptyAnswersSkipNothing() async throws {
        try await withTopic(clock: FakeClock().clock) { cluster, client in
            let script = cluster.add(emptyAnswers(10))
            let all = try await readAll(reader(client, until: 10))
            #expect(all.map(\.offset) == Array(0..<10))
            #expect(script.hits == 10)
        }
    }

    @Test func aRangeWithoutProgressSaysWhatTheBrokerClaims() async throws {
        try await withTopic(clock: FakeClock().clock) { cluster, client in
            try cluster.deleteRecords(in: "t", 0, before: 3)
            cluster.add(emptyAnswers(nil))
            let error = await kafkaError { _ = try await readAll(reader(client, from: 4, until: 9)) }
            #expect(error?.code == .noProgress)
            #expect(error?.topicPartition == partition)
            #expect(error?.offset == 4)
            let message = error?.message ?? ""
            #expect(message.contains("log start 3"), "\(message)")
            #expect(message.contains("high watermark 10"), "\(message)")
            #expect(message.contains("last stable offset 10"), "\(message)")
            #expect(message.contains("responses in"), "\(message)")
        }
    }

    @Test func aReaderWithoutAnEndWaitsForWhatTheBrokerClaims() async throws {
        try await withTopic(clock: FakeClock().clock) { cluster, client in
            let script = cluster.add(emptyAnswers(200))
            let first = try await reader(client, progressTimeout: .seconds(1)).next()
            #expect(first?.nextOffset == 1)
            #expect(script.hits == 200)
        }
    }

    @Test func aTailThatWasCompactedEnds() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t", configs: ["cleanup.policy": "compact"])
            var builder = try RecordBatchBuilder()
            for index in 0..<10 {
                try builder.append(key: ByteSlice(utf8: "same"), value: ByteSlice(utf8: "\(index)"), timestamp: 1)
            }
            try cluster.append(builder.finish(), to: "t", 0)
            try cluster.append(keyed("other", "x"), to: "t", 0)
            try cluster.compact("t")
            // Offsets 0 to 8 are gone; the range ends inside the hole.
            let all = try await readAll(reader(client, until: 8))
            #expect(all.isEmpty)
            let rest = try await readAll(reader(client, until: 11))
            #expect(rest.map(\.offset) == [9, 10])
        }
    }

    @Test func aTailOfTombstonesThatWasCompactedEnds() async throws {
        let clock = ManualClusterClock()
        try await TestCluster.with(ClusterConfiguration(clock: .manual(clock))) { cluster in
            try cluster.createTopic("t", configs: ["cleanup.policy": "compact", "delete.retention.ms": "0"])
            for index in 0..<5 { try cluster.append(keyed("k\(index)", "x"), to: "t", 0) }
            for index in 0..<5 { try cluster.append(tombstone("k\(index)"), to: "t", 0) }
            try cluster.compact("t")
            await clock.advance(by: .seconds(1))
            try cluster.compact("t")
            let client = try ClusterClient(ClientConfiguration.patient(cluster.bootstrapServers))
            let all = try await readAll(reader(client, until: 10))
            #expect(all.map(\.offset) == [9])
            let early = try await readAll(reader(client, until: 4))
            #expect(early.isEmpty)
            await client.close()
        }
    }

    private func tombstone(_ key: String) throws -> ByteSlice {
        var builder = try RecordBatchBuilder()
        try builder.append(key: ByteSlice(utf8: key), value: nil, timestamp: 1)
        return try builder.finish()
    }

    private func keyed(_ key: String, _ value: String) throws -> ByteSlice {
        var builder = try RecordBatchBuilder()
        try builder.append(key: ByteSlice(utf8: key), value: ByteSlice(utf8: value), timestamp: 1)
        return try builder.finish()
    }

    @Test func aRangePastTheEndOfTheLogIsReported() async throws {
        try await withTopic(clock: Self.fast) { _, client in
            let reader = reader(client, until: 20)
            try await read(reader, to: 10)
            let error = await kafkaError { _ = try await reader.next() }
            #expect(error?.code == .noProgress)
            #expect(error?.offset == 10)
        }
    }

    // MARK: Topics that were created again

    @Test(arguments: [nil, KafkaRelease.kafka(2, 8)])
    func aTopicThatWasCreatedAgainIsNotReadFromTheMiddle(_ release: KafkaRelease?) async throws {
        try await withTopic(release, clock: FakeClock().clock) { cluster, client in
            let reader = reader(client)
            try await read(reader, to: 5)
            let old = try #require(cluster.topicID("t"))
            try cluster.deleteTopic("t")
            try cluster.createTopic("t")
            for index in 0..<50 { try cluster.append(values: ["new\(index)"], to: "t", 0) }
            let new = try #require(cluster.topicID("t"))
            if release != nil {
                // Fetch requests have no topic ids: only the metadata tells.
                try await client.refreshMetadata()
            }
            var read: [String] = []
            let error = await kafkaError {
                while let chunk = try await reader.next() {
                    try chunk.forEach { read.append($0.value?.string ?? "") }
                }
            }
            #expect(error?.code == .topicRecreated)
            #expect(error?.topicPartition == partition)
            #expect(error?.message.contains("\(old)") == true, "\(error?.message ?? "")")
            #expect(error?.message.contains("\(new)") == true)
            if release == nil { #expect(!read.contains { $0.hasPrefix("new") }, "\(read)") }
        }
    }

    @Test func anotherTopicThanTheOffsetsBelongToIsNotRead() async throws {
        try await withTopic { cluster, client in
            let id = try #require(cluster.topicID("t"))
            let same = try await readAll(reader(client, until: 10, topicID: id))
            #expect(same.count == 10)
            let other = KafkaUUID(high: 1, low: 2)
            let error = await kafkaError { _ = try await reader(client, until: 10, topicID: other).next() }
            #expect(error?.code == .topicRecreated)
            #expect(error?.offset == 0)
        }
    }

    // MARK: Truncated logs

    @Test(arguments: [nil, KafkaRelease.kafka(2, 4)])
    func aLogThatLostWhatWasReadIsReported(_ release: KafkaRelease?) async throws {
        try await withTopic(release, clock: FakeClock().clock) { cluster, client in
            let reader = reader(client)
            try await read(reader, to: 8)
            try cluster.truncate("t", 0, to: 5)
            for index in 0..<20 { try cluster.append(values: ["new\(index)"], to: "t", 0) }
            let error = await kafkaError { while try await reader.next() != nil {} }
            #expect(error?.code == .logTruncated)
            #expect(error?.topicPartition == partition)
            let offset = try #require(error?.offset)
            #expect((8...10).contains(offset))
            #expect(error?.message.contains("offset 5") == true, "\(error?.message ?? "")")
            #expect(error?.message.contains("epoch 0") == true)
        }
    }

    @Test func anEpochFromElsewhereIsCompared() async throws {
        try await withTopic { cluster, client in
            try cluster.truncate("t", 0, to: 5)
            for index in 0..<20 { try cluster.append(values: ["new\(index)"], to: "t", 0) }
            let error = await kafkaError { _ = try await reader(client, from: 8, leaderEpoch: 0).next() }
            #expect(error?.code == .logTruncated)
            #expect(error?.offset == 8)
        }
    }

    /// ListOffsets gave epoch 1 for the end of the log, as a consumer commits it that has read nothing since.
    @Test(arguments: [nil, KafkaRelease.kafka(2, 4)])
    func anEpochInWhichNothingWasWrittenIsNoTruncation(_ release: KafkaRelease?) async throws {
        try await withTopic(release, clock: FakeClock().clock) { cluster, client in
            let leader = try cluster.leader(of: "t", 0).broker
            for _ in 0..<2 { try cluster.movePartition("t", 0, to: leader) }
            for index in 0..<3 { try cluster.append(values: ["new\(index)"], to: "t", 0) }
            let all = try await readAll(reader(client, from: 10, until: 13, leaderEpoch: 1))
            #expect(all.map(\.offset) == [10, 11, 12])
            // Of what epoch 1 could have, the log has nothing from offset 10 on.
            let error = await kafkaError { _ = try await reader(client, from: 12, leaderEpoch: 1).next() }
            #expect(error?.code == .logTruncated)
        }
    }

    @Test func aRangeThatALogLostIsReported() async throws {
        try await withTopic(clock: Self.fast) { cluster, client in
            let reader = reader(client, until: 10)
            try await read(reader, to: 2)
            try cluster.truncate("t", 0, to: 5)
            let error = await kafkaError { while try await reader.next() != nil {} }
            #expect(error?.code == .logTruncated, "\(error.map { "\($0)" } ?? "")")
            #expect(error?.message.contains("offset 5") == true, "\(error?.message ?? "")")
        }
    }
}
