// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// What the clock does to logs: retention, compaction, producers that are forgotten.
extension ClusterState {
    /// How often logs are looked at. Source: broker config `log.retention.check.interval.ms`.
    static let retentionInterval: Int64 = 300_000
    /// How often, if any topic is compacted. Source: broker config `log.cleaner.backoff.ms`.
    static let compactionInterval: Int64 = 15_000
    /// How long a partition remembers a producer that does not write. Source: broker config
    /// `producer.id.expiration.ms`.
    static let producerExpiry: Int64 = 86_400_000

    /// Sees to it that the logs are looked at from now on, soon enough for a topic that is compacted. To be called when
    /// records were appended.
    mutating func startMaintenance(now: Int64, compacts: Bool) {
        guard let next = nextMaintenance, !compacts || next <= now + Self.compactionInterval else {
            return setNextMaintenance(now, compacts: compacts)
        }
    }

    private mutating func setNextMaintenance(_ now: Int64, compacts: Bool) {
        nextMaintenance = now + (compacts ? Self.compactionInterval : Self.retentionInterval)
        deadlines.set(.maintenance, at: nextMaintenance)
    }

    /// Looks at all logs, and sets the time of the next look while there are records.
    mutating func maintain(now: Int64) {
        enforceRetention(now: now)
        for topic in topics.sorted where topic.settings.compacts {
            for partition in topic.partitions where partition.log.dirtyRatio > topic.settings.minCleanableRatio {
                compact(PartitionKey(topic: topic.name, partition: partition.index), now: now)
            }
        }
        nextMaintenance = nil
        if topics.byteCount > 0 { setNextMaintenance(now, compacts: topics.hasCompacted) }
    }

    /// Deletes what is too old or too much, in every topic.
    mutating func enforceRetention(now: Int64) {
        for key in topics.keys {
            guard let settings = topics[key.topic]?.settings else { continue }
            let changed = topics.update(key) { partition in
                partition.log.forgetProducers(idleSince: now - Self.producerExpiry)
                return partition.log.enforceRetention(settings, now: now)
            }
            if changed == true { touch(key) }
        }
    }

    /// How often committed offsets are looked at. Source: broker config `offsets.retention.check.interval.ms`.
    static let offsetCheckInterval: Int64 = 600_000

    /// Sees to it that committed offsets are looked at from now on. To be called when one was committed.
    mutating func startOffsetChecks(now: Int64) {
        guard !checksOffsets else { return }
        checksOffsets = true
        deadlines.set(.offsets, at: now + Self.offsetCheckInterval)
    }

    /// Forgets what groups without members have committed long ago, and such groups. Source: KIP-211; for members that
    /// do not subscribe to a topic any more, Kafka forgets its offsets too.
    mutating func expireOffsets(now: Int64) {
        for group in committedOffsets.ids.sorted() {
            guard groups[group]?.isEmpty ?? true else {
                committedOffsets.noteActive(group, now: now)
                continue
            }
            committedOffsets.expire(group, retention: configuration.groups.offsetsRetention.inMilliseconds, now: now)
            if committedOffsets[group] == nil { _ = deleteGroup(group) }
        }
        checksOffsets = !committedOffsets.ids.isEmpty
        if checksOffsets { deadlines.set(.offsets, at: now + Self.offsetCheckInterval) }
    }

    /// Compacts one partition, whatever its topic's policy.
    mutating func compact(_ key: PartitionKey, now: Int64) {
        guard let settings = topics[key.topic]?.settings else { return }
        let changed = topics.update(key) { $0.log.compact(settings, now: now) }
        if changed == true { touch(key) }
    }
}
