// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Functions that a consumer calls when its partitions change. Each is awaited before the change goes on, and
/// heartbeats are sent meanwhile; one that takes longer than `maxPollInterval` costs the membership.
///
/// Source: Kafka's `ConsumerRebalanceListener`.
public struct RebalanceListener: Sendable {
    /// Called with partitions that are added, before they are read: `seek` decides here where reading starts.
    public var assigned: @Sendable (Set<TopicPartition>) async -> Void
    /// Called with partitions that go to other members, after their batches have ended and before their last commit.
    public var revoked: @Sendable (Set<TopicPartition>) async -> Void
    /// Called with partitions that this member has lost already: others may read them, and nothing of them can be
    /// committed any more.
    public var lost: @Sendable (Set<TopicPartition>) async -> Void

    /// A listener; functions left out do nothing.
    public init(
        assigned: @escaping @Sendable (Set<TopicPartition>) async -> Void = { _ in },
        revoked: @escaping @Sendable (Set<TopicPartition>) async -> Void = { _ in },
        lost: @escaping @Sendable (Set<TopicPartition>) async -> Void = { _ in }
    ) {
        self.assigned = assigned
        self.revoked = revoked
        self.lost = lost
    }
}
