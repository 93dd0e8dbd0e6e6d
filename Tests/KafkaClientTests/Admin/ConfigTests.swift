// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import TestSupport
import Testing

@testable import KafkaClient

/// Configs of topics, brokers and groups.
@Suite(.timeLimit(.minutes(10))) struct ConfigTests {
    private let quick = RetryPolicy(initialBackoff: .milliseconds(1), maxBackoff: .milliseconds(5))

    @Test func configsAreChangedOneByOne() async throws {
        try await TestCluster.withClient(retry: quick) { cluster, client in
            try cluster.createTopic("t", configs: ["retention.ms": "5000"])
            let topic = ConfigResource.topic("t")
            let before = try await client.describeConfigs([topic], includesSynonyms: true).get()[topic]
            let retention = try #require(before?["retention.ms"])
            #expect(retention.value == "5000" && retention.source == .topic && !retention.isDefault)
            #expect(retention.kind == .long && !retention.isReadOnly && !retention.isSensitive)
            #expect(retention.synonyms.first == .init(name: "retention.ms", value: "5000", source: .topic))
            #expect(before?["cleanup.policy"]?.isDefault == true)
            try await client.alterConfigs([
                topic: [.remove("retention.ms"), .append("cleanup.policy", "compact"), .set("segment.ms", to: "7000")]
            ]).get()
            let names = ["retention.ms", "segment.ms", "cleanup.policy"]
            let after = try await client.describeConfigs([topic], names: names).get()[topic]
            #expect(after?.count == 3)
            #expect(after?["retention.ms"]?.isDefault == true)
            #expect(after?["cleanup.policy"]?.value == "delete,compact")
            #expect(after?["segment.ms"]?.value == "7000")
            #expect(after?["segment.ms"]?.synonyms.isEmpty == true)
        }
    }

    @Test func eachResourceHasItsOutcome() async throws {
        try await TestCluster.withClient(brokers: 2, retry: quick) { cluster, client in
            try cluster.createTopic("t")
            let described = try await client.describeConfigs([
                .topic("t"), .topic("missing"), .broker(1), .broker(2), .allBrokers, .group("g"),
            ])
            #expect(described.failures().mapValues(\.code) == [.topic("missing"): .unknownTopic])
            #expect(try described[.broker(2)]?.get()["log.retention.ms"] != nil)
            let changed = try await client.alterConfigs([
                .topic("t"): [.set("retention.ms", to: "no number")],
                .topic("missing"): [.set("retention.ms", to: "1")],
                .broker(2): [.set("log.retention.ms", to: "90000")],
                .group("g"): [.set("consumer.session.timeout.ms", to: "50000")],
            ])
            #expect(changed.failures()[.topic("t")]?.brokerError == .invalidConfig)
            #expect(changed.failures()[.topic("missing")]?.code == .unknownTopic)
            #expect(try changed[.broker(2)]?.get() != nil)
            #expect(try changed[.group("g")]?.get() != nil)
            let broker = try await client.describeConfigs([.broker(2)]).get()[.broker(2)]
            #expect(broker?["log.retention.ms"]?.value == "90000" && broker?["log.retention.ms"]?.source == .broker)
        }
    }

    @Test func aBrokerIsAskedAboutItself() async throws {
        try await TestCluster.withClient(brokers: 3, retry: quick) { cluster, client in
            let requests = cluster.record(.api(.describeConfigs))
            _ = try await client.describeConfigs([.broker(1), .broker(2), .broker(3)]).get()
            #expect(Set(requests.requests.map(\.broker)) == [1, 2, 3])
        }
    }

    @Test func validatingChangesNothing() async throws {
        try await TestCluster.withClient(retry: quick) { cluster, client in
            try cluster.createTopic("t")
            try await client.alterConfigs([.topic("t"): [.set("retention.ms", to: "1")]], validatesOnly: true).get()
            let configs = try await client.describeConfigs([.topic("t")]).get()[.topic("t")]
            #expect(configs?["retention.ms"]?.isDefault == true)
        }
    }

    @Test func brokersThatCanOnlyReplaceAllAreNotAsked() async throws {
        var configuration = ClusterConfiguration()
        configuration.imitating = .kafka(2, 2)
        try await TestCluster.with(configuration) { cluster in
            let client = try ClusterClient(.patient(cluster.bootstrapServers, retry: quick))
            try cluster.createTopic("t", configs: ["retention.ms": "5000"])
            let requests = cluster.record(.api(.alterConfigs, .incrementalAlterConfigs))
            let error = await kafkaError {
                try await client.alterConfigs([.topic("t"): [.set("segment.ms", to: "7000")]]).get()
            }
            #expect(error?.code == .unsupportedVersion && error?.message.contains("2.3") == true)
            #expect(requests.count == 0)
            let configs = try await client.describeConfigs([.topic("t")]).get()[.topic("t")]
            #expect(configs?["retention.ms"]?.value == "5000")
            await client.close()
        }
    }
}
