// Millrace
// SPDX-License-Identifier: Apache-2.0

/// An RDD as the scheduler sees it, without the type of its elements.
public protocol Lineage: AnyObject, Sendable {
    /// Counted from 0 per context, in the order in which the program builds RDDs.
    var id: Int { get }
    /// What the RDD is split into; each is one task.
    var partitions: [any Partition] { get }
    /// What the RDD is computed from.
    var dependencies: [Dependency] { get }
}

/// How an RDD depends on another. Source: Spark's `NarrowDependency` and `ShuffleDependency`.
public enum Dependency: Sendable {
    /// Each partition needs a bounded number of the parent's partitions: computed in the same task.
    case narrow(any Lineage)
    /// Every partition needs all partitions of the parent: a stage boundary.
    case shuffle(any AnyShuffleDependency)
}

/// A shuffle as the scheduler sees it, without the types of keys and values.
public protocol AnyShuffleDependency: AnyObject, Sendable {
    /// Counted from 0 per context, in the order in which the program builds shuffles.
    var shuffleID: Int { get }
    /// The RDD whose partitions are the map tasks.
    var mapSide: any Lineage { get }
    /// Map partitions without output so far, ascending.
    func missingMapPartitions() -> [Int]
    /// Computes the map partition that `task` names and keeps its output.
    func runMapTask(_ task: TaskContext) async throws
}
