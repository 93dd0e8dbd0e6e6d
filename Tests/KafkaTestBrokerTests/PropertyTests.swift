// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import TestSupport
import Testing

@testable import KafkaTestBroker

/// The properties of brokers, and their effects on clients.
struct PropertyTests {
    private func configuration(_ properties: KeyValuePairs<String, String>) throws -> ClusterConfiguration {
        var configuration = ClusterConfiguration()
        for (name, value) in properties { try configuration.set(name, to: value) }
        return configuration
    }

    @Test func propertiesSetThePartsThatHaveTheirMeaning() throws {
        let set = try configuration([
            "auto.create.topics.enable": "FALSE", "node.id": "7", "num.partitions": "3",
            "default.replication.factor": "2", "socket.request.max.bytes": "1000",
            "group.initial.rebalance.delay.ms": "3000", "group.min.session.timeout.ms": "100",
            "group.max.session.timeout.ms": "60000", "group.max.size": "5",
            "group.consumer.session.timeout.ms": "1000", "group.consumer.heartbeat.interval.ms": "200",
            "offsets.retention.minutes": "1", "log.retention.hours": "2", "log.cleanup.policy": "compact",
        ])
        #expect(!set.autoCreatesTopics && set.firstBrokerID == 7)
        #expect(set.defaultPartitions == 3 && set.defaultReplicationFactor == 2 && set.maxRequestBytes == 1000)
        #expect(set.groups.initialRebalanceDelay == .seconds(3) && set.groups.maxSize == 5)
        #expect(set.groups.sessionTimeouts == .milliseconds(100)...(.seconds(60)))
        #expect(set.groups.consumerSessionTimeout == .seconds(1))
        #expect(set.groups.consumerHeartbeatInterval == .milliseconds(200))
        #expect(set.groups.offsetsRetention == .seconds(60))
        #expect(set.topicDefaults == ["log.retention.ms": "7200000", "log.cleanup.policy": "compact"])
        let crossed = try configuration(["group.min.session.timeout.ms": "5000000"])
        #expect(crossed.groups.sessionTimeouts == .seconds(5000)...(.seconds(5000)))
    }

    @Test func wrongPropertiesAreNamed() {
        let wrong: KeyValuePairs = [
            "no.such": "1", "num.partitions": "0", "num.partitions ": "1", "node.id": "-1", "log.retention.ms": "x",
            "log.cleanup.policy": "keep", "auto.create.topics.enable": "1", "group.min.session.timeout.ms": "",
            "log.retention.hours": "9999999999", "log.roll.hours": "-1", "offsets.retention.minutes": "0",
        ]
        for (name, value) in wrong {
            let error = #expect(throws: TestClusterError.self) { try configuration([name: value]) }
            let target = name == "log.roll.hours" ? "segment.ms" : name.hasSuffix(".ms") ? "" : name
            #expect(name.hasPrefix("log.") || error?.description.contains(target) == true, "\(name)")
        }
    }

    @Test func topicsHaveTheBrokersDefaultsUntilTheyAreChanged() async throws {
        let cluster = try await TestCluster.start(
            configuration(["log.retention.ms": "5", "num.partitions": "3", "node.id": "0"]))
        do {
            let c = try LoopbackSocket(cluster)
            let made = try c.send(MetadataRequest(topics: [.init(name: "t")], allowAutoTopicCreation: true), 9)
            #expect(try made.topics.at(0).partitions.map(\.leaderID) == [0, 0, 0] && made.controllerID == 0)

            func retention() throws -> DescribeConfigsResponse.DescribeConfigsResourceResult {
                try c.send(
                    DescribeConfigsRequest(
                        resources: [.init(resourceType: 2, resourceName: "t", configurationKeys: ["retention.ms"])],
                        includeSynonyms: true), 4
                ).results[0].configs[0]
            }
            #expect(try retention().value == "5" && retention().configSource == DescribeConfigs.Source.fixed)
            #expect(try retention().synonyms.map(\.source) == [4, 5])
            let change = IncrementalAlterConfigsRequest(resources: [
                .init(
                    resourceType: 4, resourceName: "",
                    configs: [.init(name: "log.retention.ms", configOperation: 0, value: "9")])
            ])
            #expect(try c.send(change, 1).responses.at(0).errorCode == 0)
            #expect(try retention().value == "9" && retention().synonyms.map(\.source) == [3, 4, 5])
            #expect(cluster.core.update { $0.topics["t"]?.settings.retentionMs } == 9)
        } catch {
            await cluster.stop()
            throw error
        }
        await cluster.stop()
    }

    @Test func newTopicsHaveTheDefaultReplicasAsFarAsThereAreBrokers() async throws {
        var wanted = try configuration(["default.replication.factor": "3"])
        wanted.brokers = 2
        try await TestCluster.with(wanted) { cluster in
            let c = try LoopbackSocket(cluster)
            let made = try c.send(MetadataRequest(topics: [.init(name: "a")], allowAutoTopicCreation: true), 9)
            #expect(try made.topics.only.partitions.only.replicaNodes == [1, 2])
            let request = CreateTopicsRequest(topics: [.init(name: "b", numPartitions: -1, replicationFactor: -1)])
            let topic = try c.send(request, 7).topics.only
            #expect(topic.replicationFactor == 2 && topic.errorMessage == nil)
            try cluster.createTopic("c", replicationFactor: -1)
            let found = try c.send(MetadataRequest(topics: [.init(name: "c")]), 9)
            #expect(try found.topics.only.partitions.only.replicaNodes.count == 2)
        }
    }

    @Test func brokersNameTheirListeners() {
        var bench = StateBench(brokers: 1, topics: [:])
        let request = DescribeConfigsRequest(resources: [
            .init(resourceType: 4, resourceName: "1", configurationKeys: ["advertised.listeners"])
        ])
        let entry = bench.send(DescribeConfigs.self, request, version: 4).results[0].configs.first
        #expect(entry?.value?.hasPrefix("PLAINTEXT://") == true && entry?.readOnly == true)
        #expect(entry?.configSource == DescribeConfigs.Source.fixed)
    }
}
