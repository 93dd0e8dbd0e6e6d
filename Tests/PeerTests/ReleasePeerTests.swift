// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import KafkaTestBroker
import Testing

/// Other clients against our broker in the shape of older releases.
@Suite(.enabled(if: Peers.installed, "the peers are not installed: make peers"), .timeLimit(.minutes(15)))
struct ReleasePeerTests {
    static let cases = ["confluent", "kafka-python", "aiokafka", "java"].flatMap { client in
        // Offsets in transactions need 2.5 with Kafka's own client, which always names the group's member (KIP-447).
        (client == "java" ? [] : [KafkaRelease.kafka(1, 1)]).map { (client, $0) }
            + [.kafka(2, 8), .kafka(3, 6)].map { (client, $0) }
    }

    /// Idempotence, transactions with offsets and fencing, by what the release had.
    @Test(arguments: cases)
    func clientsFindTheirWayWithAnOlderRelease(client: String, release: KafkaRelease) async throws {
        let cluster = try await TestCluster.start(ClusterConfiguration(brokers: 2, imitating: release))
        let recorder = cluster.record(limit: 100_000)
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
        #expect(values("out") == source.map { "out-" + $0 }, "\(lines)")
        #expect(values("offset") == ["20"])
        #expect(values("fenced") == [], "\(lines)")
        let fetches = Set(recorder.requests.filter { $0.api == .fetch }.map(\.version))
        let highest: Int16 = release < .kafka(2, 0) ? 7 : release < .kafka(3, 0) ? 12 : 15
        #expect(fetches.allSatisfy { $0 <= highest } && !fetches.isEmpty)
        await cluster.stop()
    }
}
