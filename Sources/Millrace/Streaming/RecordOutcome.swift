// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Outcome of an operator's function for one record.
enum RecordOutcome<Record: Sendable, Output: Sendable>: Sendable {
    case success(Output)
    case failure(DeadLetter<Record>)
}
