// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient
import KafkaTestBroker
import TestSupport
import Testing

@testable import MillraceCLI

/// `millrace consume --share-group` and topics by expression, against a cluster in the process.
@Suite struct ShareConsumeTests {
    private func parse(_ arguments: [String]) throws -> ConsumeCommand {
        try ConsumeCommand.parse(["-q", "-D", " ", "--share-group", "g"] + arguments)
    }

    /// The printed words, sorted.
    private func consume(_ cluster: TestCluster, _ arguments: String...) async throws -> [String] {
        let command = try parse(arguments)
        let address = ["KAFKA_BOOTSTRAP_SERVERS": cluster.bootstrapServers.joined(separator: ",")]
        let consumer = try ShareConsumerConfiguration(
            properties: command.shareProperties(environment: address), topics: command.topics)
        let output = try await command.runInShareGroup(consumer, OutputBuffer(descriptor: nil))
        return String(decoding: output.bytes, as: UTF8.self).split(separator: " ").map(String.init).sorted()
    }

    private func withTopics(_ body: (TestCluster, ClusterClient) async throws -> Void) async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t", partitions: 2)
            try cluster.createTopic("u")
            let results = try await client.alterConfigs([
                .group("g"): [.set("share.auto.offset.reset", to: "earliest")]
            ])
            for result in results.values { try result.get() }
            try cluster.append(values: ["a", "b", "c"], to: "t", 0)
            try cluster.append(values: ["d"], to: "t", 1)
            try cluster.append(values: ["e"], to: "u", 0)
            try await body(cluster, client)
        }
    }

    @Test func eachRecordIsPrintedByOneMember() async throws {
        try await withTopics { cluster, _ in
            // The records that come with the last one are released, for the next member.
            let first = try await consume(cluster, "-t", "t", "-c", "3")
            let second = try await consume(cluster, "-t", "t", "-c", "1")
            #expect(first.count == 3 && second.count == 1)
            #expect((first + second).sorted() == ["a", "b", "c", "d"])
        }
    }

    @Test func formatsAndExpressionsWork() async throws {
        try await withTopics { (cluster, _) async throws in
            #expect(
                try await consume(cluster, "^[tu]$", "-c", "5", "-f", "%t-%p-%o:%s ") == [
                    "t-0-0:a", "t-0-1:b", "t-0-2:c", "t-1-0:d", "u-0-0:e",
                ])
        }
    }

    @Test func optionsOfOtherGroupsAreRefused() throws {
        for options in [["-G", "h"], ["-p", "0"], ["-o", "end"], ["-e"], ["--assignor", "range"]] {
            #expect(throws: (any Error).self, "\(options)") { _ = try parse(["-t", "t"] + options) }
        }
        #expect(throws: KafkaError.self) {
            _ = try ShareConsumerConfiguration(
                properties: parse(["-t", "t", "-b", "a:1", "-X", "auto.offset.reset=earliest"])
                    .shareProperties(environment: [:]), topics: ["t"])
        }
    }

    // MARK: Topics

    @Test func expressionsMatchPartsOfNames() throws {
        func matches(_ arguments: [String], _ name: String) throws -> Bool {
            try Regex(try TopicArguments(arguments).pattern).wholeMatch(in: name) != nil
        }
        #expect(try matches(["^t"], "topic") && !matches(["^t"], "not"))
        #expect(try matches(["^t$"], "t") && !matches(["^t$"], "topic"))
        #expect(try matches(["^a|b"], "xby"))
        #expect(try matches(["^t", "a.b"], "a.b") && !matches(["^t", "a.b"], "acb"))
        #expect(throws: ToolError.self) { try TopicArguments(["^("]) }
        #expect(try !TopicArguments(["a", "b"]).hasPattern)
    }

    @Test func nothingThatMatchesIsAnError() async throws {
        try await withTopics { (_, client) async throws in
            #expect(try await TopicArguments(["u", "^[tu]"]).names(client) == ["u", "t"])
            let error = await #expect(throws: ToolError.self) { try await TopicArguments(["^x"]).names(client) }
            #expect(error?.description.contains("^x") == true)
        }
    }
}
