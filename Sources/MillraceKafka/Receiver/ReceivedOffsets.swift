// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaClient

/// Offsets of a receiver that may be committed: those whose records are safe, of partitions that it has. A pure value.
///
/// A partition that goes away and comes back is another assignment: what was received before says nothing then, as
/// another member may have committed more.
struct ReceivedOffsets: Sendable {
    /// Which assignment of a partition a record is from, counted over all of them.
    typealias Assignment = Int

    private struct Partition: Sendable {
        let assignment: Assignment
        var safe: CommittedOffset?
        var committed: CommittedOffset?
    }

    private var partitions: [TopicPartition: Partition] = [:]
    private var assignments = 0

    /// Partitions come.
    mutating func add(_ new: Set<TopicPartition>) {
        for partition in new {
            assignments += 1
            partitions[partition] = Partition(assignment: assignments)
        }
    }

    /// Partitions go.
    mutating func remove(_ gone: Set<TopicPartition>) { for partition in gone { partitions[partition] = nil } }

    /// The present assignment of a partition; nil if there is none.
    func assignment(of partition: TopicPartition) -> Assignment? { partitions[partition]?.assignment }

    /// Everything before `offset` is safe.
    mutating func note(safe offset: CommittedOffset, of partition: TopicPartition, _ assignment: Assignment) {
        guard var state = partitions[partition], state.assignment == assignment else { return }
        guard offset.offset > state.safe?.offset ?? -1 else { return }
        state.safe = offset
        partitions[partition] = state
    }

    /// Offsets that are safe and not committed.
    var uncommitted: [TopicPartition: CommittedOffset] {
        partitions.compactMapValues { $0.safe?.offset == $0.committed?.offset ? nil : $0.safe }
    }

    /// The broker has committed these.
    mutating func note(committed offsets: [TopicPartition: CommittedOffset]) {
        for (partition, offset) in offsets {
            // An offset that is not the safe one of this assignment is one of an earlier.
            guard let safe = partitions[partition]?.safe, safe.offset >= offset.offset else { continue }
            partitions[partition]?.committed = offset
        }
    }
}
