// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaTestBroker
import Testing

@testable import MillraceCLI

/// The options of `millrace broker`.
@Suite struct BrokerCommandTests {
    private func parse(_ arguments: String...) throws -> BrokerCommand { try BrokerCommand.parse(arguments) }

    private func refusal(_ arguments: String...) -> String? {
        do {
            _ = try BrokerCommand.parse(arguments)
            return nil
        } catch {
            return BrokerCommand.message(for: error)
        }
    }

    @Test func optionsBecomeTheClustersConfiguration() throws {
        let command = try parse(
            "--port", "19092", "--brokers", "3", "--topics", "a:4,b", "--imitating", "2.8", "--user", "ann:p:w",
            "--user", "bob:x",
            "--sasl", "plain,SCRAM-SHA-512", "--no-auto-create", "--data", "/tmp/nowhere")
        let configuration = try command.clusterConfiguration()
        #expect(configuration.port == 19092 && configuration.brokers == 3)
        #expect(configuration.imitating == .kafka(2, 8))
        #expect(configuration.sasl?.users == ["ann": "p:w", "bob": "x"])
        #expect(configuration.sasl?.mechanisms == [.plain, .scramSHA512])
        #expect(!configuration.autoCreatesTopics)
        #expect(configuration.storage == .directory("/tmp/nowhere"))
        #expect(command.topics.topics.map(\.name) == ["a", "b"])
        #expect(command.topics.topics.map(\.partitions) == [4, 1])
    }

    @Test func withoutOptionsEverybodyMayConnectToOneBroker() throws {
        let configuration = try parse().clusterConfiguration()
        #expect(configuration.port == 9092 && configuration.brokers == 1)
        #expect(configuration.sasl == nil && configuration.security == nil && configuration.storage == .memory)
        #expect(configuration.autoCreatesTopics)
        #expect(
            try parse("--user", "a:b").clusterConfiguration().sasl?.mechanisms == SASLConfiguration.Mechanism.builtIn)
    }

    @Test func overridesAreLinesOfServerProperties() throws {
        let command = try parse("--override", "num.partitions=3", "--override", "log.retention.ms=5")
        let configuration = try command.clusterConfiguration()
        #expect(configuration.defaultPartitions == 3)
        #expect(configuration.topicDefaults == ["log.retention.ms": "5"])
    }

    @Test func wrongOptionsAreNamed() throws {
        for property in ["num.partitions", "=3", "num.partitions=x", "no.such=1"] {
            #expect(refusal("--override", property)?.contains("--override") == true)
        }
        #expect(refusal("--brokers", "0")?.contains("--brokers") == true)
        #expect(refusal("--port", "65535", "--brokers", "2")?.contains("65535") == true)
        #expect(refusal("--sasl", "PLAIN")?.contains("--user") == true)
        #expect(refusal("--sasl", "GSSAPI", "--user", "a:b")?.contains("GSSAPI") == true)
        #expect(refusal("--user", "a:b", "--user", "a:c")?.contains("twice") == true)
        for user in ["a", ":b", "a:"] { #expect(refusal("--user", user)?.contains("--user") == true) }
        for topics in ["a:0", "a:b", ":1", "a:1:2", "a,,b"] {
            #expect(refusal("--topics", topics)?.contains("--topics") == true)
        }
        #expect(refusal("--tls-key", "k")?.contains("--tls-certificate") == true)
        #expect(refusal("--tls-client-ca", "c")?.contains("--tls-certificate") == true)
        for release in ["2", "2.x", "-1.0"] {
            #expect(refusal("--imitating=\(release)")?.contains("imitating") == true)
        }
        let missing = try parse("--tls-certificate", "no.pem", "--tls-key", "no.key")
        let error = #expect(throws: (any Error).self) { _ = try missing.clusterConfiguration() }
        #if TLS
        #expect(error.map { "\($0)" }?.contains("no.pem") == true)
        #else
        #expect(error.map { "\($0)" }?.contains("trait TLS") == true)
        #endif
    }
}
