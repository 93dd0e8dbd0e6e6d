// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// Timed maintenance of logs and committed offsets: retention, compaction, expiry.
extension ClusterState {
    /// Time after which a partition forgets an idle producer. Source: broker config `producer.id.expiration.ms`.
    static let producerExpiry: Int64 = 86_400_000

    /// Enforces retention and compacts all logs, and schedules the next run while there are records.
    mutating func maintain(now: Int64) {
        enforceRetention(now: now)
        for topic in topics.sorted where topic.settings.compacts {
            for partition in topic.partitions where partition.log.dirtyRatio > topic.settings.minCleanableRatio {
                compact(PartitionKey(topic: topic.name, partition: partition.index), now: now)
            }
        }
        schedule.maintained(now: now, hasRecords: topics.byteCount > 0, compacts: topics.hasCompacted)
    }

    /// Deletes records past the retention limits of their topic.
    mutating func enforceRetention(now: Int64) {
        for key in topics.keys {
            guard let settings = topics[key.topic]?.settings else { continue }
            let changed = topics.update(key) { partition in
                partition.log.forgetProducers(idleSince: now - Self.producerExpiry)
                return partition.log.enforceRetention(settings, now: now)
            }
            if changed == true { fetches.touch(key) }
        }
    }

    /// Compacts one partition, whatever its topic's policy.
    mutating func compact(_ key: PartitionKey, now: Int64) {
        guard let settings = topics[key.topic]?.settings else { return }
        let changed = topics.update(key) { $0.log.compact(settings, now: now) }
        if changed == true { fetches.touch(key) }
    }

    /// Deletes old committed offsets of groups without members, and groups that have none left. Source: KIP-211; Kafka
    /// also deletes offsets of topics that the members of an active group no longer subscribe to.
    mutating func expireOffsets(now: Int64) {
        for group in groups.offsets.ids.sorted() {
            guard groups[group]?.isEmpty ?? true else {
                groups.offsets.noteActive(group, now: now)
                continue
            }
            groups.offsets.expire(group, retention: configuration.groups.offsetsRetention.inMilliseconds, now: now)
            if groups.offsets[group] == nil { _ = deleteGroup(group) }
        }
        schedule.checkedOffsets(now: now, hasOffsets: !groups.offsets.ids.isEmpty)
    }
}
