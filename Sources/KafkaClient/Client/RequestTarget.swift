// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The broker that a request is sent to.
public enum RequestTarget: Hashable, Sendable {
    /// Any reachable broker.
    case any
    /// The controller that the metadata names.
    case controller
    /// The broker with this id.
    case broker(Int32)
    /// The leader of a partition.
    case leader(TopicPartition)
    /// The coordinator of a group or of a transactional id.
    case coordinator(CoordinatorKey)
}
