// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The committed offsets of all groups.
struct CommittedOffsets: Sendable {
    struct Key: Hashable, Sendable {
        var group: String
        var partition: PartitionKey
    }

    private(set) var groups: [String: GroupOffsets] = [:]
    /// Offsets that changed since they were last stored; nil in memory.
    var changed: Set<Key>?

    subscript(group: String) -> GroupOffsets? { groups[group] }
    var ids: Dictionary<String, GroupOffsets>.Keys { groups.keys }

    /// Stores a committed offset, replacing an earlier one.
    mutating func commit(_ offset: GroupOffsets.Committed, for partition: PartitionKey, group: String) {
        groups[group, default: GroupOffsets()].commit(offset, for: partition)
        changed?.insert(Key(group: group, partition: partition))
    }

    /// Deletes one committed offset.
    mutating func forget(_ partition: PartitionKey, group: String) {
        groups[group]?.forget(partition)
        changed?.insert(Key(group: group, partition: partition))
    }

    /// Deletes the offsets of a deleted topic.
    mutating func forget(topic: String) {
        for (group, offsets) in groups {
            for partition in offsets.offsets.keys where partition.topic == topic { forget(partition, group: group) }
        }
    }

    /// Deletes the offsets of a group.
    mutating func remove(_ group: String) {
        guard let offsets = groups.removeValue(forKey: group) else { return }
        for partition in offsets.offsets.keys { changed?.insert(Key(group: group, partition: partition)) }
    }

    /// Notes that a group has members, which postpones expiry.
    mutating func noteActive(_ group: String, now: Int64) { groups[group]?.lastActive = now }

    /// Deletes offsets of a group without members that are older than `retention`, counted from its last member.
    /// Deletes the group with its last offset.
    mutating func expire(_ group: String, retention: Int64, now: Int64) {
        guard let offsets = groups[group] else { return }
        for (partition, committed) in offsets.offsets {
            let (age, overflows) = now.subtractingReportingOverflow(max(committed.timestamp, offsets.lastActive))
            if !overflows, age >= retention { forget(partition, group: group) }
        }
        if groups[group]?.offsets.isEmpty == true { remove(group) }
    }
}
