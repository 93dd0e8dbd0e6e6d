// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import TestSupport
import Testing

@testable import MillraceCLI

/// `millrace groups`, `lag`, `configs`, `transactions` and the changing parts of `topics` against a cluster in the
/// process.
@Suite struct AdministrationTests {
    private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    /// A topic of two partitions with 10 and 4 records, of which group g has committed 3 and 4.
    private func fill(_ cluster: TestCluster, _ client: ClusterClient) async throws {
        try cluster.createTopic("t", partitions: 2)
        try cluster.append(values: (0..<10).map { "\($0)" }, to: "t", 0)
        try cluster.append(values: (0..<4).map { "\($0)" }, to: "t", 1)
        try await client.commitOffsets(
            group: "g", [TopicPartition(topic: "t", partition: 0): 3, TopicPartition(topic: "t", partition: 1): 4])
    }

    // MARK: Topics

    @Test func topicsGrowAndGo() async throws {
        try await TestCluster.withClient { cluster, client in
            try await fill(cluster, client)
            #expect(try await TopicsAddPartitionsCommand.output(client, "t", "-p", "5") == "t has 5 partitions\n")
            #expect(try await TopicsDescribeCommand.output(client, "t").split(separator: "\n").count == 6)
            #expect(
                try await TopicsDeleteRecordsCommand.output(client, "-t", "t", "-p", "0", "-o", "-4")
                    == "t-0 begins at offset 6\n")
            #expect(
                lines(try await TopicsDeleteRecordsCommand.output(client, "-t", "t", "-o", "end"))[..<2]
                    == ["t-0 begins at offset 10", "t-1 begins at offset 4"])
            #expect(try await TopicsDeleteCommand.output(client, "t") == "deleted t\n")
            #expect(try await TopicsListCommand.output(client) == "")
            let error = await #expect(throws: ToolError.self) {
                try await TopicsDeleteCommand.output(client, "t", "u")
            }
            #expect(error?.description.hasPrefix("2 of 2 failed:") == true)
        }
    }

    // MARK: Groups

    @Test func groupsAreListedAndDescribed() async throws {
        try await TestCluster.withClient { cluster, client in
            try await fill(cluster, client)
            let list = lines(try await GroupsListCommand.output(client))
            #expect(list.count == 2)
            #expect(list[0].hasPrefix("GROUP  KIND "))
            #expect(list[1].hasPrefix("g      classic  Empty  "))
            #expect(try await GroupsListCommand.output(client, "--json").hasPrefix(#"{"group":"g","kind":"classic""#))
            #expect(
                lines(try await GroupsDescribeCommand.output(client, "g"))[0].hasPrefix("group g: classic, Empty"))
            #expect(try await GroupsDescribeCommand.output(client, "g", "-J").contains(#""members":[]"#))
            let error = await #expect(throws: ToolError.self) {
                try await GroupsDescribeCommand.output(client, "nosuch")
            }
            #expect(error?.description.contains("\"nosuch\"") == true)
        }
    }

    @Test func groupsAreResetOnlyIfTold() async throws {
        try await TestCluster.withClient { cluster, client in
            try await fill(cluster, client)
            let expected = [
                "TOPIC  PARTITION  BEFORE  AFTER", "t              0       3      8", "t              1       4      2",
            ]
            #expect(lines(try await GroupsResetCommand.output(client, "g", "-t", "t", "-o", "-2")) == expected)
            let partitions = [TopicPartition(topic: "t", partition: 0), TopicPartition(topic: "t", partition: 1)]
            #expect(try await client.committedOffsets(group: "g", partitions: partitions)[partitions[0]] == 3)
            _ = try await GroupsResetCommand.output(client, "g", "-t", "t", "-o-2", "--execute")
            let offsets = try await client.committedOffsets(group: "g", partitions: partitions)
            #expect(offsets == [partitions[0]: 8, partitions[1]: 2])
            // A group that does not exist gets offsets.
            _ = try await GroupsResetCommand.output(client, "new", "-t", "t", "-p", "1", "-o", "end", "--execute")
            #expect(try await client.committedOffsets(group: "new", partitions: partitions) == [partitions[1]: 4])
        }
    }

    @Test func groupsAreDeleted() async throws {
        try await TestCluster.withClient { cluster, client in
            try await fill(cluster, client)
            var output = OutputBuffer(descriptor: nil)
            let error = await #expect(throws: ToolError.self) {
                try await GroupsDeleteCommand.parse(["g", "nosuch"]).run(client, &output)
            }
            #expect(String(decoding: output.bytes, as: UTF8.self) == "deleted g\n")
            #expect(error?.description.hasPrefix("1 of 2 failed:") == true)
        }
    }

    // MARK: Lag

    @Test func lagIsPrintedPerPartition() async throws {
        try await TestCluster.withClient { cluster, client in
            try await fill(cluster, client)
            let expected = [
                "GROUP  TOPIC  PARTITION  COMMITTED  END  LAG  OWNER",
                "g      t              0          3   10    7  -",
                "g      t              1          4    4    0  -", "total lag: 7 in 2 partitions",
            ]
            #expect(lines(try await LagCommand.output(client, "g")) == expected)
            #expect(lines(try await LagCommand.output(client)) == expected)
            #expect(lines(try await LagCommand.output(client, "-J", "g", "-t", "t")).count == 2)
            let error = await #expect(throws: ToolError.self) { try await LagCommand.output(client, "nosuch") }
            #expect(error?.description.contains("has committed no offsets") == true)
            await #expect(throws: ToolError.self) { try await LagCommand.output(client, "g", "-t", "other") }
        }
    }

    @Test func watchingShowsSpeeds() async throws {
        try await TestCluster.withClient { cluster, client in
            try await fill(cluster, client)
            let output = lines(
                try await LagCommand.output(client, "g", "--watch", "--interval", "1ms", "--count", "2"))
            #expect(output.count == 8)
            #expect(output[5].hasSuffix("7          -       -             -  -") == false)
            #expect(output[5].contains("0.0"))
            #expect(!output.joined().contains("\u{1b}"))
        }
    }

    // MARK: Configs

    @Test func configsAreChangedAndShown() async throws {
        try await TestCluster.withClient { cluster, client in
            try await fill(cluster, client)
            #expect(
                try await ConfigsAlterCommand.output(
                    client, "-t", "t", "--set", "retention.ms=1000", "--set", "cleanup.policy=compact")
                    == "changed topic t\n")
            #expect(
                lines(try await ConfigsDescribeCommand.output(client, "-t", "t")) == [
                    "OF       NAME            VALUE    FROM", "topic t  cleanup.policy  compact  topic",
                    "topic t  retention.ms    1000     topic",
                ])
            _ = try await ConfigsAlterCommand.output(
                client, "-t", "t", "--remove", "retention.ms", "--append", "cleanup.policy=delete")
            let json = lines(try await ConfigsDescribeCommand.output(client, "-t", "t", "-J"))
            #expect(json.count == 1)
            #expect(
                json[0].hasPrefix(#"{"of":"topic t","name":"cleanup.policy","value":"compact,delete","from":"topic""#))
            #expect(lines(try await ConfigsDescribeCommand.output(client, "-t", "t", "--all")).count > 20)
            let named = lines(try await ConfigsDescribeCommand.output(client, "-t", "t", "retention.ms"))
            #expect(named.count == 2 && named[1].hasSuffix("default"))
            #expect(
                try await ConfigsAlterCommand.output(client, "-t", "t", "--set", "retention.ms=5", "--dry-run")
                    == "valid for topic t\n")
            #expect(lines(try await ConfigsDescribeCommand.output(client, "-t", "t")).count == 2)
        }
    }

    @Test func wrongConfigsAreNamed() async throws {
        try await TestCluster.withClient { cluster, client in
            try await fill(cluster, client)
            let error = await #expect(throws: ToolError.self) {
                try await ConfigsAlterCommand.output(client, "-t", "t", "--set", "retention.ms=soon")
            }
            #expect(error?.description.contains("retention.ms") == true)
            await #expect(throws: ToolError.self) { try await ConfigsDescribeCommand.output(client, "-t", "nosuch") }
            #expect(throws: (any Error).self) { try ConfigsAlterCommand.parse(["-t", "t"]) }
            #expect(throws: (any Error).self) { try ConfigsDescribeCommand.parse(["-b", "a:1"]) }
        }
    }

    // MARK: Transactions

    /// Ends a transaction without a commit.
    private struct Rollback: Error {}

    @Test func transactionsAreShownAndAborted() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t", partitions: 2)
            let producer = try KafkaProducer(
                client: client, configuration: ProducerConfiguration(transactionalID: "me"))
            try? await producer.withTransaction { transaction in
                try await transaction.send("t", partition: 1, value: "a")
                let list = lines(try await TransactionsListCommand.output(client))
                #expect(list.count == 2 && list[1].hasPrefix("me                Ongoing"))
                #expect(try await TransactionsListCommand.output(client, "--state", "Empty", "-J") == "")
                let described = try await TransactionsDescribeCommand.output(client, "-J", "me")
                #expect(described.contains(#""state":"Ongoing","producer_id":"#))
                #expect(described.contains(#""partitions":[{"topic":"t","partition":1}]"#))
                let open = try await TransactionsProducersCommand.output(client, "-t", "t", "-p", "1", "-J")
                #expect(open.hasSuffix(#""open_from":0}"# + "\n"))
                let producerID = try #require(open.firstMatch(of: /"producer_id":([0-9]+)/)?.1)
                #expect(
                    try await TransactionsAbortCommand.output(
                        client, "-t", "t", "-p", "1", "--producer-id", "\(producerID)")
                        == "aborted the transaction of producer \(producerID) in t-1 from offset 0 on\n")
                let ended = try await TransactionsProducersCommand.output(client, "-t", "t")
                #expect(ended.hasSuffix("  -\n"))
                throw Rollback()
            }
            try await producer.close()
            let error = await #expect(throws: ToolError.self) {
                try await TransactionsAbortCommand.output(client, "-t", "t", "-p", "0", "--producer-id", "7")
            }
            #expect(error?.description.contains("no open transaction in t-0") == true)
            await #expect(throws: ToolError.self) { try await TransactionsDescribeCommand.output(client, "nosuch") }
        }
    }
}
