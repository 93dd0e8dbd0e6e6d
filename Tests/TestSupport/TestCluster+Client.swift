// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaTestBroker

extension TestCluster {
    /// Runs `body` with a cluster and a client of it; both end with it.
    package static func withClient<Result>(
        brokers: Int = 1, retry: RetryPolicy = RetryPolicy(),
        configure: (inout ClientConfiguration) -> Void = { _ in },
        _ body: (TestCluster, ClusterClient) async throws -> Result
    ) async throws -> Result {
        let cluster = try await TestCluster.start(brokers: brokers)
        let client: ClusterClient
        do {
            var configuration = ClientConfiguration(bootstrapServers: cluster.bootstrapServers, retry: retry)
            configure(&configuration)
            client = try ClusterClient(configuration)
        } catch {
            await cluster.stop()
            throw error
        }
        do {
            let result = try await body(cluster, client)
            await client.close()
            await cluster.stop()
            return result
        } catch {
            await client.close()
            await cluster.stop()
            throw error
        }
    }
}
