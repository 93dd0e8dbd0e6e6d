// Millrace
// SPDX-License-Identifier: Apache-2.0

#if Configuration
import Configuration
import Testing

@testable import KafkaClient

/// Kafka's properties in a `ConfigReader`.
@Suite struct ConfigReaderTests {
    private func reader(_ values: [AbsoluteConfigKey: ConfigValue]) -> ConfigReader {
        ConfigReader(provider: InMemoryProvider(values: values)).scoped(to: "kafka")
    }

    @Test func propertiesAreReadByTheirNames() throws {
        let config = reader([
            "kafka.bootstrap.servers": "a:1,b:2", "kafka.client.id": "me", "kafka.group.id": "g",
            "kafka.linger.ms": 7, "kafka.enable.auto.commit": false, "kafka.acks": "all",
            "kafka.isolation.level": "read_committed", "kafka.max.poll.records": 9,
        ])
        let client = try ClientConfiguration(config: config)
        #expect(client.bootstrapServers == ["a:1", "b:2"] && client.clientID == "me")
        let consumer = try ConsumerConfiguration(config: config)
        #expect(consumer.client.bootstrapServers == ["a:1", "b:2"] && consumer.groupID == "g")
        #expect(!consumer.commitsOffsets && consumer.fetch.isolation == .readCommitted)
        let producer = try ProducerConfiguration.read(config: config)
        #expect(producer.client.clientID == "me" && producer.producer.linger == .milliseconds(7))
        let share = try ShareConsumerConfiguration(config: config, topics: ["t"])
        #expect(share.groupID == "g" && share.maxPollRecords == 9)
    }

    @Test func theEnvironmentHasThemInCapitals() throws {
        let provider = EnvironmentVariablesProvider(environmentVariables: [
            "KAFKA_BOOTSTRAP_SERVERS": "a:1", "KAFKA_LINGER_MS": "3", "KAFKA_SASL_USERNAME": "u",
        ])
        let config = ConfigReader(provider: provider).scoped(to: "kafka")
        let read = try ProducerConfiguration.read(config: config)
        #expect(read.client.bootstrapServers == ["a:1"] && read.producer.linger == .milliseconds(3))
        #expect(read.client.ignoredProperties.map(\.name) == ["sasl.username"])
    }

    @Test func wrongValuesAreErrors() {
        for (name, value) in [("linger.ms", "soon"), ("sasl.kerberos.service.name", "kafka")] {
            let error = #expect(throws: KafkaError.self) {
                try ProducerConfiguration.read(
                    config: reader([
                        "kafka.bootstrap.servers": "a:1",
                        AbsoluteConfigKey(["kafka"] + name.split(separator: ".").map(String.init)): .init(
                            stringLiteral: value),
                    ]))
            }
            #expect(error?.message.contains(name) == true)
        }
    }
}
#endif
