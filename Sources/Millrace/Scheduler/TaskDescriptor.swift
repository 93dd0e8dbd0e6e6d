// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One attempt of a task, as a value: what another process that runs the same program needs to compute the same.
/// Source: Spark's `TaskDescription`, without closures.
public struct TaskDescriptor: Hashable, Sendable, Codable {
    /// The stage.
    public var stage: StageID
    /// Index of the partition of the stage's RDD; for a shuffle's stage of its map side.
    public var partition: Int
    /// Attempts made before this one.
    public var attempt: Int

    /// A descriptor.
    public init(stage: StageID, partition: Int, attempt: Int) {
        self.stage = stage
        self.partition = partition
        self.attempt = attempt
    }

    /// The batch that the task belongs to; `nil` outside of batches.
    public var batchTime: BatchTime? { stage.rdd.batchTime }
}
