// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A record on which an operator's function threw. Own design.
public struct DeadLetter<Record: Sendable>: Sendable {
    /// The record.
    public let record: Record
    /// The error, in words.
    public let reason: String
    /// Index of the RDD partition that held the record.
    public let partition: Int

    /// Creates a dead letter.
    public init(record: Record, reason: String, partition: Int) {
        self.record = record
        self.reason = reason
        self.partition = partition
    }
}
