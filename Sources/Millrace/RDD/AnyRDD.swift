// Millrace
// SPDX-License-Identifier: Apache-2.0

/// An RDD without its element type, as the scheduler sees it.
public protocol AnyRDD: AnyObject, Sendable {
    /// Counted from 0 per context, in the order in which the program builds RDDs.
    var id: Int { get }
    /// Parts of the RDD; a task computes one of them.
    var partitions: [any Partition] { get }
    /// RDDs and shuffles that this RDD is computed from.
    var dependencies: [Dependency] { get }
}
