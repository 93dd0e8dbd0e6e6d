// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import Synchronization
import TestSupport
import Testing

@testable import KafkaClient

@Suite(.timeLimit(.minutes(10))) struct CreateTopicsTests {
    @Test func everyTopicHasItsOwnResult() async throws {
        try await TestCluster.withClient(brokers: 2) { cluster, client in
            try cluster.createTopic("there")
            let result = try await client.createTopics([
                NewTopic(name: "a", partitions: 2, replicationFactor: 2), NewTopic(name: "there", partitions: 1),
                NewTopic(name: "b", partitions: 1, configs: ["no.such.config": "1"]),
                NewTopic(name: "c", partitions: 1),
            ])
            #expect(Set(result.keys) == ["a", "b", "c", "there"])
            let a = try #require(try result["a"]?.get())
            #expect(a.partitions.count == 2)
            #expect(a.partitions.allSatisfy { $0.leader != nil && $0.replicas.count == 2 })
            #expect(result.failures().mapValues(\.brokerError) == ["there": .topicAlreadyExists, "b": .invalidConfig])
            let metadata = try await client.metadata(topics: ["c"])
            #expect(metadata.topics["c"]?.partitions.count == 1)
        }
    }

    @Test func gettingAllTopicsNamesEveryFailure() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("x")
            try cluster.createTopic("z")
            let topics = ["x", "y", "z"].map { NewTopic(name: $0, partitions: 1) }
            let result = try await client.createTopics(topics)
            let error = await kafkaError { _ = try result.get() }
            #expect(error?.brokerError == .topicAlreadyExists)
            let text = error?.message ?? ""
            #expect(
                text.contains("2 of 3") && text.contains("\"x\"") && text.contains("\"z\"") && !text.contains("\"y\""))
            let single = await kafkaError { _ = try await client.createTopics([topics[0]]).get() }
            #expect(single?.message.contains("1 of 1") == false)
            let new = try await client.createTopics([NewTopic(name: "n", partitions: 1)]).get()
            #expect(new.keys.sorted() == ["n"])
        }
    }

    @Test func numbersThatAreLeftOutAreTheBrokersDefaults() async throws {
        var configuration = ClusterConfiguration(brokers: 3)
        configuration.defaultPartitions = 4
        configuration.defaultReplicationFactor = 2
        let cluster = try await TestCluster.start(configuration)
        let client = try ClusterClient(ClientConfiguration(bootstrapServers: cluster.bootstrapServers))
        let both = try await client.createTopic("both", replicationFactor: nil)
        #expect(both.partitions.map(\.replicas.count) == [2, 2, 2, 2])
        let replicas = try await client.createTopic("replicas", partitions: 1, replicationFactor: -1)
        #expect(replicas.partitions.map(\.replicas.count) == [2])
        let partitions = try await client.createTopic("partitions", partitions: -1, replicationFactor: 3)
        #expect(partitions.partitions.map(\.replicas.count) == [3, 3, 3, 3])
        await client.close()
        await cluster.stop()
    }

    @Test func oldBrokersCannotChooseDefaults() async throws {
        try await TestCluster.withClient { cluster, client in
            cluster.add(
                Script(
                    .apiVersions,
                    .modify { response in
                        guard var versions = response as? ApiVersionsResponse else { return nil }
                        for index in versions.apiKeys.indices
                        where versions.apiKeys[index].apiKey == APIKey.createTopics.rawValue {
                            versions.apiKeys[index].maxVersion = 3
                        }
                        return versions
                    }))
            let error = await kafkaError { try await client.createTopic("t", partitions: 1, replicationFactor: nil) }
            #expect(error?.code == .unsupportedVersion)
            #expect(error?.message.contains("\"t\"") == true && error?.message.contains("Kafka 2.4") == true)
            let created = try await client.createTopic("t", partitions: 2, replicationFactor: 1)
            #expect(created.partitions.count == 2)
        }
    }

    @Test(arguments: [(0, 1), (-2, 1), (1, 0), (1, 40_000), (Int.max, 1)])
    func impossibleNumbersAreRejectedWithTheTopicsName(partitions: Int, replicas: Int) async throws {
        try await TestCluster.withClient { _, client in
            let error = await kafkaError {
                _ = try await client.createTopics([
                    NewTopic(name: "good"), NewTopic(name: "bad", partitions: partitions, replicationFactor: replicas),
                ])
            }
            #expect(error?.code == .invalidRequest)
            #expect(error?.message.contains("\"bad\"") == true)
            let twice = await kafkaError {
                _ = try await client.createTopics([NewTopic(name: "t"), NewTopic(name: "t")])
            }
            #expect(twice?.message.contains("\"t\"") == true)
            let metadata = try await client.metadata(topics: ["good"])
            #expect(metadata.topics["good"]?.error == .unknownTopicOrPartition)
        }
    }

    /// Topics that exist after the first attempt are not requested again, which would report them as existing.
    @Test func onlyTopicsWithoutAResultAreRequestedAgain() async throws {
        let clock = FakeClock()
        try await TestCluster.withClient(retry: RetryPolicy(clock: clock.clock)) { cluster, client in
            let requested = Mutex<[[String]]>([])
            cluster.add(
                Script(.createTopics) { received in
                    guard let request = received.request as? CreateTopicsRequest else { return nil }
                    let attempt = requested.withLock { requested -> Int in
                        requested.append(request.topics.map(\.name))
                        return requested.count
                    }
                    if attempt > 1 { return .proceed }
                    return .modify { response in
                        guard var response = response as? CreateTopicsResponse else { return nil }
                        for index in response.topics.indices where response.topics[index].name == "late" {
                            response.topics[index].errorCode = BrokerErrorCode.throttlingQuotaExceeded.rawValue
                        }
                        return response
                    }
                })
            let result = try await client.createTopics([
                NewTopic(name: "a", partitions: 1), NewTopic(name: "late", partitions: 1),
            ])
            #expect(requested.withLock { $0 } == [["a", "late"], ["late"]])
            let a = try result["a"]?.get()
            #expect(a?.name == "a")
            // The broker had created it, although the altered response said otherwise.
            #expect(result.failures().mapValues(\.brokerError) == ["late": .topicAlreadyExists])
        }
    }

    @Test func topicsThatFailUntilTheDeadlineKeepTheOthersResults() async throws {
        let clock = FakeClock()
        try await TestCluster.withClient(retry: RetryPolicy(clock: clock.clock)) { cluster, client in
            cluster.add(
                Script(
                    .createTopics,
                    .modify { response in
                        guard var response = response as? CreateTopicsResponse else { return nil }
                        for index in response.topics.indices where response.topics[index].name == "never" {
                            response.topics[index].errorCode = BrokerErrorCode.throttlingQuotaExceeded.rawValue
                        }
                        response.topics.removeAll { $0.name == "absent" }
                        return response
                    }))
            let result = try await client.createTopics(
                ["a", "never", "absent"].map { NewTopic(name: $0, partitions: 1) })
            let a = try result["a"]?.get()
            #expect(a?.name == "a")
            #expect(result.failures()["never"]?.brokerError == .throttlingQuotaExceeded)
            #expect(result.failures()["absent"]?.code == .invalidResponse)
        }
    }
}
