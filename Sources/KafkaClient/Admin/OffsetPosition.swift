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
    /// The record with the largest timestamp, the first if there are several; the end of a log without records. Kafka
    /// 3.0, KIP-734.
    case maxTimestamp
    /// The first record on the leader's own disk; the earliest without tiered storage. Kafka 3.4, KIP-405.
    case earliestLocal
    /// The last record in tiered storage; offset −1 if there is none. Kafka 3.9, KIP-1005.
    case latestTiered
    /// The first record that tiered storage does not have yet; offset −1 without tiered storage. Kafka 4.2, KIP-1023.
    case earliestPendingUpload

    /// The value of the request's timestamp field.
    var wireTimestamp: Int64 {
        switch self {
        case .latest: -1
        case .earliest: -2
        case .maxTimestamp: -3
        case .earliestLocal: -4
        case .latestTiered: -5
        case .earliestPendingUpload: -6
        case .timestamp(let milliseconds): milliseconds
        }
    }

    /// The first version of ListOffsets that knows it, and the release that has it.
    var requirement: (version: Int16, release: String) {
        switch self {
        case .earliest, .latest, .timestamp: (0, "0.8")
        case .maxTimestamp: (7, "3.0")
        case .earliestLocal: (8, "3.4")
        case .latestTiered: (9, "3.9")
        case .earliestPendingUpload: (11, "4.2")
        }
    }

    /// Whether a log without such a record has an offset of −1, which is the result; else reading would go on at its
    /// end.
    var mayBeMissing: Bool { self == .latestTiered || self == .earliestPendingUpload }

    /// Whether every log has it.
    var isEverywhere: Bool { self == .earliest || self == .latest || self == .earliestLocal }
}
