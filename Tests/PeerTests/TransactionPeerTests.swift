// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import KafkaTestBroker
import Testing

/// Other clients' idempotent and transactional producers, and their readers of both isolation levels, against our
/// broker.
@Suite(.enabled(if: Peers.installed, "the peers are not installed: make peers"), .timeLimit(.minutes(15)))
struct TransactionPeerTests {
    @Test(arguments: ["confluent", "kafka-python", "aiokafka", "java"])
    func transactionsCommitAbortCarryOffsetsAndFence(client: String) async throws {
        let cluster = try await TestCluster.start(brokers: 2)
        for topic in ["t", "in", "out"] { try cluster.createTopic(topic) }
        let source = (0..<20).map { "v\($0)" }
        for value in source { try cluster.append(values: [value], to: "in", 0) }
        let bootstrap = cluster.bootstrapServers.joined(separator: ",")
        let process =
            client == "java"
            ? try PeerProcess(
                "/usr/bin/env",
                ["java", "-cp", try Peers.kafkaClasspath(), Peers.scripts + "/Transactions.java", bootstrap])
            : try PeerProcess(Peers.python, [Peers.scripts + "/transactions.py", client, bootstrap])
        let lines = try await process.output()
        func values(_ word: String) -> [String]? {
            lines.first { $0 == word || $0.hasPrefix(word + " ") }
                .map { $0.split(separator: " ").dropFirst().map(String.init) }
        }
        func names(_ name: String, _ count: Int) -> [String] { (0..<count).map { "\(name)\($0)" } }
        #expect(values("committed") == names("i", 5) + names("a", 3) + names("c", 3))
        #expect(values("all") == names("i", 5) + names("a", 3) + names("b", 3) + names("c", 3))
        #expect(values("out") == source.map { "out-" + $0 })
        #expect(values("offset") == ["20"])
        #expect(values("fenced") == [], "\(lines)")
        #expect(cluster.committedOffset(group: "g", "in", 0) == 20)
        await cluster.stop()
    }
}
