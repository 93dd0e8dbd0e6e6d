// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The batch that an output operation writes: everything that an idempotent or transactional sink needs.
///
/// A batch that is computed again, by a retry or after a restart, has the same `id`, `time` and inputs; only
/// `attempt` and `epoch` differ. Own design, after Spark's advice for exactly-once output.
public struct Batch: Sendable {
    /// Name of the batch and the output operation, the same in every attempt: `<milliseconds>-<operation>`.
    public let id: String
    /// End of the batch's interval.
    public let time: BatchTime
    /// Position of the output operation, in the order of registration, counted from 0. Operations that a new version of
    /// the program adds after the others leave it as it is.
    public let operation: Int
    /// Attempts of the batch before this one.
    public let attempt: Int
    /// Epoch of the driver that runs the batch, which goes up with every driver of the job; 0 without a checkpoint. A
    /// store that keeps the highest one and refuses lower ones is safe from a driver that hung and was replaced.
    public let epoch: UInt64
    /// The inputs' parts of the batch, such as offset ranges, sorted by stream id.
    public let inputs: [InputInfo]

    package init(time: BatchTime, operation: Int, attempt: Int, epoch: UInt64 = 0, inputs: [InputInfo]) {
        id = "\(time.milliseconds)-\(operation)"
        self.time = time
        self.operation = operation
        self.attempt = attempt
        self.epoch = epoch
        self.inputs = inputs
    }

    /// The parts of sources that the batch has read, in the order of the inputs: of those inputs whose
    /// `InputInfo.metadata` is an array of ranges.
    public var sourceRanges: [any SourceRange] { inputs.flatMap { $0.metadata as? [any SourceRange] ?? [] } }

    /// Id of one element of the batch's output, for stores that insert or replace by key: an element that is written
    /// again has the same one, `<id>-<partition>-<ordinal>`.
    ///
    ///     stream.foreachRDD { rdd, batch in
    ///         try await rdd.foreachPartition { elements in
    ///             var ordinal = 0
    ///             try await elements.forEach { element in
    ///                 try table.upsert(id: batch.elementID(elements.index, ordinal), element)
    ///                 ordinal += 1
    ///             }
    ///         }
    ///     }
    ///
    /// **Guarantee.** Each element has one row, however often the batch runs, if the operators give the same elements
    /// in the same order each time: those of sources, `map`, `filter`, sorts and windows of them do. The order of
    /// elements after a shuffle is not certain; use their keys and `id` there.
    ///
    /// - Parameters:
    ///   - partition: Index of the RDD's partition.
    ///   - ordinal: Place of the element in its partition, counted from 0.
    public func elementID(_ partition: Int, _ ordinal: Int) -> String { "\(id)-\(partition)-\(ordinal)" }
}
