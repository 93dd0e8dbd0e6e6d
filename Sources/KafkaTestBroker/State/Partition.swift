// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// One partition: its leader, its replicas and its log.
struct Partition: Sendable {
    var index: Int32
    /// The leading broker's id; −1 while no replica is up.
    var leader: Int32
    var leaderEpoch: Int32 = 0
    var replicas: [Int32]
    var inSyncReplicas: [Int32]
    var log = PartitionLog()
    /// The end for readers while in-sync replicas cannot be reached.
    var frozenHighWatermark: Int64?

    /// The offset after the last record that all in-sync replicas have.
    var highWatermark: Int64 { min(frozenHighWatermark ?? .max, log.endOffset) }
    /// The offset after the last record that is replicated and not part of an open transaction.
    var lastStableOffset: Int64 { min(log.lastStableOffset, highWatermark) }

    /// The part that the journal stores.
    var stored: StoredPartition {
        StoredPartition(
            replicas: replicas, leaderEpoch: leaderEpoch, startOffset: log.startOffset, endOffset: log.endOffset,
            generation: log.files?.generation ?? 0)
    }

    /// Whether `other`, from the journal, is still true. The end offset does not count: the files show it.
    func isStored(as other: StoredPartition) -> Bool {
        leaderEpoch == other.leaderEpoch && log.startOffset == other.startOffset && replicas == other.replicas
            && (log.files?.generation ?? 0) == other.generation
    }

    /// Runs `body` and tells whether it changed what the metadata log has of a partition.
    mutating func noting<R>(_ body: (inout Partition) -> R) -> (result: R, isMetadata: Bool) {
        let (leader, epoch, replicas, inSync) = (leader, leaderEpoch, replicas, inSyncReplicas)
        let result = body(&self)
        let isSame =
            self.leader == leader && leaderEpoch == epoch && self.replicas == replicas && inSyncReplicas == inSync
        return (result, !isSame)
    }

    /// Makes `broker`, which joins the replicas if it is not one of them, the leader in a new epoch.
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
