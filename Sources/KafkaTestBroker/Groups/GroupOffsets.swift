// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The committed offsets of one group.
struct GroupOffsets: Sendable {
    struct Committed: Equatable, Sendable {
        var offset: Int64
        var leaderEpoch: Int32
        var metadata: String?
        /// Time of the commit on the cluster's clock, in milliseconds.
        var timestamp: Int64
    }

    private(set) var offsets: [PartitionKey: Committed] = [:]
    /// The last time at which the group had members, in milliseconds.
    var lastActive: Int64 = .min

    /// Stores a committed offset, replacing an earlier one.
    mutating func commit(_ offset: Committed, for partition: PartitionKey) { offsets[partition] = offset }

    /// Deletes one committed offset.
    mutating func forget(_ partition: PartitionKey) { offsets[partition] = nil }

    /// All partitions with a committed offset, by topic; both sorted.
    var partitionsByTopic: [(topic: String, partitions: [Int32])] {
        Dictionary(grouping: offsets.keys, by: \.topic)
            .map { (topic: $0.key, partitions: $0.value.map(\.partition).sorted()) }
            .sorted { $0.topic < $1.topic }
    }
}
