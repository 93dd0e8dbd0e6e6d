// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Reaction of an operator to a record on which its function throws. Own design.
public enum RecordErrorPolicy: Sendable, Hashable {
    /// The task fails, and is tried again as the engine says.
    case fail
    /// The record is left out and counted; see `CheckedDStream.failedRecordCount`.
    case skip
    /// The record is left out, counted, and handed to `CheckedDStream.deadLetters` with its error.
    case deadLetter
}
