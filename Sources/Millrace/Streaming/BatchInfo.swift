// Millrace
// SPDX-License-Identifier: Apache-2.0

/// What one input stream took into one batch.
public struct InputInfo: Sendable {
    /// The stream.
    public var streamID: Int
    /// The stream's name.
    public var streamName: String
    /// Records of the batch, known or estimated when it was made.
    public var recordCount: Int
    /// Where they come from, for people, such as offset ranges.
    public var description: String
    /// Where they come from, for programs: what the kind of stream documents.
    public var metadata: (any Sendable)?
}

/// How one output operation of a batch went.
public struct OutputOperationInfo: Sendable {
    /// Position among the output operations, in the order of registration, counted from 0.
    public var index: Int
    /// What the operation does, such as `print`.
    public var name: String
    /// When it began; `nil` while it waits.
    public var startTime: BatchTime?
    /// When it ended; `nil` while it runs or waits.
    public var endTime: BatchTime?
    /// Why it failed, in one line.
    public var failureReason: String?

    /// How long it took, once it has ended.
    public var duration: Duration? {
        guard let startTime, let endTime else { return nil }
        return endTime - startTime
    }
}

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
