// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import KafkaTestBroker
import Testing

/// Other clients against our broker imitating older releases.
@Suite(.enabled(if: Peers.installed, "the peers are not installed: make peers"), .timeLimit(.minutes(15)))
struct ReleasePeerTests {
    static let cases = ["confluent", "kafka-python", "aiokafka", "java"].flatMap { client in
        // Kafka's own client commits offsets in transactions only with 2.5 or later, as it names the member (KIP-447).
        (client == "java" ? [] : [KafkaRelease.kafka(1, 1)]).map { (client, $0) }
            + [.kafka(2, 8), .kafka(3, 6)].map { (client, $0) }
    }

    /// Idempotence, transactions with offsets and fencing, with the APIs of the release.
    @Test(arguments: cases)
    func clientsWorkWithAnOlderRelease(client: String, release: KafkaRelease) async throws {
        try await TestCluster.with(ClusterConfiguration(brokers: 2, imitating: release)) { cluster in
            let recorder = cluster.record(limit: 100_000)
            let run = try await TransactionRun(client, on: cluster)
            #expect(run.values("out") == TransactionRun.source.map { "out-" + $0 }, "\(run.lines)")
            #expect(run.values("offset") == ["20"])
            #expect(run.values("fenced") == [], "\(run.lines)")
            let fetches = Set(recorder.requests.filter { $0.api == .fetch }.map(\.version))
            let highest: Int16 = release < .kafka(2, 0) ? 7 : release < .kafka(3, 0) ? 12 : 15
            #expect(fetches.allSatisfy { $0 <= highest } && !fetches.isEmpty)
        }
    }
}
