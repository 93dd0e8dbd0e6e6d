// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The contents of a member's subscription in JoinGroup.
struct JoinFields: Equatable, Sendable {
    /// The topics that it wants.
    var topics: Set<String> = []
    /// The partitions that it has not given up.
    var owned: Set<TopicPartition> = []
    /// The last assignment that it got, and the generation of it; nil and −1 if it has had none.
    var lastAssignment: [TopicPartition]?
    var lastGeneration: Int32 = -1
}
