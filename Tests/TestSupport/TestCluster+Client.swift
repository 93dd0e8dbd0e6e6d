// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaTestBroker

extension TestCluster {
    /// Runs `body` with a cluster and a client of it; both end with it.
    package static func withClient<Value>(
        brokers: Int = 1, retry: RetryPolicy = RetryPolicy(),
        configure: (inout ClientConfiguration) -> Void = { _ in },
        _ body: (TestCluster, ClusterClient) async throws -> Value
    ) async throws -> Value {
        try await with(brokers: brokers) { cluster in
            var configuration = ClientConfiguration.patient(cluster.bootstrapServers, retry: retry)
            configure(&configuration)
            let client = try ClusterClient(configuration)
            do {
                let value = try await body(cluster, client)
                await client.close()
                return value
            } catch {
                await client.close()
                throw error
            }
        }
    }

    /// Runs `body` with a cluster and a socket that is connected to its first broker.
    package static func withSocket<Value>(
        _ configuration: ClusterConfiguration = .init(), _ body: (TestCluster, LoopbackSocket) async throws -> Value
    ) async throws -> Value {
        try await with(configuration) { cluster in try await body(cluster, LoopbackSocket(cluster)) }
    }
}
