// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// A cut network: some brokers lose the others and the controller, and continue with the state that they had.
extension ClusterState {
    /// The state of `brokers` alone on an island: they lead the same partitions and see no change made elsewhere.
    ///
    /// Records appended there stay invisible if an in-sync replica is on the other side, and are lost in the end.
    func cutOff(_ ids: Set<Int32>) -> ClusterState {
        var island = self
        island.brokers.reachable = ids
        // Calls and deadlines stay on the side that has the coordinators.
        island.parked = ParkedCalls()
        island.schedule = .idle
        // Changes on the island are stored only after the network heals.
        island.storage = StorageState()
        island.storage.starts = storage.starts
        (island.topics.changed, island.groups.offsets.changed) = (nil, nil)
        (island.transactions.changed, island.transactions.changedOffsets) = (nil, nil)
        island.topics.updateAll { _, partition in
            partition.log.detach()
            if !Set(partition.inSyncReplicas).isSubset(of: ids) {
                partition.frozenHighWatermark = partition.log.endOffset
            }
        }
        return island
    }

    /// Treats these brokers, which still run, as down.
    mutating func lose(_ ids: Set<Int32>, now: Int64) {
        for id in ids.sorted() { brokerWentDown(id, now: now) }
    }

    /// Takes back the brokers of an island, which `ports` has by id. A partition without another in-sync replica gets
    /// the island's records; every other change made on the island is undone.
    mutating func rejoin(_ island: ClusterState, ports: [Int32: Int32], now: Int64) {
        for key in topics.keys {
            guard let there = island.topics.partition(key),
                island.brokers.reachable?.contains(there.leader) == true,
                island.topics[key.topic]?.id == topics[key.topic]?.id
            else { continue }
            _ = topics.update(key) { partition in
                // If the disk refuses the records, the log stays as it was before the cut.
                if partition.leader < 0 { _ = partition.log.adopt(there.log) }
            }
        }
        for (id, port) in ports.sorted(by: { $0.key < $1.key }) { brokerCameUp(id, port: port) }
        settleTransactions(now: now)
        for key in topics.keys { fetches.touch(key) }
    }

    // MARK: On an island

    /// The error for a request that this side of a cut network cannot serve; nil if it can.
    func cutOffRefusal(_ api: APIKey) -> BrokerErrorCode? {
        guard brokers.reachable != nil, !Self.servedAlone.contains(api) else { return nil }
        return Self.coordinated.contains(api) ? .coordinatorNotAvailable : .requestTimedOut
    }

    /// APIs that a broker serves without the controller and the other brokers.
    private static let servedAlone: Set<APIKey> = [
        .apiVersions, .metadata, .produce, .fetch, .listOffsets, .offsetForLeaderEpoch, .findCoordinator,
        .describeCluster,
        .describeConfigs, .describeTopicPartitions, .describeProducers, .describeLogDirs, .saslHandshake,
        .saslAuthenticate,
    ]

    /// APIs of a coordinator, which cannot write its own log on an island.
    private static let coordinated: Set<APIKey> = [
        .offsetCommit, .offsetFetch, .joinGroup, .heartbeat, .leaveGroup, .syncGroup, .describeGroups, .listGroups,
        .deleteGroups, .offsetDelete, .initProducerID, .addPartitionsToTxn, .addOffsetsToTxn, .endTxn, .txnOffsetCommit,
        .describeTransactions, .listTransactions, .consumerGroupHeartbeat, .consumerGroupDescribe,
        .shareGroupHeartbeat, .shareGroupDescribe, .shareFetch, .shareAcknowledge, .describeShareGroupOffsets,
        .alterShareGroupOffsets, .deleteShareGroupOffsets,
    ]

    /// Whether all in-sync replicas of a partition are on this side.
    func reachesReplicas(_ key: PartitionKey) -> Bool {
        guard let reachable = brokers.reachable, let partition = topics.partition(key) else { return true }
        return Set(partition.inSyncReplicas).isSubset(of: reachable)
    }
}
