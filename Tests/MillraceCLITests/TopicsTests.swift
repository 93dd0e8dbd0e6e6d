// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient
import KafkaTestBroker
import TestSupport
import Testing

@testable import MillraceCLI

/// `millrace topics` and `millrace metadata` against a cluster in the process.
@Suite struct TopicsTests {
    @Test func topicsAreListed() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("b", partitions: 2)
            try cluster.createTopic("a", partitions: 1)
            #expect(try await TopicsListCommand.output(client) == "a\nb\n")
            #expect(
                try await TopicsListCommand.output(client, "-J")
                    == """
                    {"topic":"a","partitions":1,"replicas":1,"internal":false}
                    {"topic":"b","partitions":2,"replicas":1,"internal":false}

                    """)
        }
    }

    @Test func topicsAreCreatedAndDescribed() async throws {
        try await TestCluster.withClient(brokers: 3) { cluster, client in
            #expect(
                try await TopicsCreateCommand.output(
                    client, "a", "b", "-p", "2", "-r", "3", "--config", "cleanup.policy=compact")
                    == "created a with 2 partitions\ncreated b with 2 partitions\n")
            try cluster.append(values: ["x", "y"], to: "a", 1)
            let lines = try await TopicsDescribeCommand.output(client, "a").split(separator: "\n")
            #expect(lines.count == 3)
            #expect(lines[0] == "TOPIC  PARTITION  LEADER  FIRST  END  REPLICAS  IN SYNC")
            #expect(lines[2].hasPrefix("a              1"))
            #expect(lines[2].contains("      0    2  "))
            let json = try await TopicsDescribeCommand.output(client, "-J", "a").split(separator: "\n")
            #expect(json[1].contains(#""first":0,"end":2,"replicas":["#))
        }
    }

    @Test func failuresNameTheTopic() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("a", partitions: 1)
            var output = OutputBuffer(descriptor: nil)
            let error = await #expect(throws: ToolError.self) {
                try await TopicsCreateCommand.parse(["a", "b"]).run(client, &output)
            }
            #expect(error?.description.hasPrefix("1 of 2 failed:\n  creating topic \"a\" failed") == true)
            // The other one was created.
            #expect(String(decoding: output.bytes, as: UTF8.self) == "created b with 1 partitions\n")
            await #expect(throws: ToolError.self) { try await TopicsDescribeCommand.output(client, "nosuch") }
            await #expect(throws: ToolError.self) { try await MetadataCommand.output(client, "-t", "nosuch") }
        }
    }

    @Test func metadataHasTheFormOfKcat() async throws {
        try await TestCluster.withClient(brokers: 2) { cluster, client in
            try cluster.createTopic("a", partitions: 1)
            let lines = try await MetadataCommand.output(client).split(separator: "\n")
            let addresses = cluster.bootstrapServers
            #expect(lines.contains(" 2 brokers:"))
            #expect(lines.contains { $0.hasPrefix("  broker 1 at \(addresses[0])") })
            #expect(lines.contains { $0.hasPrefix("  broker 2 at \(addresses[1])") })
            #expect(lines.filter { $0.hasSuffix("(controller)") }.count == 1)
            #expect(lines.contains("  topic \"a\" with 1 partitions:"))
            #expect(lines.last?.hasPrefix("    partition 0, leader ") == true)
            let json = try await MetadataCommand.output(client, "-J", "-t", "a")
            #expect(json.contains(#""query":{"topic":"a"}"#))
            #expect(json.contains(#""topics":[{"topic":"a","partitions":[{"partition":0,"leader":"#))
        }
    }
}
