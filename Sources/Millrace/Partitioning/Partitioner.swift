// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Placement of keys in a fixed number of partitions. Two RDDs with equal partitioners are joined without a shuffle.
/// Source: Spark's `Partitioner`.
///
/// A program's own partitioner conforms to `KeyPartitioner`.
public protocol Partitioner: Hashable, Sendable {
    /// Number of partitions, at least 1.
    var partitionCount: Int { get }
}

extension Partitioner {
    /// Whether both place every key alike: same type and equal.
    func places(like other: (any Partitioner)?) -> Bool {
        guard let other = other as? Self else { return false }
        return self == other
    }
}
