// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import Synchronization
import TestSupport
import Testing

@testable import KafkaClient

@Suite(.timeLimit(.minutes(10))) struct ClientTests {
    private func p(_ number: Int32, _ topic: String = "t") -> TopicPartition {
        TopicPartition(topic: topic, partition: number)
    }

    @Test func topicsAreCreatedAndListed() async throws {
        try await TestCluster.withClient(brokers: 3) { _, client in
            try await client.createTopic("b", partitions: 2, replicationFactor: 2)
            try await client.createTopic("a", partitions: 1)
            let partitions = try await client.partitions(of: ["b", "a"])
            #expect(partitions == [p(0, "a"), p(0, "b"), p(1, "b")])
            let metadata = try await client.metadata(topics: ["b"])
            #expect(metadata.brokers.count == 3)
            #expect(metadata.topics["b"]?.partitions.allSatisfy { $0.leader != nil } == true)
            #expect(metadata.topics["a"] == nil)
            let again = await kafkaError { try await client.createTopic("a", partitions: 1) }
            #expect(again?.brokerError == .topicAlreadyExists)
        }
    }

    @Test func unknownTopicsAreNamed() async throws {
        let clock = FakeClock()
        try await TestCluster.withClient(retry: RetryPolicy(clock: clock.clock)) { _, client in
            let error = await kafkaError { _ = try await client.partitions(of: ["nowhere"]) }
            #expect(error?.code == .unknownTopic)
            #expect(error?.message.contains("\"nowhere\"") == true)
            let metadata = try await client.metadata(topics: ["nowhere"])
            #expect(metadata.topics["nowhere"]?.error == .unknownTopicOrPartition)
        }
    }

    @Test func offsetsAreFoundOnAllLeaders() async throws {
        try await TestCluster.withClient(brokers: 3) { cluster, client in
            try cluster.createTopic("t", partitions: 4)
            for number in 0..<4 {
                try cluster.append(values: (0...number).map { "\($0)" }, to: "t", Int32(number))
            }
            let partitions = (0..<4).map { p($0) }
            let latest = try await client.listOffsets(
                Dictionary(uniqueKeysWithValues: partitions.map { ($0, .latest) }))
            #expect(latest == [p(0): 1, p(1): 2, p(2): 3, p(3): 4])
            try cluster.deleteRecords(in: "t", 3, before: 2)
            let earliest = try await client.listOffsets([p(3): .earliest, p(0): .earliest])
            #expect(earliest == [p(3): 2, p(0): 0])
        }
    }

    @Test func offsetsByTimestampAreTheFirstRecordThatIsNotOlder() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            try cluster.append(batch(["a", "b", "c"]), to: "t", 0)
            for (timestamp, offset) in [(0, 0), (1001, 1), (1002, 2), (9999, 3)] as [(Int64, Int64)] {
                let found = try await client.listOffsets([p(0): .timestamp(timestamp)])
                #expect(found == [p(0): offset])
            }
        }
    }

    @Test func offsetsAreAskedOfTheNewLeaderAfterAMove() async throws {
        let clock = FakeClock()
        try await TestCluster.withClient(brokers: 2, retry: RetryPolicy(jitter: 0, clock: clock.clock)) {
            cluster, client in
            try cluster.createTopic("t")
            try cluster.append(values: ["a"], to: "t", 0)
            let before = try await client.listOffsets([p(0): .latest])
            let leader = try cluster.leader(of: "t", 0).broker
            try cluster.movePartition("t", 0, to: 3 - leader)
            let after = try await client.listOffsets([p(0): .latest])
            #expect(before == after)
            #expect(clock.sleeps.filter { $0 == .milliseconds(100) }.count == 1, "one retry")
        }
    }

    @Test func commitsAreReadBack() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t", partitions: 3)
            let none = try await client.committedOffsets(group: "g", partitions: [p(0), p(1)])
            #expect(none.isEmpty)
            try await client.commitOffsets(group: "g", [p(0): 5, p(2): 7])
            let found = try await client.committedOffsets(group: "g", partitions: [p(0), p(1), p(2)])
            #expect(found == [p(0): 5, p(2): 7])
            #expect(cluster.committedOffset(group: "g", "t", 2) == 7)
        }
    }

    @Test func aCoordinatorThatMovedIsFoundAgain() async throws {
        let clock = FakeClock()
        try await TestCluster.withClient(retry: RetryPolicy(clock: clock.clock)) { cluster, client in
            try cluster.createTopic("t")
            try await client.commitOffsets(group: "g", [p(0): 1])
            let lookups = Mutex(0)
            cluster.add(
                Script(.findCoordinator) { _ in
                    lookups.withLock { $0 += 1 }
                    return .proceed
                })
            cluster.add(Script(.offsetCommit, times: 1, .fail(.notCoordinator)))
            cluster.add(Script(.offsetFetch, times: 1, .fail(.coordinatorLoadInProgress)))
            try await client.commitOffsets(group: "g", [p(0): 2])
            #expect(lookups.withLock { $0 } == 1)
            let found = try await client.committedOffsets(group: "g", partitions: [p(0)])
            #expect(found == [p(0): 2])
            #expect(lookups.withLock { $0 } == 1, "a coordinator that loads stays the coordinator")
        }
    }

    @Test func errorsOfACommitNameThePartition() async throws {
        let clock = FakeClock()
        try await TestCluster.withClient(retry: RetryPolicy(clock: clock.clock)) { cluster, client in
            try cluster.createTopic("t")
            cluster.add(Script(.offsetCommit, .fail(.topicAuthorizationFailed)))
            let error = await kafkaError { try await client.commitOffsets(group: "g", [self.p(0): 2]) }
            #expect(error?.brokerError == .topicAuthorizationFailed)
            #expect(error?.topicPartition == p(0))
        }
    }

    @Test(arguments: [0, 1, 3, 4] as [Int16])
    func coordinatorsAreFoundInOldAndNewVersions(most: Int16) async throws {
        try await TestCluster.withClient { cluster, client in
            cluster.add(Script(.apiVersions, Self.limiting([.findCoordinator: most])))
            let broker = try await client.coordinator(of: .group("g"))
            #expect(broker.id == cluster.coordinator(of: "g"))
        }
    }

    /// Brokers of several releases: all calls work with the versions that they list.
    @Test(
        arguments: [
            [
                APIKey.metadata: 0, .fetch: 4, .produce: 3, .listOffsets: 1, .offsetCommit: 2, .offsetFetch: 1,
                .findCoordinator: 0,
            ],
            [
                .metadata: 4, .fetch: 4, .produce: 5, .listOffsets: 2, .offsetCommit: 3, .offsetFetch: 3,
                .findCoordinator: 1,
            ],
            [
                .metadata: 9, .fetch: 11, .produce: 8, .listOffsets: 5, .offsetCommit: 8, .offsetFetch: 7,
                .findCoordinator: 3,
            ],
            [
                .metadata: 10, .fetch: 12, .produce: 9, .listOffsets: 7, .offsetCommit: 9, .offsetFetch: 9,
                .findCoordinator: 6,
            ],
            [.metadata: 13, .fetch: 18, .produce: 13, .listOffsets: 11],
        ] as [[APIKey: Int16]])
    func brokersOfEveryReleaseAreSupported(limits: [APIKey: Int16]) async throws {
        try await TestCluster.withClient { cluster, client in
            cluster.add(Script(.apiVersions, Self.limiting(limits)))
            try cluster.createTopic("t")
            let producer = try KafkaProducer(client: client)
            try await producer.send(contentsOf: (0..<5).map { .init(topic: "t", value: ByteSlice(utf8: "v\($0)")) })
            let end = try await client.listOffsets([p(0): .latest])
            #expect(end == [p(0): 5])
            let all = try await readAll(PartitionReader(client: client, partition: p(0), from: 0, until: 5))
            #expect(all.map(\.value) == (0..<5).map { "v\($0)" })
            try await client.commitOffsets(group: "g", end)
            let committed = try await client.committedOffsets(group: "g", partitions: [p(0)])
            #expect(committed == end)
        }
    }

    private static func limiting(_ most: [APIKey: Int16]) -> ScriptAction {
        .modify { response in
            guard var versions = response as? ApiVersionsResponse else { return nil }
            for index in versions.apiKeys.indices {
                guard let limit = most[APIKey(rawValue: versions.apiKeys[index].apiKey)] else { continue }
                versions.apiKeys[index].minVersion = min(versions.apiKeys[index].minVersion, limit)
                versions.apiKeys[index].maxVersion = min(versions.apiKeys[index].maxVersion, limit)
            }
            return versions
        }
    }

    @Test func requestsOfTheCallersOwnAreRoutedAndNegotiated() async throws {
        try await TestCluster.withClient(brokers: 2) { cluster, client in
            try cluster.createTopic("t")
            let leader = try cluster.leader(of: "t", 0).broker
            let seen = Mutex<Int32?>(nil)
            cluster.add(
                Script(.listOffsets) { received in
                    seen.withLock { $0 = received.broker }
                    return .proceed
                })
            let request = ListOffsetsRequest(
                replicaID: -1, topics: [.init(name: "t", partitions: [.init(partitionIndex: 0, timestamp: -1)])])
            let response = try await client.send(request, to: .leader(p(0)))
            #expect(response.topics.first?.partitions.first?.offset == 0)
            #expect(seen.withLock { $0 } == leader)
        }
    }

    @Test func concurrentCallsShareOneMetadataRequestAndConnection() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            let gate = Gate()
            let script = cluster.add(Script(.metadata, times: 1, .hold(gate)))
            async let first = client.partitions(of: ["t"])
            await gate.waitForArrivals()
            async let second = client.partitions(of: ["t"])
            gate.open()
            let both = try await (first, second)
            #expect(both.0 == both.1)
            #expect(script.hits == 1)
            #expect(cluster.connectionCount(of: 1) == 1)
        }
    }
}
