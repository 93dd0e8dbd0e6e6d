// Millrace
// SPDX-License-Identifier: Apache-2.0

/// An offset that a group commits, or has committed, for a partition. Source: OffsetCommit, OffsetFetch; Kafka's
/// `OffsetAndMetadata`.
public struct CommittedOffset: Hashable, Sendable {
    /// The offset of the next record to read.
    public var offset: Int64
    /// The leader epoch of the last record that was read; nil if unknown. It lets a later reader find out that the log
    /// was truncated (KIP-320).
    public var leaderEpoch: Int32?
    /// A text of the group's own; default empty. Brokers limit it: `offset.metadata.max.bytes`, 4096 by default.
    public var metadata: String

    /// An offset with the given values.
    public init(offset: Int64, leaderEpoch: Int32? = nil, metadata: String = "") {
        self.offset = offset
        self.leaderEpoch = leaderEpoch
        self.metadata = metadata
    }
}
