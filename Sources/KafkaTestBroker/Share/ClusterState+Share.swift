// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Share groups within the cluster's state: their records in flight reach the schedule and the waiting fetches.
///
/// The state of a share partition belongs to the cluster, where Kafka has it in the topic `__share_group_state`: a new
/// leader goes on from it. It is in memory only, also with a directory.
extension ClusterState {
    /// The settings of a share group.
    func shareSettings(_ group: String) -> ShareSettings {
        GroupConfigs.settings(groups.configs.dynamic[group], over: configuration.groups.share)
    }

    /// Changes a partition's records in flight. Begins at the group's reset policy if it has not read the partition.
    /// Returns nil if the partition does not exist.
    // One copy for all types: a copy for each costs the compiler more than it saves (Benchmarks/BUILD-TIME.md).
    @_semantics("optimize.sil.specialize.generic.never")
    mutating func withSharePartition<R>(
        _ key: SharePartitionKey, now: Int64, _ body: (inout SharePartition, Partition, ShareSettings) -> R
    ) -> R? {
        guard let name = topics.name(of: key.topic) else { return nil }
        let place = PartitionKey(topic: name, partition: key.partition)
        guard let partition = topics.partition(place) else { return nil }
        let settings = shareSettings(key.group)
        var share =
            shares[key]
            ?? SharePartition(
                startOffset: start(of: partition, settings, now: now), leaderEpoch: partition.leaderEpoch)
        // Dropped while it changes, so that nothing is copied.
        shares[key] = nil
        share.leaderChanged(epoch: partition.leaderEpoch)
        share.logStarts(at: partition.log.startOffset)
        share.logEnds(at: partition.log.endOffset)
        let nextOffset = share.nextFetchOffset
        let couldAcquire = share.canAcquire(settings)
        let result = body(&share, partition, settings)
        store(share, as: key)
        if share.nextFetchOffset < nextOffset || (!couldAcquire && share.canAcquire(settings)) { fetches.touch(place) }
        return result
    }

    private mutating func store(_ share: SharePartition, as key: SharePartitionKey) {
        schedule.set(.share(key), at: share.nextDeadline)
        shares[key] = share
    }

    private func start(of partition: Partition, _ settings: ShareSettings, now: Int64) -> Int64 {
        switch settings.offsetReset {
        case .earliest: return partition.log.startOffset
        case .latest: return partition.highWatermark
        case .byDuration(let age):
            // A batch that cannot be read has no timestamps.
            let found = try? partition.log.firstOffset(withTimestampFrom: now - age)
            return found?.offset ?? partition.highWatermark
        }
    }

    /// Gives back the records whose locks have ended.
    mutating func expireLocks(_ key: SharePartitionKey, now: Int64) {
        _ = withSharePartition(key, now: now) { share, _, settings in share.expire(settings, now: now) }
    }

    /// Ends a member's share session on a broker, and gives back what it acquired there.
    mutating func endShareSession(_ group: String, _ member: String, on broker: Int32, now: Int64) {
        for part in shares.sessions(of: broker, { $0.end(group, member) }) {
            let key = SharePartitionKey(group: group, topic: part.topic, partition: part.partition)
            guard shares[key] != nil else { continue }
            _ = withSharePartition(key, now: now) { share, _, _ in share.release(member) }
        }
    }

    /// Sets the start of a partition; nil forgets it, so that the reset policy holds again.
    mutating func resetShare(_ key: SharePartitionKey, to offset: Int64?) {
        guard let offset, let name = topics.name(of: key.topic),
            let partition = topics.partition(PartitionKey(topic: name, partition: key.partition))
        else {
            shares[key] = nil
            schedule.set(.share(key), at: nil)
            return
        }
        store(SharePartition(startOffset: offset, leaderEpoch: partition.leaderEpoch), as: key)
    }

    /// Forgets all partitions of a group.
    mutating func forgetShares(of group: String) {
        for key in shares.keys(of: group) { resetShare(key, to: nil) }
    }

    /// Forgets a deleted topic.
    mutating func forgetShares(ofTopic id: KafkaUUID) {
        for key in shares.partitions.keys where key.topic == id { resetShare(key, to: nil) }
    }

    /// The error if a broker cannot serve a partition of a session; nil if it can.
    func shareRefusal(_ part: ShareSessions.Part, _ call: Call) -> BrokerErrorCode? {
        guard let name = topics.name(of: part.topic) else { return .unknownTopicID }
        guard security.allows(.read, .topic, name, call) else { return .topicAuthorizationFailed }
        return topics.refusal(PartitionKey(topic: name, partition: part.partition), on: call.broker)
    }

    /// Applies a member's acknowledgements to one partition; returns the error, or nil.
    mutating func acknowledge(
        _ acknowledgements: [SharePartition.Acknowledgement], _ part: ShareSessions.Part, _ group: String,
        _ member: String, _ call: Call
    ) -> BrokerErrorCode? {
        if let code = shareRefusal(part, call) { return code }
        let key = SharePartitionKey(group: group, topic: part.topic, partition: part.partition)
        guard shares[key] != nil else { return .unknownTopicOrPartition }
        let code = withSharePartition(key, now: call.now) { share, _, settings in
            share.acknowledge(acknowledgements, by: member, settings, now: call.now)
        }
        return code ?? .unknownTopicOrPartition
    }
}
