// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The offset that a partition's leader gave for a position. Source: ListOffsets.
public struct ListedOffset: Hashable, Sendable {
    /// The offset of the record, or the log's end for `.latest`.
    public var offset: Int64
    /// The leader epoch of the record, or the current one for `.latest`; nil if unknown (before Kafka 2.1).
    public var leaderEpoch: Int32?
    /// The record's timestamp in milliseconds since 1970 UTC; nil for `.earliest`, `.latest`, and where no record is
    /// as late as the timestamp asked for.
    public var timestamp: Int64?

    /// An offset with the given values.
    public init(offset: Int64, leaderEpoch: Int32? = nil, timestamp: Int64? = nil) {
        self.offset = offset
        self.leaderEpoch = leaderEpoch
        self.timestamp = timestamp
    }
}
