// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One batch as listeners see it. Source: Spark's `BatchInfo`.
public struct BatchInfo: Sendable {
    /// End of the batch's interval: its name.
    public var batchTime: BatchTime
    /// When its work was put into the queue.
    public var submissionTime: BatchTime
    /// When its first output operation began; `nil` while it waits.
    public var processingStartTime: BatchTime?
    /// When its last output operation ended; `nil` while it runs or waits.
    public var processingEndTime: BatchTime?
    /// What each input stream brought, by stream id.
    public var inputs: [InputInfo] = []
    /// Its output operations, in the order in which they run.
    public var outputOperations: [OutputOperationInfo] = []
    /// Why it failed, in one line; `nil` while it runs and when it succeeded.
    public var failureReason: String?

    /// Records over all inputs.
    public var recordCount: Int {
        inputs.reduce(0) { sum, input in
            // Saturates: a broker may claim any number of offsets.
            let (total, overflows) = sum.addingReportingOverflow(input.recordCount)
            return overflows ? .max : total
        }
    }
    /// From submission to the start of processing.
    public var schedulingDelay: Duration? { processingStartTime.map { $0 - submissionTime } }
    /// From the start of processing to its end.
    public var processingDelay: Duration? {
        guard let processingStartTime, let processingEndTime else { return nil }
        return processingEndTime - processingStartTime
    }
    /// From submission to the end of processing.
    public var totalDelay: Duration? { processingEndTime.map { $0 - submissionTime } }
}
