// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A shuffle without its key and value types, as the scheduler sees it.
public protocol AnyShuffleDependency: AnyObject, Sendable {
    /// Counted from 0 per context, in the order in which the program builds shuffles.
    var shuffleID: Int { get }
    /// The RDD whose partitions are the map tasks.
    var mapSide: any AnyRDD { get }
    /// Map partitions that have no output yet, ascending.
    func missingMapPartitions() -> [Int]
    /// Computes the map partition that `task` names and keeps its output.
    func runMapTask(_ task: TaskContext) async throws
}
