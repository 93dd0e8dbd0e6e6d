// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Mutable state of a streaming context.
struct StreamLifecycle: Sendable {
    var state = StreamingContext.State.initialized
    var nextStreamID = 0
    var isStopRequested = false
    var stopsNow = false
    var stopsEngine = true
    /// The first failure.
    var failure: (any Error)?
    /// The first batch that failed while the stream went on: nothing is committed from there.
    var pendingSince: BatchTime?
    var checkpointLocation: CheckpointLocation?
    var checkpoint: StreamCheckpoint?
    var generator: JobGenerator?
    /// Starts the inputs, before there is a generator.
    var starter: Task<Void, any Error>?
    var tasks: [Task<Void, Never>] = []
    /// Ends a graceful stop that takes too long.
    var stopTimer: Task<Void, Never>?
    var nextWaiter = 0
    var waiters: [Int: CheckedContinuation<Bool, Never>] = [:]
    var listeners: [any StreamingListener] = []
}
