// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Logging
private import Synchronization

extension StreamingContext {
    /// Records that a batch could not be generated; returns whether the stream goes on.
    func generationFailed(_ time: BatchTime, _ error: any Error) -> Bool {
        let failure =
            error as? StreamingError
            ?? StreamingError(
                code: .generationFailed, message: "the batch could not be generated", batchTime: time,
                underlyingError: error)
        tell { $0.batchGenerationFailed(time, error: failure) }
        return record(failure, of: time)
    }

    /// Records that a batch failed, and stops the stream under the policy `stop`.
    func batchFailed(_ time: BatchTime, _ error: any Error) {
        // The stop without grace cancelled the batch; it did not fail by itself.
        if error is CancellationError, lifecycle.withLock({ $0.stopsNow }) { return }
        _ = record(error, of: time)
    }

    /// Ends the stream with `error` under any policy.
    func fail(_ error: any Error) {
        lifecycle.withLock { life in
            if life.failure == nil { life.failure = error }
        }
        requestStop(gracefully: false)
    }

    private func record(_ error: any Error, of time: BatchTime) -> Bool {
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
