// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A stream that reads data from outside; every graph starts with one. Subclasses override `compute`, and the hooks
/// that they need.
///
/// A subclass calls `reportInput` from `compute` to report the batch's input. Source: Spark's `InputDStream`.
///
/// `@unchecked Sendable`: it has no stored properties of its own. Subclasses must keep to the rule of `DStream`.
open class InputDStream<Element: Sendable>: DStream<Element>, AnyInputDStream, @unchecked Sendable {
    /// The stream's name, for people.
    open var name: String { "\(type(of: self)) \(id)" }

    /// An input stream of `context`.
    public init(context: StreamingContext) {
        super.init(context: context, slideDuration: context.batchDuration, parents: [])
        context.graph.addInput(self)
    }

    /// Called once, before the first batch. `StreamingContext.start()` throws its errors.
    open func start() async throws {}

    /// Called once, after the last batch; also if another stream's `start()` failed after this one's succeeded.
    open func stop() async {}

    /// Called once all output operations of a batch have succeeded, in batch order; the place to commit offsets.
    ///
    /// Not called for a failed batch. An error fails the batch with `StreamingError.batchCompletionFailed`.
    open func batchCompleted(_ batch: BatchInfo) async throws {}

    /// Reports the stream's input of batch `time` to listeners. The last report for a batch counts.
    ///
    /// - Parameters:
    ///   - time: The batch.
    ///   - recordCount: Number of records, known or estimated.
    ///   - skippedRecordCount: Number of records that were gone and were skipped since the last report.
    ///   - description: Origin of the records for people.
    ///   - metadata: Origin of the records for programs.
    public final func reportInput(
        time: BatchTime, recordCount: Int, skippedRecordCount: Int = 0, description: String,
        metadata: (any Sendable)? = nil
    ) {
        let info = InputInfo(
            streamID: id, streamName: name, recordCount: recordCount, skippedRecordCount: skippedRecordCount,
            description: description, metadata: metadata)
        context.graph.report(info, for: time)
    }
}
