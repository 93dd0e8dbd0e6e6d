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
    var generator: JobGenerator?
    var tasks: [Task<Void, Never>] = []
    var nextWaiter = 0
    var waiters: [Int: CheckedContinuation<Bool, Never>] = [:]
    var listeners: [any StreamingListener] = []
}
