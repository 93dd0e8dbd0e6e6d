// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One batch as listeners see it. Source: Spark's `BatchInfo`.
public struct BatchInfo: Sendable {
    /// End of the batch's interval; identifies the batch.
    public var batchTime: BatchTime
    /// Time at which the batch entered the queue.
    public var submissionTime: BatchTime
    /// Start of the first output operation; `nil` while the batch is queued.
    public var processingStartTime: BatchTime?
    /// End of the last output operation; `nil` while the batch is queued or runs.
    public var processingEndTime: BatchTime?
    /// Reports of the input streams, sorted by stream id.
    public var inputs: [InputInfo] = []
    /// Output operations in the order in which they run.
    public var outputOperations: [OutputOperationInfo] = []
    /// Reason of the failure in one line; `nil` while the batch runs and if it succeeded.
    public var failureReason: String?

    /// Number of records of all inputs.
    public var recordCount: Int {
        inputs.reduce(0) { sum, input in
            // Saturates: a broker may claim any number of offsets.
            let (total, overflows) = sum.addingReportingOverflow(input.recordCount)
            return overflows ? .max : total
        }
    }
    /// Time from submission to the start of processing.
    public var schedulingDelay: Duration? { processingStartTime.map { $0 - submissionTime } }
    /// Time from the start of processing to its end.
    public var processingDelay: Duration? {
        guard let processingStartTime, let processingEndTime else { return nil }
        return processingEndTime - processingStartTime
    }
    /// Time from submission to the end of processing.
    public var totalDelay: Duration? { processingEndTime.map { $0 - submissionTime } }
}
