// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A shuffle as the scheduler sees it, without the types of keys and values.
public protocol AnyShuffleDependency: AnyObject, Sendable {
    /// Counted from 0 per context, in the order in which the program builds shuffles.
    var shuffleID: Int { get }
    /// The RDD whose partitions are the map tasks.
    var mapSide: any AnyRDD { get }
    /// Map partitions without output so far, ascending.
    func missingMapPartitions() -> [Int]
    /// Computes the map partition that `task` names and keeps its output.
    func runMapTask(_ task: TaskContext) async throws
}
