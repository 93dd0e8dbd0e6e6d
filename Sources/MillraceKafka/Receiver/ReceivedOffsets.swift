// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaClient

/// Offsets of a receiver that may be committed: those whose records are safe, of partitions that it has. A pure value.
///
/// A partition that goes away and comes back is another assignment: what was received before says nothing then, as
/// another member may have committed more.
struct ReceivedOffsets: Sendable {
    /// The consumer's number of an assignment of a partition, which grows.
    typealias Assignment = Int

    private struct Partition: Sendable {
        /// Nil before its first record.
        var assignment: Assignment?
        var safe: CommittedOffset?
        var committed: CommittedOffset?
    }

    private var partitions: [TopicPartition: Partition] = [:]

    /// Partitions come.
    mutating func add(_ new: Set<TopicPartition>) { for partition in new { partitions[partition] = Partition() } }

    /// Partitions go.
    mutating func remove(_ gone: Set<TopicPartition>) { for partition in gone { partitions[partition] = nil } }

    /// Records of a partition come, under this assignment. Returns whether it is the present one.
    mutating func begin(_ partition: TopicPartition, _ assignment: Assignment) -> Bool {
        guard let state = partitions[partition] else { return false }
        if let present = state.assignment, present >= assignment { return present == assignment }
        partitions[partition] = Partition(assignment: assignment)
        return true
    }

    /// Everything before `offset` is safe.
    mutating func note(safe offset: CommittedOffset, of partition: TopicPartition, _ assignment: Assignment) {
        guard var state = partitions[partition], state.assignment == assignment else { return }
        guard offset.offset > state.safe?.offset ?? -1 else { return }
        state.safe = offset
        partitions[partition] = state
    }

    /// Offsets that are safe and not committed.
    var uncommitted: [TopicPartition: AssignedOffset] {
        partitions.compactMapValues { state in
            guard let safe = state.safe, safe.offset != state.committed?.offset else { return nil }
            return AssignedOffset(offset: safe, assignment: state.assignment)
        }
    }

    /// The broker has committed these.
    mutating func note(committed offsets: [TopicPartition: AssignedOffset]) {
        for (partition, committed) in offsets where partitions[partition]?.assignment == committed.assignment {
            partitions[partition]?.committed = committed.offset
        }
    }
}
