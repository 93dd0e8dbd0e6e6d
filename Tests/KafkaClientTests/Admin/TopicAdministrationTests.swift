// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import TestSupport
import Testing

@testable import KafkaClient

/// Topics, partitions, records and replicas through the administration calls.
@Suite(.timeLimit(.minutes(10))) struct TopicAdministrationTests {
    private let quick = RetryPolicy(initialBackoff: .milliseconds(1), maxBackoff: .milliseconds(5))

    private func partition(_ number: Int32, _ topic: String = "t") -> TopicPartition {
        TopicPartition(topic: topic, partition: number)
    }

    @Test func topicsAreListedDescribedAndDeletedOneByOne() async throws {
        try await TestCluster.withClient(retry: quick) { cluster, client in
            try cluster.createTopic("b", partitions: 2)
            try cluster.createTopic("a")
            #expect(try await client.listTopics().map(\.name) == ["a", "b"])
            let described = try await client.describeTopics(["b", "missing"])
            #expect(try described["b"]?.get().partitions.map(\.leader) == [1, 1])
            #expect(described.failures().mapValues(\.code) == ["missing": .unknownTopic])
            let deleted = try await client.deleteTopics(["a", "missing"])
            #expect(try deleted["a"]?.get() != nil)
            #expect(deleted.failures().mapValues(\.code) == ["missing": .unknownTopic])
            #expect(throws: KafkaError.self) { try deleted.get() }
            #expect(cluster.topicID("a") == nil && cluster.topicID("b") != nil)
            #expect(try await client.deleteTopics([]).isEmpty)
        }
    }

    @Test(arguments: [nil, KafkaRelease.kafka(1, 1), .kafka(2, 5)])
    func olderBrokersDeleteByNameToo(release: KafkaRelease?) async throws {
        var configuration = ClusterConfiguration()
        configuration.imitating = release
        try await TestCluster.with(configuration) { cluster in
            let client = try ClusterClient(.patient(cluster.bootstrapServers, retry: quick))
            try cluster.createTopic("a")
            try cluster.createTopic("b")
            try await client.deleteTopics(["a", "b"]).get()
            #expect(try await client.listTopics().isEmpty)
            await client.close()
        }
    }

    @Test func theControllerIsLookedForAgain() async throws {
        try await TestCluster.withClient(brokers: 2, retry: quick) { cluster, client in
            try cluster.createTopic("a")
            let script = cluster.add(Script(.deleteTopics, times: 2, .fail(.notController)))
            let metadata = cluster.record(.api(.metadata))
            try await client.deleteTopics(["a"]).get()
            #expect(script.hits == 2)
            #expect(metadata.count >= 2)
        }
    }

    @Test func partitionsAreAdded() async throws {
        try await TestCluster.withClient(retry: quick) { cluster, client in
            try cluster.createTopic("a")
            try cluster.createTopic("b", partitions: 3)
            let checked = try await client.createPartitions(["a": 4], validatesOnly: true)
            #expect(checked.failures().isEmpty)
            #expect(try await client.describeTopics(["a"]).get()["a"]?.partitions.count == 1)
            let results = try await client.createPartitions(["a": 4, "b": 2, "missing": 2])
            #expect(try results["a"]?.get() != nil)
            #expect(results.failures()["b"]?.brokerError == .invalidPartitions)
            #expect(results.failures()["missing"]?.code == .unknownTopic)
            #expect(try await client.describeTopics(["a"]).get()["a"]?.partitions.count == 4)
        }
    }

    @Test func recordsAreDeletedAtTheLeaders() async throws {
        try await TestCluster.withClient(brokers: 2, retry: quick) { cluster, client in
            try cluster.createTopic("t", partitions: 3)
            for number in 0..<3 as Range<Int32> { try cluster.append(values: ["a", "b", "c"], to: "t", number) }
            let moved = cluster.add(Script(.deleteRecords, times: 1, .fail(.notLeaderOrFollower)))
            let results = try await client.deleteRecords(
                before: [partition(0): 2, partition(1): nil, partition(2): 9, partition(7): 1])
            #expect(moved.hits == 1)
            #expect(try results[partition(0)]?.get() == 2)
            #expect(try results[partition(1)]?.get() == 3)
            #expect(results.failures()[partition(2)]?.brokerError == .offsetOutOfRange)
            #expect(results.failures()[partition(7)]?.code == .unknownPartition)
            #expect(try cluster.offsets(of: "t", 0) == 2..<3)
        }
    }

    @Test func replicasMoveAndLeadersAreElected() async throws {
        try await TestCluster.withClient(brokers: 3, retry: quick) { cluster, client in
            try cluster.createTopic("t", partitions: 2, replicationFactor: 2)
            let results = try await client.alterReassignments([
                partition(0): [3, 2], partition(1): nil, partition(5): [1],
            ])
            #expect(try results[partition(0)]?.get() != nil)
            #expect(results.failures()[partition(1)]?.brokerError == .noReassignmentInProgress)
            #expect(results.failures()[partition(5)]?.code == .unknownPartition)
            #expect(try await client.describeTopics(["t"]).get()["t"]?.partitions.first?.replicas == [3, 2])
            #expect(try await client.listReassignments().isEmpty)
            #expect(try await client.listReassignments([partition(0)]).isEmpty)
            try cluster.movePartition("t", 0, to: 2)
            try await client.electLeaders(.preferred, [partition(0)]).get()
            #expect(try cluster.leader(of: "t", 0).broker == 3)
            // It has that leader already.
            try await client.electLeaders(.preferred, [partition(0)]).get()
            let unknown = try await client.electLeaders(.preferred, [partition(8)])
            #expect(unknown.failures()[partition(8)]?.code == .unknownPartition)
        }
    }

    @Test func allFailuresAreNamedTogether() {
        let failed = KafkaError(.unknownTopic, "no a")
        let results: [String: Result<Int, KafkaError>] = ["a": .failure(failed), "b": .success(2)]
        #expect(throws: KafkaError.self) { try results.get() }
        let two: [String: Result<Int, KafkaError>] = [
            "a": .failure(failed), "c": .failure(.broker(.invalidConfig, "c")), "b": .success(2),
        ]
        do {
            try two.get()
        } catch {
            #expect(error.code == .unknownTopic)
            #expect(error.message.contains("2 of 3 failed") && error.message.contains("INVALID_CONFIG"))
        }
        let good: [String: Result<Int, KafkaError>] = ["b": .success(2)]
        #expect((try? good.get()) == ["b": 2])
    }
}
