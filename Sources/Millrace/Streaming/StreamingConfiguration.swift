// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Settings of a stream besides its batch duration.
public struct StreamingConfiguration: Sendable {
    /// Maximum number of queued batches, at least 1; default 16. When the queue is full the generator waits until a
    /// batch leaves it, then makes up for missed ticks at once.
    public var maxQueuedBatches: Int
    /// Reaction to a failed batch. Default `.stop`. `awaitTermination()` throws the failure that a batch ended with.
    public var failurePolicy: FailurePolicy
    /// Wait before the first retry of a batch, default 1 s; doubled before each further one.
    public var retryBackoff: Duration
    /// Longest wait before a retry; default 1 min.
    public var maxRetryBackoff: Duration
    /// Time that a graceful stop gives to the running batch and the queued ones, before it cancels them. Default nil:
    /// ten batch durations, at least 30 s. Source: `spark.streaming.gracefulStopTimeout`.
    public var gracefulStopTimeout: Duration?
    /// Shortest time for which RDDs of completed batches are kept. Default nil: as long as operators need them.
    /// Source: `StreamingContext.remember`.
    public var rememberDuration: Duration?
    /// Limits of the inputs' rates by the speed of the batches; nil turns them off. On by default, so that a backlog
    /// does not come as one batch. Source: `spark.streaming.backpressure`, which is off by default.
    public var backpressure: Backpressure?
    /// Settings of receivers.
    public var receivers: ReceiverConfiguration

    /// Creates a configuration; every value has a default.
    public init(
        maxQueuedBatches: Int = 16, failurePolicy: FailurePolicy = .stop, retryBackoff: Duration = .seconds(1),
        maxRetryBackoff: Duration = .seconds(60), gracefulStopTimeout: Duration? = nil,
        rememberDuration: Duration? = nil, backpressure: Backpressure? = Backpressure(),
        receivers: ReceiverConfiguration = ReceiverConfiguration()
    ) {
        self.maxQueuedBatches = max(1, maxQueuedBatches)
        self.failurePolicy = failurePolicy
        self.retryBackoff = retryBackoff
        self.maxRetryBackoff = maxRetryBackoff
        self.gracefulStopTimeout = gracefulStopTimeout
        self.rememberDuration = rememberDuration
        self.backpressure = backpressure
        self.receivers = receivers
    }

    /// The wait before retry number `retry`, counted from 1.
    func backoff(beforeRetry retry: Int) -> Duration {
        var wait = retryBackoff
        for _ in 1..<max(retry, 1) where wait < maxRetryBackoff { wait *= 2 }
        return min(wait, maxRetryBackoff)
    }
}
