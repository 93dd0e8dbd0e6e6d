// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The timers of a membership. Setting one replaces the one of the same kind.
enum GroupTimer: Hashable, Sendable, CaseIterable {
    /// The next heartbeat.
    case heartbeat
    /// The next attempt of a request that failed.
    case retry
    /// The end of the patience with the answer to LeaveGroup.
    case leave
}
