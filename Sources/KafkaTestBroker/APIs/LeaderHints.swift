// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// New leaders of partitions that a broker no longer leads, with their addresses. Source: KIP-951.
struct LeaderHints {
    private(set) var brokers: [Broker] = []

    /// The leader of a partition; adds its address to `brokers`. Nil without a leader.
    mutating func leader(of key: PartitionKey, _ state: ClusterState) -> (id: Int32, epoch: Int32)? {
        guard let partition = state.topics.partition(key), let broker = state.brokers[partition.leader] else {
            return nil
        }
        if !brokers.contains(where: { $0.id == broker.id }) { brokers.append(broker) }
        return (broker.id, partition.leaderEpoch)
    }
}
