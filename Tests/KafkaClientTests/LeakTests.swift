// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaTestBroker
import KafkaTransport
import TestSupport
import Testing

@testable import KafkaClient

/// Clients that are dropped without `close()`.
@Suite(.timeLimit(.minutes(10))) struct LeakTests {
    @Test func aDroppedClientFreesItsSocketsAndItsThread() async throws {
        try await TestCluster.with(brokers: 1) { cluster in
            weak var cache: Cluster?
            weak var loop: EventLoop?
            do {
                let client = try ClusterClient(.patient(cluster.bootstrapServers))
                _ = try await client.metadata(topics: [])
                cache = client.cluster
                loop = client.cluster.loop(ofBroker: 1)
                #expect(cluster.connectionCount(of: 1) > 0)
            }
            // The thread holds the loop until it has ended; the loop frees its descriptors then.
            while loop != nil || cache != nil || cluster.connectionCount(of: 1) > 0 { await Task.yield() }
        }
    }
}
