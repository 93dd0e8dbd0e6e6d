// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Which broker a request goes to.
public enum RequestTarget: Hashable, Sendable {
    /// Any broker that can be reached.
    case any
    /// The controller, as metadata names it.
    case controller
    /// The broker of this id.
    case broker(Int32)
    /// The leader of a partition.
    case leader(TopicPartition)
    /// The coordinator of a group or of a transactional id.
    case coordinator(CoordinatorKey)
}
