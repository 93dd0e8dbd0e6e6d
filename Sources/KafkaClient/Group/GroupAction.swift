// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// An action that follows from an event of a membership; `GroupMembership` performs it.
enum GroupAction: Sendable {
    /// Send a request to the coordinator, and feed its answer with this number.
    case send(Int, GroupRequest)
    /// Set a timer. Replaces the one of the same kind.
    case schedule(GroupTimer, after: Duration)
    /// Set the timer `retry` to the backoff before attempt `attempt`, counted from 0.
    case backOff(attempt: Int)
    /// Cancel a timer.
    case cancel(GroupTimer)
    /// Start reading these partitions.
    case assign(Set<TopicPartition>)
    /// Stop reading these partitions: wait for batches that are being processed, commit unless `isLost`, and feed
    /// `released` with this number. A later release replaces an earlier one that has not ended.
    case release(Int, Set<TopicPartition>, isLost: Bool)
    /// Compute the assignment of all members with this assignor, and feed it with this number. Classic protocol.
    case makeAssignment(Int, assignor: String, members: [JoinGroupResponse.JoinGroupResponseMember])
    /// Watch the topics of these members' subscriptions for new partitions; none ends watching. Classic protocol.
    case watch([JoinGroupResponse.JoinGroupResponseMember])
    /// Find the names of these topics. Consumer protocol.
    case resolve(Set<KafkaUUID>)
    /// Commits carry this membership from now on.
    case membership(ConsumerGroupMetadata)
    /// A rebalance has ended, and the member has its partitions.
    case rebalanced
    /// The consumer cannot go on.
    case fail(KafkaError)
    /// The member has left.
    case left
}
