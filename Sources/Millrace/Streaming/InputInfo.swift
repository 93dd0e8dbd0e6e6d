// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One input stream's part of one batch.
public struct InputInfo: Sendable {
    /// The stream.
    public var streamID: Int
    /// The stream's name.
    public var streamName: String
    /// Number of records: as planned until the batch has read all of them, then as read.
    public var recordCount: Int
    /// Number of records when the batch was planned, known or estimated. For Kafka the number of offsets, which is
    /// greater than that of the records where compaction or transactions left gaps.
    public var plannedRecordCount: Int
    /// Number of records that were gone before they could be read, and that the stream skipped since its last report.
    public var skippedRecordCount = 0
    /// Origin of the records for people, such as offset ranges.
    public var description: String
    /// Origin of the records for programs; each kind of stream documents its type.
    public var metadata: (any Sendable)?
}
