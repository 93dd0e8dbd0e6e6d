// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Settings of a stream besides its batch duration.
public struct StreamingConfiguration: Sendable {
    /// Reaction to a failed batch: its generation, an output operation or an input's `batchCompleted` threw.
    public enum FailurePolicy: Sendable {
        /// The stream stops. Queued batches do not run, so they are not completed at their inputs.
        case stop
        /// The stream goes on with the next batch. The failed batch's output is lost, as later batches commit offsets
        /// past it. A batch that could not be generated is tried again at the next tick, so it loses nothing.
        case `continue`
    }

    /// Maximum number of queued batches, at least 1; default 16. When the queue is full the generator waits until a
    /// batch leaves it, then makes up for missed ticks at once.
    public var maxQueuedBatches: Int
    /// Reaction to a failed batch. Default `.stop`. Either way `awaitTermination()` throws the first failure.
    public var failurePolicy: FailurePolicy
    /// Time for which RDDs of completed batches are kept. Default `nil`: the batch duration.
    public var rememberDuration: Duration?

    /// Creates a configuration; every value has a default.
    public init(
        maxQueuedBatches: Int = 16, failurePolicy: FailurePolicy = .stop, rememberDuration: Duration? = nil
    ) {
        self.maxQueuedBatches = max(1, maxQueuedBatches)
        self.failurePolicy = failurePolicy
        self.rememberDuration = rememberDuration
    }
}
