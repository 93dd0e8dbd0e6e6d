// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Leadership when brokers go down and come back.
extension ClusterState {
    /// Takes a broker down. Its partitions go to the next in-sync replica that is up, or have no leader.
    mutating func brokerWentDown(_ id: Int32, now: Int64) {
        let lastSeen = Broker.LastSeen(metadataEnd: metadataEnd, time: now)
        guard brokers.markDown(id, lastSeen: lastSeen) else { return }
        fetches.dropSessions(of: id)
        shares.dropSessions(of: id)
        let up = brokers.upIDs
        var changed: [PartitionKey] = []
        topics.updateAll { topic, partition in
            if partition.inSyncReplicas.count > 1 { partition.inSyncReplicas.removeAll { $0 == id } }
            guard partition.leader == id else { return }
            partition.lead(partition.inSyncReplicas.first { up.contains($0) } ?? -1)
            changed.append(PartitionKey(topic: topic, partition: partition.index))
        }
        for key in changed { fetches.touch(key) }
    }

    /// Brings a broker back. It leads the partitions of its own that have no leader.
    mutating func brokerCameUp(_ id: Int32, port: Int32) {
        guard brokers.markUp(id, port: port) else { return }
        topics.updateAll { _, partition in
            guard partition.replicas.contains(id) else { return }
            if !partition.inSyncReplicas.contains(id) { partition.inSyncReplicas.append(id) }
            guard partition.leader < 0 else { return }
            partition.lead(id)
        }
    }

    /// Forgets a broker, up or down. Its partitions go to other replicas; it registers again when it is started again.
    /// Source: KIP-631.
    mutating func unregister(_ id: Int32, now: Int64) {
        if brokers[id]?.isUp == true { brokerWentDown(id, now: now) }
        brokers.remove(id)
    }

    /// Elects leaders after a start, when all brokers are up: the first replica that is up, in a new epoch.
    mutating func electAfterStart(now: Int64) {
        let up = brokers.upIDs
        topics.updateAll { _, partition in
            guard partition.leader < 0 else { return }
            let inSync = partition.replicas.filter { up.contains($0) }
            partition.inSyncReplicas = inSync.isEmpty ? partition.replicas : inSync
            if let first = inSync.first { partition.lead(first) }
        }
        settleTransactions(now: now)
    }
}
