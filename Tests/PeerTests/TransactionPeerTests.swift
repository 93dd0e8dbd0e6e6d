// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import KafkaTestBroker
import Testing

/// Other clients' idempotent and transactional producers, and readers with both isolation levels, against our broker.
@Suite(.enabled(if: Peers.installed, "the peers are not installed: make peers"), .timeLimit(.minutes(15)))
struct TransactionPeerTests {
    @Test(arguments: ["confluent", "kafka-python", "aiokafka", "java"])
    func transactionsCommitAbortCarryOffsetsAndFence(client: String) async throws {
        try await TestCluster.with(brokers: 2) { cluster in
            let run = try await TransactionRun(client, on: cluster)
            func names(_ name: String, _ count: Int) -> [String] { (0..<count).map { "\(name)\($0)" } }
            #expect(run.values("committed") == names("i", 5) + names("a", 3) + names("c", 3))
            #expect(run.values("all") == names("i", 5) + names("a", 3) + names("b", 3) + names("c", 3))
            #expect(run.values("out") == TransactionRun.source.map { "out-" + $0 })
            #expect(run.values("offset") == ["20"])
            #expect(run.values("fenced") == [], "\(run.lines)")
            #expect(cluster.committedOffset(group: "g", "in", 0) == 20)
        }
    }
}
