// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The way to choose a partition's leader. Source: `ElectionType` of the Java client, KIP-460.
public enum LeaderElection: Int8, Hashable, Sendable {
    /// The first replica of the partition's assignment, if it is in sync.
    case preferred = 0
    /// Any replica, for a partition without a leader: records that it does not have are lost.
    case unclean = 1
}
