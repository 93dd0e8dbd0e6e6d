// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One part of an RDD, as a value that holds everything its task needs. Source: Spark's `Partition`.
public protocol Partition: Sendable {
    /// Position in the RDD's `partitions`, counted from 0.
    var index: Int { get }
}
