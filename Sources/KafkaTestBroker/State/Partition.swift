// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// One partition: who leads it, and its log.
struct Partition: Sendable {
    var index: Int32
    /// The leading broker's id; −1 while no replica is up.
    var leader: Int32
    var leaderEpoch: Int32 = 0
    var replicas: [Int32]
    var inSyncReplicas: [Int32]
    var log = PartitionLog()
    /// Where readers end if in-sync replicas cannot be reached.
    var frozenHighWatermark: Int64?

    /// Behind the last record that all in-sync replicas have.
    var highWatermark: Int64 { min(frozenHighWatermark ?? .max, log.endOffset) }
    /// Behind the last record that is decided and replicated.
    var lastStableOffset: Int64 { min(log.lastStableOffset, highWatermark) }

    /// What the journal keeps of it.
    var stored: StoredPartition {
        StoredPartition(
            replicas: replicas, leaderEpoch: leaderEpoch, startOffset: log.startOffset, endOffset: log.endOffset,
            generation: log.files?.generation ?? 0)
    }

    /// Whether the journal has to hear of a change. The end alone is what the files say.
    func isStored(as other: StoredPartition) -> Bool {
        leaderEpoch == other.leaderEpoch && log.startOffset == other.startOffset && replicas == other.replicas
            && (log.files?.generation ?? 0) == other.generation
    }

    /// Hands the partition to `broker`, which joins the replicas if it is none yet, in a new epoch.
    mutating func move(to broker: Int32) {
        if !replicas.contains(broker) { replicas.append(broker) }
        if broker >= 0, !inSyncReplicas.contains(broker) { inSyncReplicas.append(broker) }
        lead(broker)
    }

    /// Makes `broker` the leader (−1: none) in a new epoch.
    mutating func lead(_ broker: Int32) {
        leader = broker
        leaderEpoch += 1
        log.leaderChanged(epoch: leaderEpoch)
    }
}
