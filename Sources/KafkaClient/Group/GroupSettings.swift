// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The settings of a membership that both protocols need.
struct GroupSettings: Sendable {
    var groupID: String
    var instanceID: String?
    var rack: String?
    var heartbeatInterval: Duration
    /// Time that a member may take to give up partitions: `max.poll.interval.ms`.
    var rebalanceTimeout: Duration
    /// Whether all assignors let members keep their partitions during a rebalance. Classic protocol.
    var isCooperative = false
    /// The server's assignor. Consumer protocol.
    var serverAssignor: String?
    /// Patience with the answer to the last request.
    var leaveTimeout = Duration.seconds(1)

    /// A membership that no coordinator knows yet.
    var newcomer: ConsumerGroupMetadata { ConsumerGroupMetadata(groupID: groupID, groupInstanceID: instanceID) }
}
