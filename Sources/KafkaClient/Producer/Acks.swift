// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The brokers that must have a record before it counts as written. Property `acks`.
public enum Acks: Int16, Sendable, CaseIterable {
    /// None: the broker does not respond, and losses are not detected.
    case none = 0
    /// The leader.
    case leader = 1
    /// All in-sync replicas.
    case all = -1
}
