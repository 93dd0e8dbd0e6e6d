// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The form in which records are printed.
enum RecordStyle: Sendable, Equatable {
    case format(RecordFormat)
    /// JSON objects, each followed by these bytes.
    case json(delimiter: [UInt8])
}
