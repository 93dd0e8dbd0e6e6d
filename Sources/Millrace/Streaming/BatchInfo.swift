// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One batch as listeners see it. Source: Spark's `BatchInfo`.
///
/// Times are those of the wall clock; delays are measured by the monotonic clock.
public struct BatchInfo: Sendable {
    /// End of the batch's interval; identifies the batch.
    public let batchTime: BatchTime
    /// Time at which the batch entered the queue.
    public let submissionTime: BatchTime
    /// Start of the first output operation; `nil` while the batch is queued.
    public internal(set) var processingStartTime: BatchTime?
    /// End of the last output operation; `nil` while the batch is queued or runs.
    public internal(set) var processingEndTime: BatchTime?
    /// Reports of the input streams, sorted by stream id.
    public internal(set) var inputs: [InputInfo] = []
    /// Output operations in the order in which they run.
    public internal(set) var outputOperations: [OutputOperationInfo] = []
    /// Retries so far.
    public internal(set) var retryCount = 0
    /// Reason of the failure in one line; `nil` while the batch runs and if it succeeded.
    public internal(set) var failureReason: String?

    var submitted: Duration
    var started: Duration?
    var ended: Duration?

    init(batchTime: BatchTime, clock: any StreamingClock) {
        self.batchTime = batchTime
        submissionTime = clock.now
        submitted = clock.uptime
    }

    mutating func noteStart(_ clock: any StreamingClock) {
        processingStartTime = clock.now
        started = clock.uptime
    }

    mutating func noteEnd(_ clock: any StreamingClock) {
        processingEndTime = clock.now
        ended = clock.uptime
    }

    /// Number of records of all inputs.
    public var recordCount: Int {
        inputs.reduce(0) { sum, input in
            // Saturates: a broker may claim any number of offsets.
            let (total, overflows) = sum.addingReportingOverflow(input.recordCount)
            return overflows ? .max : total
        }
    }
    /// Time from submission to the start of processing.
    public var schedulingDelay: Duration? { started.map { $0 - submitted } }
    /// Time from the start of processing to its end, retries included.
    public var processingDelay: Duration? {
        guard let started, let ended else { return nil }
        return ended - started
    }
    /// Time from submission to the end of processing.
    public var totalDelay: Duration? { ended.map { $0 - submitted } }
}
