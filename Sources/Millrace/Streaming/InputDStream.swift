// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A stream that brings data in: where a graph begins. Subclasses override `compute`, and the hooks they need.
///
/// A subclass calls `reportInput` from `compute` to tell what it took into the batch. Source: Spark's `InputDStream`.
open class InputDStream<Element: Sendable>: DStream<Element>, AnyInputDStream, @unchecked Sendable {
    /// The stream's name, for people.
    open var name: String { "\(type(of: self)) \(id)" }

    /// An input stream of `context`.
    public init(context: StreamingContext) {
        super.init(context: context, slideDuration: context.batchDuration, parents: [])
        context.graph.addInput(self)
    }

    /// Called once, before the first batch. What it throws is what `StreamingContext.start()` throws.
    open func start() async throws {}

    /// Called once, after the last batch; also if another stream's `start()` failed after this one's succeeded.
    open func stop() async {}

    /// Called after all output operations of a batch have succeeded, batch after batch: where offsets are committed.
    ///
    /// Not called for a failed batch. An error fails the batch with `StreamingError.batchCompletionFailed`.
    open func batchCompleted(_ batch: BatchInfo) async throws {}

    /// Tells listeners what the stream took into the batch `time`. The last report for a batch counts.
    public final func reportInput(
        time: BatchTime, recordCount: Int, description: String, metadata: (any Sendable)? = nil
    ) {
        let info = InputInfo(
            streamID: id, streamName: name, recordCount: recordCount, description: description, metadata: metadata)
        context.graph.report(info, for: time)
    }
}
