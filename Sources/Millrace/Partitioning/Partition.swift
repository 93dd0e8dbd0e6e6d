// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One part of an RDD: everything its task needs to know, as a value. Source: Spark's `Partition`.
public protocol Partition: Sendable {
    /// Position in the RDD's `partitions`, counted from 0.
    var index: Int { get }
}
