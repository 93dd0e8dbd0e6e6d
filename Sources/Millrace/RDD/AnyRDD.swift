// Millrace
// SPDX-License-Identifier: Apache-2.0

/// An RDD as the scheduler sees it, without the type of its elements.
public protocol AnyRDD: AnyObject, Sendable {
    /// Counted from 0 per context, in the order in which the program builds RDDs.
    var id: Int { get }
    /// What the RDD is split into; each is one task.
    var partitions: [any Partition] { get }
    /// What the RDD is computed from.
    var dependencies: [Dependency] { get }
}
