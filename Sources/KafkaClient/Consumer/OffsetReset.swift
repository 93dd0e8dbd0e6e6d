// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The start of reading when there is no offset or the partition no longer has it. Property `auto.offset.reset`.
public enum OffsetReset: String, Sendable, CaseIterable {
    /// The first record in the log.
    case earliest
    /// The end: after the last record.
    case latest
    /// No start: an error that names topic, partition and offset.
    case none
}
