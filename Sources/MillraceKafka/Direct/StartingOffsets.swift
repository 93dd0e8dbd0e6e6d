// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaClient

/// Where a direct stream begins to read a partition.
public enum StartingOffsets: Sendable, Equatable {
    /// At the first record that the broker still has.
    case earliest
    /// Behind the last record that the broker has when the stream starts.
    case latest
    /// Where the group last committed; a partition without a commit begins as the reset policy says.
    case committed
    /// At these offsets; a partition that is not named begins as the reset policy says.
    case explicit([TopicPartition: Int64])
}
