// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Logging
private import Synchronization

/// What the generator, the scheduler and the streams ask of their context.
extension StreamingContext {
    var rememberDuration: Duration { configuration.rememberDuration ?? batchDuration }

    /// Whether the current task runs an output operation of this context: it cannot wait for the context's end.
    var isInsideOwnBatch: Bool { OutputTracker.current?.stream == ObjectIdentifier(self) }

    func nextStreamID() -> Int {
        lifecycle.withLock { life in
            defer { life.nextStreamID += 1 }
            return life.nextStreamID
        }
    }

    /// Tells all listeners, in the order in which they were added.
    func tell(_ event: (any StreamingListener) -> Void) {
        for listener in lifecycle.withLock({ $0.listeners }) { event(listener) }
    }

    /// Notes that a batch could not be made; returns whether the stream goes on.
    func generationFailed(_ time: BatchTime, _ error: any Error) -> Bool {
        let failure =
            error as? StreamingError
            ?? StreamingError(
                code: .generationFailed, message: "the batch could not be made", batchTime: time,
                underlyingError: error)
        tell { $0.batchGenerationFailed(time, error: failure) }
        return note(failure, of: time)
    }

    /// Notes that a batch failed, and stops the stream if it is to stop then.
    func batchFailed(_ time: BatchTime, _ error: any Error) {
        // A batch that a stop without grace cut short did not fail by itself.
        if error is CancellationError, lifecycle.withLock({ $0.stopsNow }) { return }
        _ = note(error, of: time)
    }

    /// Ends the stream with `error`, whatever the policy.
    func fail(_ error: any Error) {
        lifecycle.withLock { life in
            if life.failure == nil { life.failure = error }
        }
        requestStop(gracefully: false)
    }

    private func note(_ error: any Error, of time: BatchTime) -> Bool {
        engine.logger.error("a batch failed", metadata: ["batch": "\(time)", "error": "\(error)"])
        switch configuration.failurePolicy {
        case .stop:
            fail(error)
            return false
        case .continue:
            lifecycle.withLock { life in
                if life.failure == nil { life.failure = error }
            }
            return true
        }
    }
}
