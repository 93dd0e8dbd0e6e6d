// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaClient

/// First offset that a direct stream reads in each partition.
public enum StartingOffsets: Sendable, Equatable {
    /// The first record that the broker still has.
    case earliest
    /// The end at the start of the stream: only later records are read.
    case latest
    /// The group's committed offset. A partition without one starts as the reset policy says.
    case committed
    /// The first record with this timestamp or a later one, in milliseconds since the epoch; the end if there is none.
    case timestamp(Int64)
    /// These offsets. A partition that is not named starts as the reset policy says.
    case explicit([TopicPartition: Int64])
}
