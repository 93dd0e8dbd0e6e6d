// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One of the 256 parts that the keys of a state are spread over, by the upper 8 bits of their stable hash.
///
/// A state writes its keys in the order of groups, so that a job can go on with another number of partitions: each
/// reads the groups that it needs. Source: the key groups of Apache Flink.
public struct KeyGroup: Hashable, Sendable {
    /// Number of groups.
    public static let count = 256

    /// Index of the group: `0..<256`.
    public let index: Int

    /// The group of the keys with this stable hash.
    @inlinable
    public init(hash: UInt64) { index = Int(hash >> 56) }
}
