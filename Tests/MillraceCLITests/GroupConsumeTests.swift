// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient
import KafkaTestBroker
import TestSupport
import Testing

@testable import MillraceCLI

/// `millrace consume --group` against a cluster in the process.
@Suite struct GroupConsumeTests {
    /// The printed words, sorted.
    private func consume(_ cluster: TestCluster, _ arguments: String...) async throws -> [String] {
        let command = try ConsumeCommand.parse(["-t", "t", "-q", "-D", " "] + arguments)
        let address = ["KAFKA_BOOTSTRAP_SERVERS": cluster.bootstrapServers.joined(separator: ",")]
        let consumer = try ConsumerConfiguration(properties: command.properties(environment: address))
        let output = try await command.run(consumer, OutputBuffer(descriptor: nil))
        return String(decoding: output.bytes, as: UTF8.self).split(separator: " ").map(String.init).sorted()
    }

    private func withTopic(_ body: (TestCluster, ClusterClient) async throws -> Void) async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t", partitions: 3)
            try cluster.append(values: ["a", "b", "c"], to: "t", 0)
            try cluster.append(values: ["d"], to: "t", 1)
            try await body(cluster, client)
        }
    }

    @Test(arguments: ["classic", "consumer"])
    func printedRecordsAreCommitted(groupProtocol: String) async throws {
        try await withTopic { cluster, client in
            let group = ["-G", "g", "-e", "--group-protocol", groupProtocol]
            #expect(
                try await consume(cluster, group[0], group[1], group[2], group[3], group[4]) == ["a", "b", "c", "d"])
            try cluster.append(values: ["e"], to: "t", 2)
            #expect(try await consume(cluster, group[0], group[1], group[2], group[3], group[4]) == ["e"])
            let members = try await client.describeGroups(["g"])["g"]?.get().members
            #expect(members?.isEmpty == true)
        }
    }

    /// The last record ends the reading, before the watcher of the ends looks again.
    @Test func theLastRecordOfTheOnlyPartitionIsTheEnd() async throws {
        try await TestCluster.with { cluster in
            try cluster.createTopic("t")
            try cluster.append(values: ["a", "b"], to: "t", 0)
            #expect(try await consume(cluster, "-G", "g", "-e") == ["a", "b"])
            try cluster.append(values: ["c"], to: "t", 0)
            #expect(try await consume(cluster, "-G", "g", "-e", "-c", "1") == ["c"])
        }
    }

    @Test func theRestOfABatchIsForTheNextReader() async throws {
        try await withTopic { cluster, _ in
            let first = try await consume(cluster, "-G", "g", "-c", "2")
            let second = try await consume(cluster, "-G", "g", "-c", "2")
            #expect((first + second).sorted() == ["a", "b", "c", "d"])
            #expect(first.count == 2)
        }
    }

    @Test func startIsThatOfTheOption() async throws {
        try await withTopic { (cluster, _) async throws in
            #expect(try await consume(cluster, "-G", "g", "-e", "-o", "-1") == ["c", "d"])
            #expect(try await consume(cluster, "-G", "g", "-e", "-o", "beginning") == ["a", "b", "c", "d"])
            #expect(try await consume(cluster, "-G", "h", "-e", "-X", "auto.offset.reset=latest") == [])
        }
    }

    @Test func commitsCanBeTurnedOff() async throws {
        try await withTopic { cluster, _ in
            for _ in 0..<2 {
                let printed = try await consume(cluster, "-G", "g", "-e", "-X", "enable.auto.commit=false")
                #expect(printed == ["a", "b", "c", "d"])
            }
        }
    }

    @Test(arguments: ["range", "roundrobin", "sticky", "cooperative-sticky"])
    func assignorIsThatOfTheOption(assignor: String) async throws {
        try await withTopic { cluster, _ in
            let printed = try await consume(cluster, "-G", "g", "-e", "--assignor", assignor)
            #expect(printed == ["a", "b", "c", "d"])
        }
    }

    @Test func optionsBecomeProperties() throws {
        func properties(_ arguments: String...) throws -> [String: String] {
            try ConsumeCommand.parse(["-t", "t", "-b", "a:1"] + arguments).properties(environment: [:])
        }
        let classic = try properties("-G", "g", "--assignor", "sticky")
        #expect(classic["group.id"] == "g" && classic["partition.assignment.strategy"] == "sticky")
        #expect(classic["auto.offset.reset"] == "earliest")
        let consumer = try properties("-G", "g", "--group-protocol", "consumer", "--assignor", "uniform")
        #expect(consumer["group.protocol"] == "consumer" && consumer["group.remote.assignor"] == "uniform")
        #expect(consumer["partition.assignment.strategy"] == nil)
        #expect(try properties("-X", "group.id=g", "-p", "0")["group.id"] == nil)
        #expect(try properties("-X", "group.id=g", "-X", "auto.offset.reset=latest")["auto.offset.reset"] == "latest")
        #expect(throws: (any Error).self) { try properties("-G", "g", "-p", "0") }
        #expect(throws: (any Error).self) { try properties("-G", "g", "-o", "e@1") }
    }

    @Test func failuresSayWhatToDo() async throws {
        try await withTopic { cluster, _ in
            let stored = await #expect(throws: ToolError.self) { try await consume(cluster, "-o", "stored") }
            #expect(stored?.description.contains("--group") == true)
            let assignor = await #expect(throws: KafkaError.self) {
                try await consume(cluster, "-G", "g", "--assignor", "nosuch")
            }
            #expect(assignor?.message.contains("roundrobin") == true)
        }
    }
}
