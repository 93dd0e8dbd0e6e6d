// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A topic whose partitions an assignor distributes.
public struct AssignableTopic: Sendable, Hashable {
    /// Name of the topic.
    public var name: String
    /// Number of partitions; they are numbered from 0.
    public var partitionCount: Int
    /// Racks of each partition's replicas (KIP-881), by partition number. Shorter than `partitionCount` or empty if
    /// racks are unknown; partitions past its end have none.
    public var racks: [Set<String>]

    /// A topic with `partitionCount` partitions.
    public init(_ name: String, partitionCount: Int, racks: [Set<String>] = []) {
        self.name = name
        self.partitionCount = partitionCount
        self.racks = racks
    }
}
