// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A shuffle without its key and value types, as the scheduler sees it.
public protocol AnyShuffleDependency: AnyObject, Sendable {
    /// The stage of the map tasks; also the name of the shuffle.
    var stage: StageID { get }
    /// The RDD whose partitions are the map tasks.
    var mapSide: AnyRDD { get }
    /// Map partitions that have no output yet, ascending.
    func missingMapPartitions() -> [Int]
    /// Computes the output of the map partition that `task` names, without keeping it.
    func runMapTask(_ task: TaskContext) async throws -> any Sendable
    /// Converts outputs between processes; `nil` if their type cannot be stored.
    var outputCodec: TaskResultCodec? { get }
    /// Keeps the output of a map task that has won. The first output of a partition stays.
    func accept(_ output: any Sendable, of partition: Int) throws
}
