// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// An answer to a member's request.
enum GroupResponse: Sendable {
    case joined(JoinGroupResponse)
    case synced(SyncGroupResponse)
    case heartbeat(HeartbeatResponse)
    case left
    case consumerHeartbeat(ConsumerGroupHeartbeatResponse)
}
