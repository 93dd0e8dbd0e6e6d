// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// What all groups have committed.
struct CommittedOffsets: Sendable {
    struct Key: Hashable, Sendable {
        var group: String
        var partition: PartitionKey
    }

    private(set) var groups: [String: GroupOffsets] = [:]
    /// What changed since it was stored last; nil if nobody stores it.
    var changed: Set<Key>?

    subscript(group: String) -> GroupOffsets? { groups[group] }
    var ids: Dictionary<String, GroupOffsets>.Keys { groups.keys }

    /// Stores a commit over the one before it.
    mutating func commit(_ offset: GroupOffsets.Committed, for partition: PartitionKey, group: String) {
        groups[group, default: GroupOffsets()].commit(offset, for: partition)
        changed?.insert(Key(group: group, partition: partition))
    }

    /// Forgets one commit.
    mutating func forget(_ partition: PartitionKey, group: String) {
        groups[group]?.forget(partition)
        changed?.insert(Key(group: group, partition: partition))
    }

    /// Forgets what was committed for a topic that is gone.
    mutating func forget(topic: String) {
        for (group, offsets) in groups {
            for partition in offsets.offsets.keys where partition.topic == topic { forget(partition, group: group) }
        }
    }

    /// Forgets a group.
    mutating func remove(_ group: String) {
        guard let offsets = groups.removeValue(forKey: group) else { return }
        for partition in offsets.offsets.keys { changed?.insert(Key(group: group, partition: partition)) }
    }

    /// Notes that a group has members.
    mutating func noteActive(_ group: String, now: Int64) { groups[group]?.lastActive = now }

    /// Forgets commits of a group without members that are older than `retention`, as its last members are; the group
    /// with the last of them.
    mutating func expire(_ group: String, retention: Int64, now: Int64) {
        guard let offsets = groups[group] else { return }
        for (partition, committed) in offsets.offsets {
            let (age, overflows) = now.subtractingReportingOverflow(max(committed.timestamp, offsets.lastActive))
            if !overflows, age >= retention { forget(partition, group: group) }
        }
        if groups[group]?.offsets.isEmpty == true { remove(group) }
    }
}
