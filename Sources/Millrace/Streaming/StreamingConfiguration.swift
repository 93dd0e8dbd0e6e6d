// Millrace
// SPDX-License-Identifier: Apache-2.0

/// How a stream behaves beyond its batch duration.
public struct StreamingConfiguration: Sendable {
    /// What happens after a batch has failed: in an output operation, in an input's `batchCompleted`, or in its making.
    public enum FailurePolicy: Sendable {
        /// The stream stops; batches that wait are not run, so none is reported to its inputs as done.
        case stop
        /// The stream goes on with the next batch: the failed one's output is lost, and a later batch's offsets are
        /// committed over it. A batch that could not be made is tried again at the next tick, so it loses nothing.
        case `continue`
    }

    /// Batches that may wait for those before them. When it is reached no batch is made until one has run; the missed
    /// ticks then follow at once. Default 16, at least 1.
    public var maxQueuedBatches: Int
    /// What happens after a failed batch. Default `.stop`. Either way `awaitTermination()` throws the first failure.
    public var failurePolicy: FailurePolicy
    /// How long RDDs of completed batches are kept. Default `nil`: the batch duration.
    public var rememberDuration: Duration?

    /// A configuration; every value has a default.
    public init(
        maxQueuedBatches: Int = 16, failurePolicy: FailurePolicy = .stop, rememberDuration: Duration? = nil
    ) {
        self.maxQueuedBatches = max(1, maxQueuedBatches)
        self.failurePolicy = failurePolicy
        self.rememberDuration = rememberDuration
    }
}
