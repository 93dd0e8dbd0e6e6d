// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The batch that an output operation writes: everything that an idempotent or transactional sink needs.
///
/// A batch that is computed again, by a retry or after a restart, has the same `id`, `time` and inputs; only
/// `attempt` differs. Own design, after Spark's advice for exactly-once output.
public struct Batch: Sendable {
    /// Name of the batch and the output operation, the same in every attempt: `<milliseconds>-<operation>`.
    public let id: String
    /// End of the batch's interval.
    public let time: BatchTime
    /// Position of the output operation, in the order of registration, counted from 0.
    public let operation: Int
    /// Attempts of the batch before this one.
    public let attempt: Int
    /// The inputs' parts of the batch, such as offset ranges, sorted by stream id.
    public let inputs: [InputInfo]

    init(time: BatchTime, operation: Int, attempt: Int, inputs: [InputInfo]) {
        id = "\(time.milliseconds)-\(operation)"
        self.time = time
        self.operation = operation
        self.attempt = attempt
        self.inputs = inputs
    }
}
