// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaTestBroker
import TestSupport

/// The output of another client's transactional producer, which copies topic `in` to topic `out`
/// (`Peers/transactions.py`, `Peers/Transactions.java`).
struct TransactionRun {
    /// The values in topic `in`.
    static let source = (0..<20).map { "v\($0)" }

    let lines: [String]

    /// Makes the topics and runs `client` to its end.
    init(_ client: String, on cluster: TestCluster) async throws {
        for topic in ["t", "in", "out"] { try cluster.createTopic(topic) }
        for value in Self.source { try cluster.append(values: [value], to: "in", 0) }
        let bootstrap = cluster.bootstrapServers.joined(separator: ",")
        let process =
            client == "java"
            ? try PeerProcess(
                "/usr/bin/env",
                ["java", "-cp", try Peers.kafkaClasspath(), Peers.scripts + "/Transactions.java", bootstrap])
            : try PeerProcess(Peers.python, [Peers.scripts + "/transactions.py", client, bootstrap])
        lines = try await process.output()
    }

    /// The words after `word` in the first line that begins with it; nil if there is no such line.
    func values(_ word: String) -> [String]? {
        lines.first { $0 == word || $0.hasPrefix(word + " ") }
            .map { $0.split(separator: " ").dropFirst().map(String.init) }
    }
}
