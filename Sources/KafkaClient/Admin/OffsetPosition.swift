// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A position in a partition to look up the offset of. Source: ListOffsets.
public enum OffsetPosition: Hashable, Sendable {
    /// The first record in the log.
    case earliest
    /// The end: after the last record that a reader of the isolation level can see.
    case latest
    /// The first record with this timestamp or a later one, in milliseconds since 1970 UTC; the end if there is none.
    case timestamp(Int64)

    /// The value of the request's timestamp field.
    var wireTimestamp: Int64 {
        switch self {
        case .latest: -1
        case .earliest: -2
        case .timestamp(let milliseconds): milliseconds
        }
    }
}
