// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Receives the events of a stream in order. Methods run on the driver's tasks, so they must return soon.
/// Source: Spark's `StreamingListener`.
///
/// Every method has an empty default. To end the stream from a listener call `StreamingContext.requestStop`.
public protocol StreamingListener: Sendable {
    /// The stream has started; its first batch will be `firstBatch`.
    func streamingStarted(firstBatch: BatchTime)
    /// The batch is about to enter the queue.
    func batchSubmitted(_ batch: BatchInfo)
    /// The batch's first output operation is about to run.
    func batchStarted(_ batch: BatchInfo)
    /// An output operation is about to run.
    func outputOperationStarted(_ operation: OutputOperationInfo, batch: BatchTime)
    /// An output operation has ended, with success or not.
    func outputOperationCompleted(_ operation: OutputOperationInfo, batch: BatchTime)
    /// The batch failed and will be tried again after `wait`. `batch.retryCount` is the number of the retry.
    func batchRetried(_ batch: BatchInfo, error: any Error, after wait: Duration)
    /// The batch has ended, with success or not; after a success the input streams' `batchCompleted` has run.
    func batchCompleted(_ batch: BatchInfo)
    /// The batch could not be planned. It is tried again if the stream goes on.
    func batchGenerationFailed(_ batch: BatchTime, error: StreamingError)
    /// A receiver begins to receive, for the first time or again.
    func receiverStarted(_ receiver: ReceiverInfo)
    /// A receiver failed and is started again, or reports an error.
    func receiverError(_ receiver: ReceiverInfo, error: any Error)
    /// A receiver has ended for good.
    func receiverStopped(_ receiver: ReceiverInfo)
    /// The stream has ended; no event follows.
    func streamingStopped()
}

extension StreamingListener {
    /// Does nothing.
    public func streamingStarted(firstBatch: BatchTime) {}
    /// Does nothing.
    public func batchSubmitted(_ batch: BatchInfo) {}
    /// Does nothing.
    public func batchStarted(_ batch: BatchInfo) {}
    /// Does nothing.
    public func outputOperationStarted(_ operation: OutputOperationInfo, batch: BatchTime) {}
    /// Does nothing.
    public func outputOperationCompleted(_ operation: OutputOperationInfo, batch: BatchTime) {}
    /// Does nothing.
    public func batchRetried(_ batch: BatchInfo, error: any Error, after wait: Duration) {}
    /// Does nothing.
    public func batchCompleted(_ batch: BatchInfo) {}
    /// Does nothing.
    public func batchGenerationFailed(_ batch: BatchTime, error: StreamingError) {}
    /// Does nothing.
    public func receiverStarted(_ receiver: ReceiverInfo) {}
    /// Does nothing.
    public func receiverError(_ receiver: ReceiverInfo, error: any Error) {}
    /// Does nothing.
    public func receiverStopped(_ receiver: ReceiverInfo) {}
    /// Does nothing.
    public func streamingStopped() {}
}
