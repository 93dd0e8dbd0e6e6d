// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The distance of a group from the end of a partition.
public struct GroupLag: Hashable, Sendable {
    /// The group's committed offset: that of the next record to read.
    public var committed: CommittedOffset
    /// The offset after the last record that a reader can see.
    public var endOffset: Int64

    /// The number of offsets between both, at least 0. Transactional and compacted topics have fewer records than
    /// offsets.
    public var lag: Int64 { max(0, endOffset - committed.offset) }
}
