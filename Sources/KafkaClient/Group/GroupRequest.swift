// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// A request of a member, free of versions.
enum GroupRequest: Equatable, Sendable {
    /// JoinGroup.
    case join(ConsumerGroupMetadata, JoinFields)
    /// SyncGroup: the assignments of all members, from the leader; else none.
    case sync(ConsumerGroupMetadata, assignor: String, assignments: [String: ByteSlice])
    /// Heartbeat.
    case heartbeat(ConsumerGroupMetadata)
    /// LeaveGroup.
    case leave(ConsumerGroupMetadata, reason: String)
    /// ConsumerGroupHeartbeat.
    case consumerHeartbeat(ConsumerGroupMetadata, ConsumerHeartbeatFields)
}
