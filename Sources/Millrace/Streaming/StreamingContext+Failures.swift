// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Logging
private import Synchronization

extension StreamingContext {
    /// The first batch that failed while the stream went on; nothing after it is completed at the inputs.
    var pendingSince: BatchTime? { lifecycle.withLock { $0.pendingSince } }

    /// Records that a batch could not be planned. If that was the last attempt, the stream ends; batches before it,
    /// which are healthy, run to their end.
    func planFailed(_ time: BatchTime, _ error: any Error, isLast: Bool) {
        let failure =
            error as? StreamingError
            ?? StreamingError(
                code: .generationFailed, message: "the batch could not be planned", batchTime: time,
                underlyingError: error)
        engine.logger.log(
            level: isLast ? .error : .warning,
            isLast
                ? "a batch could not be planned; the stream ends" : "a batch could not be planned; it is tried again",
            metadata: ["batch": "\(time)", "error": "\(failure)"])
        if isLast { fail(failure) }
        tell { $0.batchGenerationFailed(time, error: failure) }
    }

    /// Tells that a batch failed and will be tried again.
    func batchWillRetry(_ batch: BatchInfo, _ error: any Error, after wait: Duration) {
        engine.logger.warning(
            "a batch failed; it is tried again",
            metadata: [
                "batch": "\(batch.batchTime)", "retry": "\(batch.retryCount)", "wait_ms": "\(wait.wholeMilliseconds)",
                "error": "\(error)",
            ])
        tell { $0.batchRetried(batch, error: error, after: wait) }
    }

    /// Records that a batch failed for good; returns whether the stream goes on.
    func batchFailed(_ time: BatchTime, _ error: any Error) -> Bool {
        // The stop without grace cancelled the batch; it did not fail by itself.
        if error is CancellationError, lifecycle.withLock({ $0.stopsNow }) { return false }
        // Whoever was replaced would fail again and again.
        let goesOn = configuration.failurePolicy.goesOn && !error.isOwnerReplaced
        engine.logger.error(
            goesOn
                ? "a batch failed; later ones run, and nothing is committed from this batch on"
                : "a batch failed; the stream stops",
            metadata: ["batch": "\(time)", "error": "\(error)"])
        lifecycle.withLock { life in
            if life.failure == nil { life.failure = error }
            if goesOn, life.pendingSince == nil { life.pendingSince = time }
        }
        if !goesOn { requestStop(gracefully: false) }
        return goesOn
    }

    /// Ends the stream with `error`, after the batches that are planned already.
    func fail(_ error: any Error) {
        lifecycle.withLock { life in
            if life.failure == nil { life.failure = error }
        }
        requestStop(gracefully: true)
    }
}
