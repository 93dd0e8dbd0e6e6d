// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A move of a partition to other brokers that is under way. Source: ListPartitionReassignments, KIP-455.
public struct PartitionReassignment: Hashable, Sendable {
    /// All brokers that keep a replica now, those that come and those that go included.
    public var replicas: [Int32]
    /// The brokers that get a replica.
    public var adding: [Int32]
    /// The brokers that lose theirs.
    public var removing: [Int32]
}
