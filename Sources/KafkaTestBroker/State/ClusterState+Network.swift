// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// A network that is cut: some brokers lose sight of the others and of the controller, and go on with what they knew.
extension ClusterState {
    /// The state that `brokers` go on with, on their own: they lead what they led and know of no change elsewhere.
    /// What is appended there is read by nobody where in-sync replicas are on the other side, and is lost in the end.
    func cutOff(_ brokers: Set<Int32>) -> ClusterState {
        var island = self
        island.reachable = brokers
        // Calls and deadlines stay with the others, who have the coordinators.
        island.parked = ParkedCalls()
        island.deadlines = DeadlineQueue()
        island.nextMaintenance = .min
        island.checksOffsets = true
        // What happens there is stored only when it comes back.
        (island.disk, island.journal) = (nil, nil)
        (island.topics.changed, island.committedOffsets.changed) = (nil, nil)
        (island.transactions.changed, island.transactions.changedOffsets) = (nil, nil)
        island.topics.updateAll { _, partition in
            partition.log.detach()
            if !Set(partition.inSyncReplicas).isSubset(of: brokers) {
                partition.frozenHighWatermark = partition.log.endOffset
            }
        }
        return island
    }

    /// These brokers, which still run, cannot be reached any more.
    mutating func lose(_ brokers: Set<Int32>) {
        for id in brokers.sorted() { brokerWentDown(id) }
    }

    /// The brokers of an island, those that `ports` names by id, come back. A partition that had no other in-sync
    /// replica has what was appended on the island; everything else that happened there is undone.
    mutating func rejoin(_ island: ClusterState, ports: [Int32: Int32], now: Int64) {
        for key in topics.keys {
            guard let there = island.topics.partition(key), island.reachable?.contains(there.leader) == true,
                island.topics[key.topic]?.id == topics[key.topic]?.id
            else { continue }
            _ = topics.update(key) { partition in
                // A disk that does not take them leaves the log as it was before.
                if partition.leader < 0 { _ = partition.log.adopt(there.log) }
            }
        }
        for (id, port) in ports.sorted(by: { $0.key < $1.key }) { brokerCameUp(id, port: port) }
        settleTransactions(now: now)
        for key in topics.keys { touch(key) }
    }

    // MARK: On an island

    /// Why a request is refused because this side of a cut network cannot serve it; nil if it can.
    func cutOffRefusal(_ api: APIKey) -> BrokerErrorCode? {
        guard reachable != nil, !Self.servedAlone.contains(api) else { return nil }
        return Self.coordinated.contains(api) ? .coordinatorNotAvailable : .requestTimedOut
    }

    /// What a broker answers without the controller and without other brokers.
    private static let servedAlone: Set<APIKey> = [
        .apiVersions, .metadata, .produce, .fetch, .listOffsets, .offsetForLeaderEpoch, .findCoordinator,
        .describeCluster,
        .describeConfigs, .describeTopicPartitions, .describeProducers, .describeLogDirs, .saslHandshake,
        .saslAuthenticate,
    ]

    /// What a coordinator answers, whose own log it cannot write here.
    private static let coordinated: Set<APIKey> = [
        .offsetCommit, .offsetFetch, .joinGroup, .heartbeat, .leaveGroup, .syncGroup, .describeGroups, .listGroups,
        .deleteGroups, .offsetDelete, .initProducerID, .addPartitionsToTxn, .addOffsetsToTxn, .endTxn, .txnOffsetCommit,
        .describeTransactions, .listTransactions, .consumerGroupHeartbeat, .consumerGroupDescribe,
    ]

    /// Whether all in-sync replicas of a partition can be reached from here.
    func reachesReplicas(_ key: PartitionKey) -> Bool {
        guard let reachable, let partition = topics.partition(key) else { return true }
        return Set(partition.inSyncReplicas).isSubset(of: reachable)
    }
}
