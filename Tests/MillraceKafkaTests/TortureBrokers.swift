// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import TestSupport

/// The brokers of a torture run, in the process of the tests or in another one.
struct TortureBrokers: Sendable {
    /// The group of the job.
    private static let group = "torture"

    /// The cluster, if it is in this process.
    let cluster: TestCluster?
    /// Addresses of all brokers, also of those that are down.
    let servers: String
    /// Adds values to a partition of the topic "in".
    let append: @Sendable ([String], Int32) async throws -> Void
    /// The offset that the job has committed of a partition.
    let committed: @Sendable (Int32) async throws -> Int64?

    init(_ cluster: TestCluster) {
        self.cluster = cluster
        servers = cluster.bootstrapServers.joined(separator: ",")
        append = { values, partition in try cluster.append(values: values, to: "in", partition) }
        committed = { cluster.committedOffset(group: Self.group, "in", $0) }
    }

    /// Brokers of another process, which may die at any moment.
    init(_ client: ClusterClient, _ producer: KafkaProducer) {
        cluster = nil
        servers = client.configuration.bootstrapServers.joined(separator: ",")
        append = { values, partition in
            _ = try await producer.send(
                contentsOf: values.map { ProducerRecord(topic: "in", partition: partition, value: ByteSlice($0)) })
        }
        committed = { number in
            let partition = TopicPartition(topic: "in", partition: number)
            return try await client.committed(group: Self.group, partitions: [partition])[partition]?.get()?.offset
        }
    }
}
